import { ModelDefinitionError } from "../errors/usage.js";
import { isSql } from "../fragment/sql.js";
import { nearest } from "../naming/nearest.js";
import { builder } from "./builder.js";
import { FieldDefinition, type FieldType } from "./definition.js";
import type { StorageKind } from "./kinds.js";
import { brokenLimit } from "./limits.js";
import { describe } from "./numeric-type.js";

/** Options of `field.encrypted`. */
export interface EncryptedOptions {
  /** Equal values are equal in the database too, so that they can be looked up and be unique; not if not given. */
  deterministic?: boolean | undefined;
  /**
   * What the values belong to, and cannot be moved away from: `"table.column"` if not given. State the old one where a
   * table or a column gets another name, or what it holds cannot be read any more.
   */
  context?: string | undefined;
}

/** `field.encrypted(of, options)`: a property as `of` declares it. */
export type EncryptedBuilder = <C>(of: C, options?: EncryptedOptions) => C;

/** Kinds whose values are texts. */
const texts: readonly StorageKind[] = ["string", "text", "char", "enum", "uuid", "date", "time", "interval", "decimal"];

/** The rules hold for what is encrypted; the database sees nothing that it could check. */
function sealedType(of: FieldType, deterministic: boolean, context: string | undefined): FieldType {
  const { keepsText: _, ...comparison } = of.comparison;
  const sealed: FieldType = {
    ...of,
    name: `encrypted ${of.name}`,
    kind: "encrypted",
    facets: {},
    rules: [],
    refuse: (value) => of.refuse(value) ?? brokenLimit(of, value),
    comparison,
    sealed: { deterministic, context },
  };
  return of.kind === "json" ? { ...sealed, ...asText(of) } : sealed;
}

/** JSON is encrypted as the text that it is written as. */
function asText({ encode, decode }: FieldType): Pick<FieldType, "encode" | "decode"> {
  return {
    encode: (value) => JSON.stringify(encode ? encode(value) : value),
    decode: (text) => {
      const held = parsed(text);
      return decode ? decode(held as never) : held;
    },
  };
}

/** What does not parse was encrypted as a text; the error of JSON.parse would quote it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("what was encrypted is no JSON");
  }
}

/**
 * A property that is encrypted before it is stored, by AES-256-GCM under the first of the `encryptionKeys` of `connect`:
 * `field.encrypted(field.string(11), { deterministic: true })`. Texts, enums, UUIDs, days, times, intervals, decimals
 * and JSON can be.
 */
export const encrypted = builder<EncryptedBuilder>((of: unknown, options?: EncryptedOptions) => {
  const type = of instanceof FieldDefinition && of.settings.generated === undefined ? of.type : undefined;
  if (type === undefined || !(texts.includes(type.kind) || type.kind === "json")) {
    throw new ModelDefinitionError(
      "field.encrypted takes a field of texts or JSON first: field.encrypted(field.string(50)). Numbers, instants and bytes can be kept as a decimal, or in JSON.",
    );
  }
  const { deterministic, context } = readOptions(options, type);
  refuseSettings(of as FieldDefinition, deterministic);
  return new FieldDefinition(sealedType(type, deterministic, context), (of as FieldDefinition).settings);
});

function readOptions(given: unknown, { kind }: FieldType): { deterministic: boolean; context: string | undefined } {
  const options = (given ?? {}) as Record<string, unknown>;
  const known = ["deterministic", "context"];
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const mend = nearest(name, known) || " Options of the value go to its own field.";
    throw new ModelDefinitionError(`field.encrypted has no option ${JSON.stringify(name)}.${mend}`);
  }
  const { deterministic = false, context } = options;
  if (typeof deterministic !== "boolean") {
    throw new ModelDefinitionError(
      `deterministic of field.encrypted is true or false, not ${describe(deterministic)}.`,
    );
  }
  if (context !== undefined && (typeof context !== "string" || context === "" || context.includes("\0"))) {
    throw new ModelDefinitionError('context of field.encrypted is a text, such as "patients.ssn".');
  }
  if (deterministic && kind === "json") {
    throw new ModelDefinitionError(
      "JSON can be written in several ways, so field.encrypted(field.json()) is not deterministic.",
    );
  }
  return { deterministic, context };
}

/** What the database would have to do with values that it cannot read. */
function refuseSettings({ settings }: FieldDefinition, deterministic: boolean): void {
  const why = settings.primaryKey
    ? "cannot be a primary key: rows are found by it whatever the key that they were encrypted with"
    : isSql(settings.default)
      ? "cannot have a default in SQL: the database cannot encrypt it"
      : !deterministic && (settings.unique || settings.index)
        ? "is another text each time: for unique or index give it { deterministic: true }"
        : undefined;
  if (why !== undefined) throw new ModelDefinitionError(`What field.encrypted holds ${why}.`);
}
