import { ValidationError } from "../errors/record.js";
import { ConfigurationError, QueryError, ValueError } from "../errors/usage.js";
import type { Typed } from "../statement/typed.js";
import type { Dialect } from "./dialect.js";
import { perDialect } from "./per-dialect.js";
import { sealedCodec } from "./sealed-codec.js";
import type { ByteReader, Codec, DriverValue, PlainValues, Storage } from "./storage.js";

/** How the values of one column travel on one dialect. NULL passes through. */
export interface ColumnCodec {
  /** A property's value to the driver's. Throws where this database cannot hold it. */
  readonly encode: (value: unknown) => DriverValue;
  /** As `encode`, for a list of values that is bound as one; `undefined` where each has to be encoded by itself. */
  readonly encodeList?: (values: readonly unknown[]) => DriverValue | undefined;
  /** As `encode`, for a value that is compared with: a misfit is the query's fault. */
  readonly encodeOperand: (value: unknown) => DriverValue;
  /** The driver's value to the property's. */
  readonly decode: (raw: unknown) => unknown;
  /** Which of the driver's values are the property's. */
  readonly plain?: PlainValues;
  /** Integers have to come exactly. */
  readonly exactIntegers?: true;
  /** Reads the driver's value out of the server's bytes, for `decode` to go on with. */
  readonly fromBytes?: ByteReader;
  /** Of an encrypted column: all that a value which is looked for may be stored as. */
  readonly encodeEach?: (value: unknown) => readonly DriverValue[];
  /** Of an encrypted column: the texts that a value is stored as where an older key encrypted it. */
  readonly older?: (value: unknown) => readonly string[];
  /** Of an encrypted column: the text that takes the place of a stored one; `undefined` if the newest key made it. */
  readonly renew?: (stored: string) => string | undefined;
}

/** The codec of a column, made once. */
export const columnCodec: (dialect: Dialect, column: Typed) => ColumnCodec = perDialect(makeCodec);

function makeCodec(dialect: Dialect, column: Typed): ColumnCodec {
  const { type } = column;
  const storage = dialect.storages[type.kind] as Storage<unknown>;
  const stored: Codec<unknown> = storage.codec(type.facets);
  const sealed = type.sealed && sealedCodec(dialect, column, stored as Codec<string>);
  const codec = (sealed ?? stored) as Codec<unknown>;
  const toKind = chain(type.canonical, type.encode);
  const fromKind = type.decode as ((value: unknown) => unknown) | undefined;
  /** To the kind's own value. */
  const holdWith =
    (refused: (why: string) => Error) =>
    (value: unknown): unknown => {
      const held = toKind ? toKind(value) : value;
      const why = codec.refuse?.(held);
      if (why !== undefined) throw refused(why);
      return held;
    };
  const encodeWith =
    (hold: (value: unknown) => unknown) =>
    (value: unknown): DriverValue =>
      value === null || value === undefined ? null : codec.encode(hold(value));
  const { model, property } = column;
  const hold = holdWith((why) => new ValidationError(model, [{ path: [property], rule: "storable", message: why }]));
  const holdOperand = holdWith((why) => new QueryError(`${model}.${property}: ${why}.`, { model, fields: [property] }));
  return {
    encode: encodeWith(hold),
    ...listEncoder(codec, toKind === undefined && codec.refuse === undefined ? undefined : hold),
    encodeOperand: encodeWith(holdOperand),
    decode: (raw) => {
      if (raw === null || raw === undefined) return null;
      try {
        const held = codec.decode(raw);
        return fromKind ? fromKind(held) : held;
      } catch (error) {
        throw unreadable(column, error);
      }
    },
    ...(codec.plain && fromKind === undefined && { plain: codec.plain }),
    ...(codec.exactIntegers && { exactIntegers: true }),
    ...(codec.fromBytes && { fromBytes: codec.fromBytes }),
    ...(sealed && {
      encodeEach: (value) => sealed.encodeEach((toKind ? toKind(value) : value) as string),
      older: (value) => sealed.older((toKind ? toKind(value) : value) as string),
      renew: (text) => {
        try {
          return sealed.renew(text);
        } catch (error) {
          throw unreadable(column, error);
        }
      },
    }),
  };
}

/** If what a field turns a value into is none, whoever encodes single ones says what becomes of it. */
function listEncoder(
  { encodeList }: Codec<unknown>,
  hold: ((value: unknown) => unknown) | undefined,
): Pick<ColumnCodec, "encodeList"> | undefined {
  if (encodeList === undefined || hold === undefined) return encodeList && { encodeList };
  return {
    encodeList: (values) => {
      const held: unknown[] = new Array(values.length);
      for (let i = 0; i < values.length; i++) {
        const value = values[i] ?? null;
        held[i] = value === null ? null : hold(value);
        if (held[i] === null && value !== null) return undefined;
      }
      return encodeList(held);
    },
  };
}

/** What cannot be read is told with the property; a key that is missing tells so itself. */
function unreadable({ model, property }: Typed, error: unknown): unknown {
  if (error instanceof ConfigurationError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `${model}.${property} cannot be read from its column: ${reason}`;
  return new ValueError(message, { model, fields: [property], cause: error });
}

type Step = ((value: never) => unknown) | undefined;

function chain(first: Step, second: Step): ((value: unknown) => unknown) | undefined {
  const [one, two] = [first, second] as ((value: unknown) => unknown)[];
  if (one && two) return (value) => two(one(value));
  return one ?? two;
}
