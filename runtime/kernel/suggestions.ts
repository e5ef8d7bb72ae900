import type { BaseException } from "../builtins/exceptions.js";
export function suggestion(_e: BaseException): string {
  return "";
}
