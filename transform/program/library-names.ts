/** Names of modules that are CPython's own. */

/**
 * Modules that CPython has loaded, or finds inside itself, before it looks into any folder: a file of such a name beside
 * the script is never imported.
 */
const BEFORE_PATH = new Set(
  (
    "_abc _ast _codecs _collections _functools _imp _io _locale _operator _signal _sre _stat _string _symtable _thread " +
    "_tokenize _tracemalloc _warnings _weakref atexit builtins errno faulthandler gc itertools marshal posix pwd sys time " +
    "__hello__ __phello__ _collections_abc _sitebuiltins abc codecs encodings genericpath importlib io ntpath os posixpath " +
    "runpy site stat zipimport"
  ).split(" "),
);

/** What CPython 3.11 brings along for this system (sys.stdlib_module_names), but for names that begin with `_`. */
const STANDARD = new Set(
  (
    "__future__ abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii " +
    "bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall " +
    "concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm " +
    "decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput " +
    "fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac " +
    "html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale " +
    "logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nis nntplib ntpath " +
    "nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform " +
    "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue " +
    "quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil " +
    "signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat " +
    "statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib " +
    "tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc " +
    "tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser wsgiref " +
    "xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

/** True when a file of the name beside the script can't be imported. */
export function isBeforePath(name: string): boolean {
  return BEFORE_PATH.has(name);
}

/** True when CPython has a module of the name (the first part of a dotted one) without anything being installed. */
export function isStandard(name: string): boolean {
  const [first] = name.split(".") as [string];
  return STANDARD.has(first) || (first.startsWith("_") && BEFORE_PATH.has(first));
}
