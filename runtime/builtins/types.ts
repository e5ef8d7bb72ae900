export { className, isClass, typeName } from "./type-name.js";
