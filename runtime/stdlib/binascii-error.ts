/** Mirrors `binascii.Error`: what isn't base64 or hexadecimal text. */
import { ValueError } from "../builtins/exceptions.js";

export class Error extends ValueError {}
