/** Modules as values: the namespaces of converted files, and what Python shows of them. */
import { ABSENT } from "./members.js";

/** What the file of a module whose code waits for its first import exports (see kernel/modules.ts). */
interface Load {
  readonly isRunning: () => boolean;
  /** True for what stands in the file already but, by Python's order, is not there yet. */
  readonly hides: (name: string, value: unknown) => boolean;
}

type Namespace = Readonly<Record<string, unknown>> & { readonly __load__?: Load };

/** Names that only converted files know. */
const OWN = new Set(["__load__", "__setattr__"]);

/** True for a module: its namespace has no prototype. */
export function isModule(value: object): value is Namespace {
  return Object.getPrototypeOf(value) === null && Object.prototype.toString.call(value) === "[object Module]";
}

/** A module's attribute, or ABSENT. */
export function moduleMember(module: Namespace, name: string): unknown {
  const value = module[name];
  if (value === undefined || module.__load__?.hides(name, value) === true) return ABSENT;
  return value;
}

/** The names of a module's attributes. */
export function moduleNames(module: Namespace): string[] {
  return Object.keys(module).filter((name) => !OWN.has(name) && moduleMember(module, name) !== ABSENT);
}

/** The text of AttributeError for what a module does not have. */
export function noModuleAttribute(module: Namespace, name: string): string {
  const what = `module '${moduleName(module)}' has no attribute '${name}'`;
  return module.__load__?.isRunning() === true
    ? `partially initialized ${what} (most likely due to a circular import)`
    : what;
}

/** `<module 'name' from 'file'>` */
export function moduleText(module: Namespace): string {
  const { __file__: file } = module;
  return `<module '${moduleName(module)}'${typeof file === "string" ? ` from '${file}'` : ""}>`;
}

const moduleName = ({ __name__ }: Namespace): string => (typeof __name__ === "string" ? __name__ : "module");
