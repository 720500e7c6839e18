import { createHash } from "node:crypto";
import { pluralize } from "inflection";
import { snakeCase } from "./casing.js";

/** How names of classes and properties become names in the database. Set it with `static naming` on a base class. */
export interface NamingStrategy {
  /** From a class name: `BlogPost` to `blog_posts`. */
  readonly table: (className: string) => string;
  /** From a property name: `createdAt` to `created_at`. */
  readonly column: (property: string) => string;
}

/** The default: tables in snake case and plural, columns in snake case. */
export const snakeCaseNaming: NamingStrategy = {
  table: (className) => {
    const words = snakeCase(className).split("_");
    const last = words.pop() ?? "";
    return [...words, pluralize(last)].join("_");
  },
  column: snakeCase,
};

/** Names stay as they are written in the class: table `User`, column `createdAt`. */
export const literalNaming: NamingStrategy = { table: (className) => className, column: (property) => property };

/** Bytes that every database here allows for a name; PostgreSQL has the least with 63. */
const most = 63;

/**
 * The name of a constraint or index: `uq_users_email`. The same on every database, so that the one it reports can be
 * led back to the properties. A name that would be too long ends in a hash of the whole.
 */
export function constraintName(
  prefix: "pk" | "uq" | "ix" | "fk" | "ck",
  table: string,
  parts: readonly string[],
): string {
  const name = [prefix, table, ...parts].join("_");
  if (Buffer.byteLength(name) <= most) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let head = name;
  while (Buffer.byteLength(head) > most - hash.length - 1) head = head.slice(0, -1);
  return `${head.replace(/\p{Surrogate}$/u, "")}_${hash}`;
}
