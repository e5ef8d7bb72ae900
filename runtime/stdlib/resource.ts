/** Mirrors the module `resource` as far as Node tells: what a program has used so far. */
import { ValueError } from "../builtins/exceptions.js";
import { Float } from "../builtins/numbers.js";
import { libraryModule } from "./module.js";
import { StructSequence } from "./struct-sequence.js";
import * as self from "./resource.js";

export const RUSAGE_SELF = 0;
export const RUSAGE_CHILDREN = -1;
export const RUSAGE_THREAD = 1;

const PAGE = 4096;

/** Mirrors `resource.struct_rusage`. */
export class struct_rusage extends StructSequence {
  static override readonly title = "resource.struct_rusage";
  static override readonly fields = (
    "ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock " +
    "ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw"
  ).split(" ");
  static override readonly visible = 16;
  declare readonly ru_utime: number;
  declare readonly ru_stime: number;
  declare readonly ru_maxrss: number;
  declare readonly ru_ixrss: number;
  declare readonly ru_idrss: number;
  declare readonly ru_isrss: number;
  declare readonly ru_minflt: number;
  declare readonly ru_majflt: number;
  declare readonly ru_nswap: number;
  declare readonly ru_inblock: number;
  declare readonly ru_oublock: number;
  declare readonly ru_msgsnd: number;
  declare readonly ru_msgrcv: number;
  declare readonly ru_nsignals: number;
  declare readonly ru_nvcsw: number;
  declare readonly ru_nivcsw: number;
}

/** Mirrors `resource.getrusage(who)`; children are threads of the same program, so that theirs is its own use. */
export function getrusage(who: number): struct_rusage {
  if (who !== RUSAGE_SELF && who !== RUSAGE_CHILDREN && who !== RUSAGE_THREAD)
    throw new ValueError("invalid who parameter");
  const used = process.resourceUsage();
  return new struct_rusage([
    new Float(used.userCPUTime / 1e6),
    new Float(used.systemCPUTime / 1e6),
    used.maxRSS,
    used.sharedMemorySize,
    used.unsharedDataSize,
    used.unsharedStackSize,
    used.minorPageFault,
    used.majorPageFault,
    used.swappedOut,
    used.fsRead,
    used.fsWrite,
    used.ipcSent,
    used.ipcReceived,
    used.signalsCount,
    used.voluntaryContextSwitches,
    used.involuntaryContextSwitches,
  ]);
}

export function getpagesize(): number {
  return PAGE;
}

libraryModule("resource", () => self, { struct_rusage });
