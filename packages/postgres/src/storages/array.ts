import {
  type Codec,
  type DriverValue,
  type Facets,
  ModelDefinitionError,
  type Storage,
  type StorageKind,
  type Storages,
  ValueError,
} from "@chakra-orm/core/internal";
import { readArray, writeArray } from "../text/array-literal.js";
import { writeBytes } from "../text/bytes.js";

/** How the members are stored, whatever they are; handed in, since the storages hold the array's own too. */
type Members = () => Storages;

interface Element {
  readonly storage: Pick<Storage<unknown>, "type" | "check">;
  readonly codec: Codec<unknown>;
  readonly facets: Facets;
  readonly nullable: boolean;
}

/** An array of PostgreSQL's own, `integer[]`. */
export function arrayOf(members: Members): Storage<readonly unknown[]> {
  return {
    type: (facets) => {
      const element = elementOf(members(), facets);
      return `${element.storage.type(element.facets)}[]`;
    },
    codec: (facets) => arrayCodec(elementOf(members(), facets)),
    check: (column, facets) => {
      const { kind, nullable, facets: own } = describeElement(facets);
      const checks = nullable ? [] : [`array_position(${column}, null) is null`];
      if (kind === "enum" && own.typeName === undefined) {
        // NULL is contained in nothing.
        const members = nullable ? `array_remove(${column}, null)` : column;
        checks.push(`${members} <@ ${enumLiteral(own.values ?? [])}`);
      }
      return checks.length === 0 ? undefined : checks.join(" and ");
    },
  };
}

function arrayCodec({ codec, nullable }: Element): Codec<readonly unknown[]> {
  const { refuse } = codec;
  return {
    encode: (value) => writeArray(value.map((member) => (member === null ? null : asText(codec.encode(member))))),
    decode: (raw) =>
      readArray(raw as string).map((member) => {
        if (member !== null) return codec.decode(member);
        if (nullable) return null;
        throw new ValueError("The stored array holds a NULL, and its members are declared as not nullable.");
      }),
    ...(refuse && {
      refuse: (value) => {
        for (const [i, member] of value.entries()) {
          const why = member === null ? undefined : refuse(member);
          if (why !== undefined) return `at [${i}] ${why}`;
        }
        return undefined;
      },
    }),
  };
}

/** A bound value as it stands inside other text. */
export function asText(value: DriverValue): string {
  return value instanceof Uint8Array ? writeBytes(value) : String(value);
}

function describeElement({ element }: Facets): NonNullable<Facets["element"]> {
  if (element !== undefined && element.kind !== "array") return element;
  throw new ModelDefinitionError(
    "An array needs members of one plain kind: arrays of arrays are best kept in field.json().",
  );
}

function elementOf(storages: Storages, facets: Facets): Element {
  const element = describeElement(facets);
  const storage = storageOf(storages, element.kind);
  return { storage, codec: storage.codec(element.facets), facets: element.facets, nullable: element.nullable };
}

/** The kind is known only at run time here, so the value's type is no longer. */
function storageOf(storages: Storages, kind: StorageKind): Storage<unknown> {
  return storages[kind] as Storage<unknown>;
}

const enumLiteral = (values: readonly string[]): string => `'${writeArray(values).replaceAll("'", "''")}'::text[]`;
