import type { Knex } from "knex";
import type { Dialect } from "../dialect/dialect.js";

let knexModule: typeof import("knex").default | undefined;

/**
 * Loads knex, which a program that only declares its models is spared: it is half of what importing this package would
 * take. Awaited before a database is there, so that writing a text need not wait.
 */
export async function loadKnex(): Promise<void> {
  knexModule ??= (await import("knex")).default;
}

function knexOf(config: Knex.Config): Knex {
  if (knexModule === undefined) throw new TypeError("knex is loaded by connect(), before a text is written.");
  return knexModule(config);
}

/** One knex per dialect, without a connection and so without a driver: it only writes text. */
const writers = new WeakMap<Dialect, Knex>();

/**
 * The knex that writes a dialect's text. Identifiers reach it only as stand-ins, which it leaves as they are: it would
 * read a dot or " as " inside a name as syntax, and a question mark as a binding. See `Writing.name`.
 */
export function writerOf(dialect: Dialect): Knex {
  let writer = writers.get(dialect);
  if (writer === undefined) {
    writer = knexOf({
      client: dialect.knexClient,
      useNullAsDefault: true,
      wrapIdentifier: (standIn) => standIn,
    });
    writers.set(dialect, writer);
  }
  return writer;
}

/** A query being written: knex's builder, as far as this package uses it. */
export type Builder = Knex.QueryBuilder;
/** A raw piece for knex. */
export type Raw = Knex.Raw;

/** What knex gives for a finished query. */
export function nativeText(builder: Builder | Raw): { readonly sql: string; readonly bindings: readonly unknown[] } {
  return builder.toSQL().toNative();
}

/** Those that write what users go on with: names come from them there, and are quoted. */
const openWriters = new WeakMap<Dialect, Knex>();
const openClients = new WeakSet<object>();

/** The knex that hands out builders to go on with. It has no connection either. */
export function openWriterOf(dialect: Dialect): Knex {
  let writer = openWriters.get(dialect);
  if (writer === undefined) {
    writer = knexOf({ client: dialect.knexClient, useNullAsDefault: true });
    openWriters.set(dialect, writer);
    openClients.add(writer.client);
  }
  return writer;
}

/** Tells whether a builder is one that was handed out, or was made of one. Nothing but such a builder has its client. */
export function isHandedOut(value: unknown): value is Builder {
  if (typeof value !== "object" || value === null) return false;
  const { client } = value as { client?: unknown };
  return typeof client === "object" && client !== null && openClients.has(client);
}
