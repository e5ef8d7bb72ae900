/** Mirrors the module `errno`: the numbers of Linux. */
import { dict } from "../builtins/dict.js";
import { libraryModule } from "./module.js";
import * as self from "./errno.js";

export const EPERM = 1;
export const ENOENT = 2;
export const ESRCH = 3;
export const EINTR = 4;
export const EIO = 5;
export const ENXIO = 6;
export const E2BIG = 7;
export const ENOEXEC = 8;
export const EBADF = 9;
export const ECHILD = 10;
export const EAGAIN = 11;
export const EWOULDBLOCK = 11;
export const ENOMEM = 12;
export const EACCES = 13;
export const EFAULT = 14;
export const ENOTBLK = 15;
export const EBUSY = 16;
export const EEXIST = 17;
export const EXDEV = 18;
export const ENODEV = 19;
export const ENOTDIR = 20;
export const EISDIR = 21;
export const EINVAL = 22;
export const ENFILE = 23;
export const EMFILE = 24;
export const ENOTTY = 25;
export const ETXTBSY = 26;
export const EFBIG = 27;
export const ENOSPC = 28;
export const ESPIPE = 29;
export const EROFS = 30;
export const EMLINK = 31;
export const EPIPE = 32;
export const EDOM = 33;
export const ERANGE = 34;
export const EDEADLK = 35;
export const EDEADLOCK = 35;
export const ENAMETOOLONG = 36;
export const ENOLCK = 37;
export const ENOSYS = 38;
export const ENOTEMPTY = 39;
export const ELOOP = 40;
export const ENOMSG = 42;
export const EIDRM = 43;
export const ECHRNG = 44;
export const EL2NSYNC = 45;
export const EL3HLT = 46;
export const EL3RST = 47;
export const ELNRNG = 48;
export const EUNATCH = 49;
export const ENOCSI = 50;
export const EL2HLT = 51;
export const EBADE = 52;
export const EBADR = 53;
export const EXFULL = 54;
export const ENOANO = 55;
export const EBADRQC = 56;
export const EBADSLT = 57;
export const EBFONT = 59;
export const ENOSTR = 60;
export const ENODATA = 61;
export const ETIME = 62;
export const ENOSR = 63;
export const ENONET = 64;
export const ENOPKG = 65;
export const EREMOTE = 66;
export const ENOLINK = 67;
export const EADV = 68;
export const ESRMNT = 69;
export const ECOMM = 70;
export const EPROTO = 71;
export const EMULTIHOP = 72;
export const EDOTDOT = 73;
export const EBADMSG = 74;
export const EOVERFLOW = 75;
export const ENOTUNIQ = 76;
export const EBADFD = 77;
export const EREMCHG = 78;
export const ELIBACC = 79;
export const ELIBBAD = 80;
export const ELIBSCN = 81;
export const ELIBMAX = 82;
export const ELIBEXEC = 83;
export const EILSEQ = 84;
export const ERESTART = 85;
export const ESTRPIPE = 86;
export const EUSERS = 87;
export const ENOTSOCK = 88;
export const EDESTADDRREQ = 89;
export const EMSGSIZE = 90;
export const EPROTOTYPE = 91;
export const ENOPROTOOPT = 92;
export const EPROTONOSUPPORT = 93;
export const ESOCKTNOSUPPORT = 94;
export const ENOTSUP = 95;
export const EOPNOTSUPP = 95;
export const EPFNOSUPPORT = 96;
export const EAFNOSUPPORT = 97;
export const EADDRINUSE = 98;
export const EADDRNOTAVAIL = 99;
export const ENETDOWN = 100;
export const ENETUNREACH = 101;
export const ENETRESET = 102;
export const ECONNABORTED = 103;
export const ECONNRESET = 104;
export const ENOBUFS = 105;
export const EISCONN = 106;
export const ENOTCONN = 107;
export const ESHUTDOWN = 108;
export const ETOOMANYREFS = 109;
export const ETIMEDOUT = 110;
export const ECONNREFUSED = 111;
export const EHOSTDOWN = 112;
export const EHOSTUNREACH = 113;
export const EALREADY = 114;
export const EINPROGRESS = 115;
export const ESTALE = 116;
export const EUCLEAN = 117;
export const ENOTNAM = 118;
export const ENAVAIL = 119;
export const EISNAM = 120;
export const EREMOTEIO = 121;
export const EDQUOT = 122;
export const ENOMEDIUM = 123;
export const EMEDIUMTYPE = 124;
export const ECANCELED = 125;
export const ENOKEY = 126;
export const EKEYEXPIRED = 127;
export const EKEYREVOKED = 128;
export const EKEYREJECTED = 129;
export const EOWNERDEAD = 130;
export const ENOTRECOVERABLE = 131;
export const ERFKILL = 132;

/** The names by their numbers. */
export const errorcode = new dict<number, string>([
  [19, "ENODEV"],
  [50, "ENOCSI"],
  [113, "EHOSTUNREACH"],
  [42, "ENOMSG"],
  [117, "EUCLEAN"],
  [45, "EL2NSYNC"],
  [51, "EL2HLT"],
  [61, "ENODATA"],
  [15, "ENOTBLK"],
  [38, "ENOSYS"],
  [32, "EPIPE"],
  [22, "EINVAL"],
  [75, "EOVERFLOW"],
  [68, "EADV"],
  [4, "EINTR"],
  [87, "EUSERS"],
  [39, "ENOTEMPTY"],
  [105, "ENOBUFS"],
  [71, "EPROTO"],
  [66, "EREMOTE"],
  [119, "ENAVAIL"],
  [10, "ECHILD"],
  [40, "ELOOP"],
  [18, "EXDEV"],
  [7, "E2BIG"],
  [3, "ESRCH"],
  [90, "EMSGSIZE"],
  [97, "EAFNOSUPPORT"],
  [53, "EBADR"],
  [112, "EHOSTDOWN"],
  [96, "EPFNOSUPPORT"],
  [92, "ENOPROTOOPT"],
  [16, "EBUSY"],
  [11, "EAGAIN"],
  [77, "EBADFD"],
  [73, "EDOTDOT"],
  [106, "EISCONN"],
  [55, "ENOANO"],
  [108, "ESHUTDOWN"],
  [44, "ECHRNG"],
  [80, "ELIBBAD"],
  [64, "ENONET"],
  [52, "EBADE"],
  [9, "EBADF"],
  [72, "EMULTIHOP"],
  [5, "EIO"],
  [49, "EUNATCH"],
  [91, "EPROTOTYPE"],
  [28, "ENOSPC"],
  [8, "ENOEXEC"],
  [114, "EALREADY"],
  [100, "ENETDOWN"],
  [118, "ENOTNAM"],
  [13, "EACCES"],
  [48, "ELNRNG"],
  [84, "EILSEQ"],
  [20, "ENOTDIR"],
  [76, "ENOTUNIQ"],
  [1, "EPERM"],
  [33, "EDOM"],
  [54, "EXFULL"],
  [111, "ECONNREFUSED"],
  [21, "EISDIR"],
  [93, "EPROTONOSUPPORT"],
  [30, "EROFS"],
  [99, "EADDRNOTAVAIL"],
  [43, "EIDRM"],
  [70, "ECOMM"],
  [69, "ESRMNT"],
  [121, "EREMOTEIO"],
  [47, "EL3RST"],
  [74, "EBADMSG"],
  [23, "ENFILE"],
  [82, "ELIBMAX"],
  [29, "ESPIPE"],
  [67, "ENOLINK"],
  [102, "ENETRESET"],
  [110, "ETIMEDOUT"],
  [2, "ENOENT"],
  [17, "EEXIST"],
  [122, "EDQUOT"],
  [60, "ENOSTR"],
  [57, "EBADSLT"],
  [56, "EBADRQC"],
  [79, "ELIBACC"],
  [14, "EFAULT"],
  [27, "EFBIG"],
  [35, "EDEADLOCK"],
  [107, "ENOTCONN"],
  [89, "EDESTADDRREQ"],
  [81, "ELIBSCN"],
  [37, "ENOLCK"],
  [120, "EISNAM"],
  [103, "ECONNABORTED"],
  [101, "ENETUNREACH"],
  [116, "ESTALE"],
  [63, "ENOSR"],
  [12, "ENOMEM"],
  [88, "ENOTSOCK"],
  [86, "ESTRPIPE"],
  [31, "EMLINK"],
  [34, "ERANGE"],
  [83, "ELIBEXEC"],
  [46, "EL3HLT"],
  [104, "ECONNRESET"],
  [98, "EADDRINUSE"],
  [95, "ENOTSUP"],
  [78, "EREMCHG"],
  [36, "ENAMETOOLONG"],
  [25, "ENOTTY"],
  [85, "ERESTART"],
  [94, "ESOCKTNOSUPPORT"],
  [62, "ETIME"],
  [59, "EBFONT"],
  [109, "ETOOMANYREFS"],
  [24, "EMFILE"],
  [26, "ETXTBSY"],
  [115, "EINPROGRESS"],
  [6, "ENXIO"],
  [65, "ENOPKG"],
  [123, "ENOMEDIUM"],
  [124, "EMEDIUMTYPE"],
  [125, "ECANCELED"],
  [126, "ENOKEY"],
  [127, "EKEYEXPIRED"],
  [128, "EKEYREVOKED"],
  [129, "EKEYREJECTED"],
  [130, "EOWNERDEAD"],
  [131, "ENOTRECOVERABLE"],
  [132, "ERFKILL"],
]);

libraryModule("errno", () => self);
