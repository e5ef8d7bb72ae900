/** The local time zone: offsets from the engine, abbreviations from the system's zone database. */
import { readFileSync } from "node:fs";

/** The zone in force at a moment. */
export interface LocalZone {
  /** Seconds east of UTC. */
  offset: number;
  /** Its abbreviation: `UTC`, `CET`, `-03`. */
  name: string;
  isDst: boolean;
}

/** The zone in force at a moment given in seconds since 1970. */
export function localZone(seconds: number): LocalZone {
  const offset = localOffset(seconds);
  const isDst = offset !== standardOffset(new Date(seconds * 1000).getFullYear());
  return { offset, name: abbreviation(offset, isDst), isDst };
}

/** Seconds east of UTC at a moment. */
export function localOffset(seconds: number): number {
  return 0 - new Date(seconds * 1000).getTimezoneOffset() * 60;
}

/** The offset without summer time: the smaller of a year's two. */
export function standardOffset(year: number): number {
  return Math.min(localOffset(Date.UTC(year, 0, 1) / 1000), localOffset(Date.UTC(year, 6, 1) / 1000));
}

function abbreviation(offset: number, isDst: boolean): string {
  return zoneNames().get(key(offset, isDst)) ?? offsetName(offset);
}

/** How the database names zones that have no abbreviation: `+03`, `+0530`. */
function offsetName(offset: number): string {
  if (offset === 0) {
    return "UTC";
  }
  const minutes = Math.abs(offset) / 60;
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return (offset < 0 ? "-" : "+") + hours + (minutes % 60 === 0 ? "" : String(minutes % 60).padStart(2, "0"));
}

function key(offset: number, isDst: boolean): string {
  return `${offset}${isDst ? " dst" : ""}`;
}

let names: Map<string, string> | undefined;

/** Abbreviations of the local zone by offset; read once. */
function zoneNames(): Map<string, string> {
  names ??= readZoneNames();
  return names;
}

function readZoneNames(): Map<string, string> {
  const zone = process.env.TZ?.replace(/^:/, "");
  const path = zone === undefined ? "/etc/localtime" : `/usr/share/zoneinfo/${zone}`;
  try {
    return parseZoneFile(readFileSync(path));
  } catch {
    // no zone database (Windows), or a zone written out in TZ: offsets then name themselves
    return new Map();
  }
}

/** Reads the local time types of a TZif file (RFC 8536). */
function parseZoneFile(file: Buffer): Map<string, string> {
  const HEADER = 44;
  const count = (field: number) => file.readUInt32BE(20 + 4 * field);
  const [transitions, types, characters] = [count(3), count(4), count(5)];
  const typeStart = HEADER + transitions * 5;
  const textStart = typeStart + types * 6;
  // the rule for the future at the file's end says which names are in use today
  const rule = /\n([^\n,]*)[^\n]*\n$/.exec(file.toString("latin1"))?.[1] ?? "";
  const inUse: string[] = rule.match(/[A-Za-z]{3,}|(?<=<)[^>]+/g) ?? [];
  const found = new Map<string, string>();
  for (let type = 0; type < types; type += 1) {
    const at = typeStart + type * 6;
    const text = file.toString("latin1", textStart + file[at + 5], textStart + characters);
    const name = text.slice(0, text.indexOf("\0"));
    const place = key(file.readInt32BE(at), file[at + 4] === 1);
    if (!inUse.includes(found.get(place) ?? "")) {
      found.set(place, name);
    }
  }
  return found;
}
