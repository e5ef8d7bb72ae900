/**
 * The map of the arena: which 32-bit word means what. All indexes are into `memory.i32`; an index of 0 is never used,
 * so 0 can mean "none" everywhere. Words that different processes hammer on lie on cache lines of their own.
 */

/** Bytes of a page, the unit of the large-block allocator. */
export const PAGE_BYTES = 65_536;
/** Pages at the start of the arena that hold the words below, the page map and the process table. */
export const RESERVED_PAGES = 16;

/** Program-wide words. */
export const PAGE_LOCK = 16;
export const HIGH_WATER_PAGE = 17;
export const PRINT_LOCK = 32;
export const PRINT_WAITERS = 33;
/** Bumped whenever anything is notified while some process waits for several things at once. */
export const ANY_SEQUENCE = 48;
export const ANY_WAITERS = 49;
export const LAST_PID = 64;
export const HIGHEST_SLOT = 65;
export const MAIN_PID = 66;
/** 1 while a broker runs the program, 0 when the runtime is used as a plain library. */
export const BROKER_RUNS = 67;
/** Counts deaths; see `wait`: everybody looks again after one. */
export const DEATHS = 68;
/** How many processes have started to shut the program down; children can't start any more. */
export const SHUTTING_DOWN = 69;
/** Offset of the mailbox of requests to the broker. */
export const BROKER_BOX = 70;

/** The number of the round of questions after where everybody waits (see deadlock.ts). */
export const QUESTION = 72;
/** Offset of the program's secret (authkey.ts), or 0. */
export const AUTHKEY = 71;

/** The named blocks (directory.ts): their lock, and the offset of the first entry. */
export const DIRECTORY_LOCK = 80;
export const DIRECTORY_FIRST = 81;

/** One allocator word group per size class: lock, free list, bump pointer, bump end. */
export const CLASS_WORDS = 16;
export const CLASS_BASE = 256;
export const CLASS_LOCK = 0;
export const CLASS_FREE = 1;
export const CLASS_BUMP = 2;
export const CLASS_END = 3;

/** The page map: one word for each page (see pages.ts). */
export const PAGE_MAP = 2_048;
export const MAX_PAGES = 32_768;

/** The process table. */
export const SLOT_BASE = 40_960;
export const SLOT_WORDS = 32;
export const SLOT_COUNT = 4_096;

/** Words of a slot. */
export const STATE = 0;
export const PID = 1;
export const PARENT_PID = 2;
export const EXIT_CODE = 3;
/** Pending signals, a bit each (see signals.ts). */
export const SIGNALS = 4;
/** Index of the word that the process waits on, or 0. */
export const WAITING_ON = 5;
/** What it waits for: one of `WaitReason`. */
export const WAIT_REASON = 6;
/** Index of the spin lock that the process holds or is about to take, or 0. */
export const SPINNING = 7;
/** Offset of the table of blocks that the process holds (see holds.ts), or 0. */
export const HOLDS = 8;
export const PAYLOAD = 9;
export const PAYLOAD_BYTES = 10;
/** 1 once the parent has read the exit code, or the parent is gone: then the slot may be used again. */
export const REAPED = 11;
/** 64-bit floats: the clock's milliseconds at which the wait ends (Infinity: never) and at which it began. */
export const DEADLINE = 12;
export const SINCE = 14;
export const NAME = 16;
export const NAME_BYTES = 17;
/** The signals that the process's Python program handles itself, a bit each. */
export const HANDLED_SIGNALS = 18;
/** Signal number that is to be the exit code's reason (15 for -15), or 0. */
export const KILLED_BY = 19;
/** Set while an outside event (terminal, timer, socket) may wake the process: such a process is never deadlocked. */
export const EXPECTS_OUTSIDE = 20;
/** 1 when the thread is gone and what it held is cleared up. */
export const GONE = 22;
/** Node's number of the thread, by which the broker knows it. */
export const THREAD = 21;

/** How often the process has begun to wait: it stays as it is while the process gets no further. */
export const WAITS = 23;
/** The number of the last round of questions that the process has answered by waiting again (see deadlock.ts). */
export const ANSWERED = 24;
/** Offset and length of the text that says where the process waits. */
export const PLACE = 25;
export const PLACE_BYTES = 26;
/** Of the process that the parent started before this one: the first word of its slot, or 0, and its id (see turns.ts). */
export const ELDER = 27;
export const ELDER_PID = 28;
/** How far the process is in the order in which children begin. */
export const TURN = 29;

/** Values of STATE. A negative one is the slot, negated, of the process that is just making the slot its child. */
export const FREE = 0;
export const BOOTING = 1;
export const SPARE = 2;
export const RUNNING = 3;
export const EXITED = 4;
export const SETTING_UP = 5;
