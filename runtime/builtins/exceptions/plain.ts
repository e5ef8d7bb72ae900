/** The exceptions that add nothing to their base but a name, in CPython's order and hierarchy. */
import { BaseException, Exception } from "./base.js";

export class GeneratorExit extends BaseException {}
export class KeyboardInterrupt extends BaseException {}

export class ArithmeticError extends Exception {}
export class FloatingPointError extends ArithmeticError {}
export class OverflowError extends ArithmeticError {}
export class ZeroDivisionError extends ArithmeticError {}

export class AssertionError extends Exception {}
export class BufferError extends Exception {}
export class EOFError extends Exception {}

export class LookupError extends Exception {}
export class IndexError extends LookupError {}

export class MemoryError extends Exception {}
export class ReferenceError extends Exception {}

export class RuntimeError extends Exception {}
export class NotImplementedError extends RuntimeError {}
export class RecursionError extends RuntimeError {}

export class StopAsyncIteration extends Exception {}
export class SystemError extends Exception {}
export class TypeError extends Exception {}
export class ValueError extends Exception {}

export class Warning extends Exception {}
export class BytesWarning extends Warning {}
export class DeprecationWarning extends Warning {}
export class EncodingWarning extends Warning {}
export class FutureWarning extends Warning {}
export class ImportWarning extends Warning {}
export class PendingDeprecationWarning extends Warning {}
export class ResourceWarning extends Warning {}
export class RuntimeWarning extends Warning {}
export class SyntaxWarning extends Warning {}
export class UnicodeWarning extends Warning {}
export class UserWarning extends Warning {}
