/** What arguments are added to: parsers and groups. */
import { callWith, splitKeywords } from "../../builtins/call.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { dict } from "../../builtins/dict.js";
import { object } from "../../builtins/object.js";
import { repr, text } from "../../builtins/repr.js";
import { lstrip } from "../../builtins/str/split.js";
import { truth } from "../../builtins/truth.js";
import { ACTIONS, type Action } from "./action.js";
import { ArgumentError, OPTIONAL, ZERO_OR_MORE } from "./errors.js";
import { FileType } from "./file-type.js";

type Keywords = Record<string, unknown>;
type Registries = Map<string, Map<unknown, unknown>>;

const NEGATIVE_NUMBER = /^-\d+$|^-\d*\.\d+$/;

/** What a group shares with the container it is in. */
interface Shared {
  registries: Registries;
  actions: Action[];
  options: Map<string, Action>;
  defaults: Map<string, unknown>;
  negativeNumbers: { isOption: boolean };
  exclusive: MutuallyExclusiveGroup[];
}

interface Settings {
  description: string | null;
  prefix_chars: string;
  argument_default: unknown;
  conflict_handler: string;
}

/** The parent of parsers and groups. */
export abstract class ActionsContainer extends object {
  declare description: string | null;
  declare argument_default: unknown;
  declare prefix_chars: string;
  declare conflict_handler: string;
  declare readonly _action_groups: ArgumentGroup[];
  declare protected readonly shared: Shared;

  /** What a constructor does first. @throws ValueError for a way to resolve conflicts that there isn't */
  protected setUp(settings: Settings, shared: Shared | null): void {
    const { conflict_handler } = settings;
    if (conflict_handler !== "error" && conflict_handler !== "resolve") {
      throw new ValueError(`invalid conflict_resolution value: ${repr(conflict_handler)}`);
    }
    Object.assign(this, settings, { _action_groups: [] });
    Object.defineProperty(this, "shared", {
      value: shared ?? {
        registries: new Map([["action", new Map<unknown, unknown>(ACTIONS)]]),
        actions: [],
        options: new Map(),
        defaults: new Map(),
        negativeNumbers: { isOption: false },
        exclusive: [],
      },
    });
  }

  get _actions(): Action[] {
    return this.shared.actions;
  }

  get _option_string_actions(): dict<string, Action> {
    return new dict([...this.shared.options]);
  }

  get _defaults(): dict<string, unknown> {
    return new dict([...this.shared.defaults]);
  }

  get _mutually_exclusive_groups(): MutuallyExclusiveGroup[] {
    return this.shared.exclusive;
  }

  /** Gives a name that `action=` or `type=` may take a meaning. */
  register(registry_name: string, value: unknown, object: unknown): void {
    const { registries } = this.shared;
    const registry = registries.get(registry_name) ?? new Map<unknown, unknown>();
    registries.set(registry_name, registry.set(value, object));
  }

  protected registered(registry: string, value: unknown): unknown {
    const found = this.shared.registries.get(registry);
    return found?.has(value) === true ? found.get(value) : value;
  }

  set_defaults(options: Keywords = {}): void {
    for (const [dest, value] of Object.entries(options)) this.shared.defaults.set(dest, value);
    for (const action of this.shared.actions) {
      if (Object.hasOwn(options, action.dest)) action.default = options[action.dest];
    }
  }

  get_default(dest: string): unknown {
    const action = this.shared.actions.find((each) => each.dest === dest && each.default !== null);
    return action === undefined ? (this.shared.defaults.get(dest) ?? null) : action.default;
  }

  /**
   * Mirrors `add_argument(*names, **options)`.
   *
   * @throws ValueError, TypeError for what can't be an argument, ArgumentError for a name that is taken
   */
  add_argument(...given: (string | Keywords)[]): Action {
    const [names, options] = splitKeywords(given) as [string[], Keywords];
    const isPositional = names.length === 0 || (names.length === 1 && !this.prefix_chars.includes(names[0]![0] ?? ""));
    const keywords = isPositional ? positionalKeywords(names, options) : this._get_optional_kwargs(names, options);
    if (!Object.hasOwn(keywords, "default")) {
      const dest = keywords.dest as string;
      if (this.shared.defaults.has(dest)) keywords.default = this.shared.defaults.get(dest);
      else if (this.argument_default !== null) keywords.default = this.argument_default;
    }
    const actionClass = this.takeActionClass(keywords, null);
    if (!callable(actionClass)) throw new ValueError(`unknown action "${text(actionClass)}"`);
    const action = callWith(actionClass, [], keywords) as Action;
    const type = this.registered("type", action.type);
    if (action.type !== null && !callable(type)) throw new ValueError(`${repr(type)} is not callable`);
    if (type === FileType) {
      throw new ValueError(`${repr(type)} is a FileType class object, instance of it must be passed`);
    }
    this.checkMetavar(action);
    return this._add_action(action);
  }

  /** Only parsers can tell whether an argument's metavar fits. */
  protected checkMetavar(_action: Action): void {}

  protected takeActionClass(keywords: Keywords, fallback: string | null): unknown {
    const action = Object.hasOwn(keywords, "action") ? keywords.action : fallback;
    delete keywords.action;
    return this.registered("action", action);
  }

  _get_optional_kwargs(names: readonly string[], options: Keywords): Keywords {
    for (const name of names) {
      if (!this.prefix_chars.includes(name[0] ?? " ")) {
        throw new ValueError(
          `invalid option string ${repr(name)}: must start with a character ${repr(this.prefix_chars)}`,
        );
      }
    }
    const long = names.find((name) => name.length > 1 && this.prefix_chars.includes(name[1]!));
    const keywords: Keywords = { ...options, option_strings: [...names] };
    if ((keywords.dest ?? null) !== null) return keywords;
    const dest = lstrip(long ?? names[0]!, this.prefix_chars);
    if (dest === "") throw new ValueError(`dest= is required for options like ${repr(names.at(-1))}`);
    return { ...keywords, dest: dest.replaceAll("-", "_") };
  }

  add_argument_group(
    title: string | null = null,
    description: string | null = null,
    options: Keywords = {},
  ): ArgumentGroup {
    const group = new ArgumentGroup(this, title, description, options);
    this._action_groups.push(group);
    return group;
  }

  add_mutually_exclusive_group({ required = false }: { required?: unknown } = {}): MutuallyExclusiveGroup {
    const group = MutuallyExclusiveGroup.of(this, required);
    this.shared.exclusive.push(group);
    return group;
  }

  _add_action(action: Action): Action {
    this._check_conflict(action);
    this.shared.actions.push(action);
    action.container = this;
    for (const name of action.option_strings) {
      this.shared.options.set(name, action);
      if (NEGATIVE_NUMBER.test(name)) this.shared.negativeNumbers.isOption = true;
    }
    return action;
  }

  _remove_action(action: Action): void {
    this.shared.actions.splice(this.shared.actions.indexOf(action), 1);
  }

  /** @throws ArgumentError unless the last definition of an option wins */
  _check_conflict(action: Action): void {
    const taken = action.option_strings.filter((name) => this.shared.options.has(name));
    if (taken.length === 0) return;
    if (this.conflict_handler === "error") {
      throw new ArgumentError(action, `conflicting option string${taken.length > 1 ? "s" : ""}: ${taken.join(", ")}`);
    }
    for (const name of taken) {
      const other = this.shared.options.get(name)!;
      other.option_strings.splice(other.option_strings.indexOf(name), 1);
      this.shared.options.delete(name);
      if (other.option_strings.length === 0) other.container._remove_action(other);
    }
  }

  /** Takes over the arguments of a parent parser, each in a group of the title that it had. @throws ValueError */
  protected adopt(parent: ActionsContainer): void {
    const titles = new Map<string | null, ArgumentGroup>();
    for (const group of this._action_groups) {
      if (titles.has(group.title)) {
        throw new ValueError(`cannot merge actions - two groups are named ${repr(group.title)}`);
      }
      titles.set(group.title, group);
    }
    const places = new Map<Action, ActionsContainer>();
    for (const group of parent._action_groups) {
      const { title, description, conflict_handler } = group;
      const place = titles.get(title) ?? this.add_argument_group(title, description, { conflict_handler });
      titles.set(title, place);
      for (const action of group._group_actions) places.set(action, place);
    }
    for (const group of parent._mutually_exclusive_groups) {
      const place = this.add_mutually_exclusive_group({ required: group.required });
      for (const action of group._group_actions) places.set(action, place);
    }
    for (const action of parent._actions) (places.get(action) ?? this)._add_action(action);
    for (const [dest, value] of parent.shared.defaults) this.shared.defaults.set(dest, value);
  }

  /** The tables of a container, for the groups in it. */
  static sharedOf(container: ActionsContainer): Shared {
    return container.shared;
  }
}

function positionalKeywords(names: readonly string[], options: Keywords): Keywords {
  if (names.length > 0 && Object.hasOwn(options, "dest")) {
    throw new ValueError("dest supplied twice for positional argument");
  }
  if (names.length === 0 && !Object.hasOwn(options, "dest")) {
    throw new TypeError("_ActionsContainer._get_positional_kwargs() missing 1 required positional argument: 'dest'");
  }
  if (Object.hasOwn(options, "required")) throw new TypeError("'required' is an invalid argument for positionals");
  const isOptional =
    options.nargs === OPTIONAL || (options.nargs === ZERO_OR_MORE && Object.hasOwn(options, "default"));
  const required = isOptional ? {} : { required: true };
  return { ...options, ...required, dest: names[0] ?? options.dest, option_strings: [] };
}

/** Mirrors what `add_argument_group` gives: arguments under a heading of their own. */
export class ArgumentGroup extends ActionsContainer {
  declare title: string | null;
  declare readonly _group_actions: Action[];

  override __init__(
    container: ActionsContainer,
    title: string | null = null,
    description: string | null = null,
    options: Keywords = {},
  ): void {
    const { prefix_chars, argument_default, conflict_handler } = container;
    const settings = { description, prefix_chars, argument_default, conflict_handler, ...options };
    this.setUp(settings, ActionsContainer.sharedOf(container));
    Object.assign(this, { title, _group_actions: [] });
  }

  override _add_action(action: Action): Action {
    super._add_action(action);
    this._group_actions.push(action);
    return action;
  }

  override _remove_action(action: Action): void {
    super._remove_action(action);
    this._group_actions.splice(this._group_actions.indexOf(action), 1);
  }
}

/** Mirrors what `add_mutually_exclusive_group` gives: options of which a command line may have one. */
export class MutuallyExclusiveGroup extends ArgumentGroup {
  declare required: unknown;
  declare readonly _container: ActionsContainer;

  static of(container: ActionsContainer, required: unknown): MutuallyExclusiveGroup {
    return Object.assign(new MutuallyExclusiveGroup(container), { required, _container: container });
  }

  /** @throws ValueError for an argument that is required */
  override _add_action(action: Action): Action {
    if (truth(action.required)) throw new ValueError("mutually exclusive arguments must be optional");
    this._container._add_action(action);
    this._group_actions.push(action);
    return action;
  }

  override _remove_action(action: Action): void {
    this._container._remove_action(action);
    this._group_actions.splice(this._group_actions.indexOf(action), 1);
  }
}
