/** CPython's exception hierarchy. */
export { BaseException, Exception } from "./exceptions/base.js";
export * from "./exceptions/plain.js";
export * from "./exceptions/detailed.js";
export * from "./exceptions/os-error.js";
export * from "./exceptions/unicode.js";
export { BaseExceptionGroup, ExceptionGroup } from "./exceptions/group.js";
