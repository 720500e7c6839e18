import { ConfigurationError } from "../errors/usage.js";
import type { Sealed } from "../fields/definition.js";
import type { Typed } from "../statement/typed.js";
import type { Dialect } from "./dialect.js";
import type { EncryptionKey, KeyRing } from "./key-ring.js";
import { headOf, keyIdOf, type Sealing, seal, unseal } from "./seal.js";
import type { Codec, DriverValue } from "./storage.js";

/** How the texts of an encrypted column travel. */
export interface SealedCodec extends Codec<string> {
  /** All that a text may be stored as: by each of the keys. */
  readonly encodeEach: (text: string) => readonly DriverValue[];
  /** What a text is stored as where it was encrypted with one of the older keys. */
  readonly older: (text: string) => readonly string[];
  /** What was stored, encrypted with the newest key; `undefined` if it is already. */
  readonly renew: (sealed: string) => string | undefined;
}

/** Encrypts what a column holds, with the keys of the connection. */
export function sealedCodec({ keyRing }: Dialect, column: Typed, stored: Codec<string>): SealedCodec {
  const { deterministic, context = "" } = column.type.sealed as Sealed;
  const sealing: Sealing = { deterministic, context };
  const read = (sealed: string): string => {
    const text = unseal(keyOf(ringOf(keyRing, column), column, sealed), context, sealed);
    if (text !== undefined) return text;
    throw new Error("it was changed after it was encrypted, or comes from another column or table");
  };
  return {
    encode: (text) => stored.encode(seal(ringOf(keyRing, column).newest, sealing, text)),
    encodeEach: (text) => ringOf(keyRing, column).keys.map((key) => stored.encode(seal(key, sealing, text))),
    older: (text) =>
      ringOf(keyRing, column)
        .keys.slice(1)
        .map((key) => seal(key, sealing, text)),
    renew: (sealed) => {
      const { newest } = ringOf(keyRing, column);
      return sealed.startsWith(headOf(newest)) ? undefined : seal(newest, sealing, read(sealed));
    },
    decode: (raw) => read(stored.decode(raw)),
  };
}

function ringOf(keyRing: KeyRing | undefined, { model, property }: Typed): KeyRing {
  if (keyRing !== undefined) return keyRing;
  throw new ConfigurationError(
    `${model}.${property} is encrypted, and the connection has no keys. Give it some: connect(url, { encryptionKeys: […] }).`,
    { model, fields: [property] },
  );
}

function keyOf({ keys }: KeyRing, { model, property }: Typed, sealed: string): EncryptionKey {
  const id = keyIdOf(sealed);
  if (id === undefined) throw new Error("it holds what was not encrypted by this field");
  const key = keys.find((each) => each.id === id);
  if (key !== undefined) return key;
  throw new ConfigurationError(
    `${model}.${property} holds a value that was encrypted with a key (${id}) which the connection does not have. Add it to the end of encryptionKeys.`,
    { model, fields: [property] },
  );
}
