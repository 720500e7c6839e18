import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import { initialise } from "./initialise.js";
import { describe } from "./numeric-type.js";

/** The kinds of relation, as builders are named. */
export type RelationKind = "manyToOne" | "oneToOne" | "oneToMany" | "manyToMany";

/** Options of all kinds together, as read; which kind takes which stands in `allowed`. */
export interface RelationSettings {
  readonly backPopulates?: string;
  /** One property, or several for a composite key. */
  readonly foreignKey?: string | readonly string[];
  /** Of a join table: what refers to the other side. */
  readonly otherKey?: string | readonly string[];
  readonly nullable?: boolean;
  /** A table's name or a function that gives a model (`manyToMany`), or the name of a relation (the others). */
  readonly through?: unknown;
  readonly source?: string;
  readonly typeField?: string;
  readonly latestBy?: string;
  /** The target's property that counts; `true` for `<backPopulates>Count`. */
  readonly counterCache?: string | boolean;
  readonly touch?: boolean;
}

const allowed: Readonly<Record<RelationKind, readonly (keyof RelationSettings)[]>> = {
  manyToOne: ["backPopulates", "foreignKey", "nullable", "through", "source", "typeField", "counterCache", "touch"],
  oneToOne: ["backPopulates", "foreignKey", "nullable", "through", "source", "latestBy", "touch"],
  oneToMany: ["backPopulates", "foreignKey", "through", "source"],
  manyToMany: ["backPopulates", "through", "foreignKey", "otherKey"],
};

/** What an option may be, and how a message says so. */
interface Expected {
  readonly what: string;
  readonly fits: (value: unknown) => boolean;
}

const aName: Expected = { what: "a name", fits: isName };
const names: Expected = {
  what: "the name of a property, or a list of names",
  fits: (value) => isName(value) || (Array.isArray(value) && value.length > 0 && value.every(isName)),
};
const aBoolean: Expected = { what: "true or false", fits: (value) => typeof value === "boolean" };

/** What each option is; `through` differs from kind to kind. */
const expected: Readonly<Record<keyof RelationSettings, Expected>> = {
  backPopulates: aName,
  foreignKey: names,
  otherKey: names,
  nullable: aBoolean,
  through: {
    what: "a name, or a function that gives the model: () => Membership",
    fits: (value) => isName(value) || (typeof value === "function" && !("prototype" in value)),
  },
  source: aName,
  typeField: aName,
  latestBy: aName,
  counterCache: { what: "true or a name", fits: (value) => isName(value) || typeof value === "boolean" },
  touch: aBoolean,
};

/** One relation as declared: what an initialiser returns while a class is being read. */
export class RelationDefinition {
  readonly kind: RelationKind;
  /** Gives the model, or for a polymorphic relation the models; late, since classes may refer to each other. */
  readonly target: () => unknown;
  readonly settings: RelationSettings;

  constructor(kind: RelationKind, target: () => unknown, settings: RelationSettings) {
    this.kind = kind;
    this.target = target;
    this.settings = settings;
  }
}

/**
 * Makes a public builder of one kind of relation. As with fields, the declared type is what the property holds while an
 * instance is made, which is why the cast is true.
 */
export function relationBuilder<Signature>(kind: RelationKind): Signature {
  const build = (...given: unknown[]): unknown => initialise(build, given, () => define(kind, given));
  return build as Signature;
}

function define(kind: RelationKind, [target, options = {}, ...more]: readonly unknown[]): RelationDefinition {
  if (typeof target !== "function" || "prototype" in target) {
    throw new ModelDefinitionError(
      `${kind} takes a function that gives the model, since classes may refer to each other: ${kind}(() => Post).`,
    );
  }
  if (more.length > 0) throw new ModelDefinitionError(`${kind} takes a model and one object of options.`);
  return new RelationDefinition(kind, target as () => unknown, readOptions(kind, options));
}

function readOptions(kind: RelationKind, options: unknown): RelationSettings {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new ModelDefinitionError(`${kind} takes an object of options, not ${describe(options)}.`);
  }
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of stated) {
    const known = allowed[kind];
    if (!known.includes(name as keyof RelationSettings)) {
      const hint = nearest(name, known) || ` It has ${known.join(", ")}.`;
      throw new ModelDefinitionError(`${kind} has no option ${JSON.stringify(name)}.${hint}`);
    }
    const { what, fits } = expected[name as keyof RelationSettings];
    if (!fits(value)) throw new ModelDefinitionError(`${name} of ${kind} is ${what}, not ${shown(value)}.`);
  }
  return Object.freeze(Object.fromEntries(stated));
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function shown(value: unknown): string {
  if (value === "") return "an empty text";
  return typeof value === "function" && "prototype" in value ? `the class ${value.name}` : describe(value);
}
