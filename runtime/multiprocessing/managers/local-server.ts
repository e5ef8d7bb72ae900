import type { dict } from "../../builtins/dict.js";
import type { Link } from "./link.js";

/** What a proxy that lives in the server itself needs of it: it can't send itself a request. */
export interface LocalServer {
  readonly link: Link;
  call(id: number, method: string, args: unknown[], kwds: dict<string, unknown> | null): unknown;
}

let server: LocalServer | null = null;

/** Says that this process is a manager's server. */
export function setLocalServer(local: LocalServer): void {
  server = local;
}

/** The server of a manager if it is this process, else null. */
export function localServer(link: Link): LocalServer | null {
  return server !== null && server.link.serverPid === link.serverPid ? server : null;
}
