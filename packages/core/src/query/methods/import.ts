import { runTransaction } from "../../connection/run-transaction.js";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import { importRows } from "../../persistence/many/import-rows.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { engineOf, startQuery } from "../state.js";
import { makeRecord } from "./create-many.js";

/** How `import` goes about it. */
export interface ImportOptions {
  /** Rows that are in memory at once; 5 000 if not given. */
  readonly batch?: number;
  /** Called after each batch with the number of rows so far. They are not committed before the last one is in. */
  readonly onProgress?: (progress: { readonly rows: number }) => void;
  /** Ends the import, with nothing imported. */
  readonly signal?: AbortSignal;
}

/** Inserts what a source gives, a batch at a time: all of it, or nothing. Gives the number of rows. */
export async function importAll(meta: ModelMeta, source: unknown, options: ImportOptions = {}): Promise<number> {
  const rows = iterable(meta, source);
  const { batch, onProgress, signal } = readOptions(options);
  const engine = engineOf(startQuery(meta));
  return runTransaction(
    engine,
    async () => {
      let count = 0;
      let records: object[] = [];
      const flush = async () => {
        await importRows(engine, meta, records, count);
        count += records.length;
        records = [];
        onProgress?.({ rows: count });
      };
      signal?.throwIfAborted();
      for await (const attributes of rows) {
        records.push(makeRecord(meta, attributes, count + records.length));
        if (records.length >= batch) await flush();
        signal?.throwIfAborted();
      }
      if (records.length > 0) await flush();
      return count;
    },
    {},
  );
}

function iterable(meta: ModelMeta, source: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof source === "object" && source !== null && (Symbol.asyncIterator in source || Symbol.iterator in source)) {
    return source as Iterable<unknown>;
  }
  throw new QueryError(
    `${meta.name}.import takes a list, an iterator or a stream of attributes, not ${describe(source)}.`,
    { model: meta.name },
  );
}

function readOptions(given: ImportOptions): { readonly batch: number } & Omit<ImportOptions, "batch"> {
  const { batch = 5000, onProgress, signal, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const hint = nearest(unknown, ["batch", "onProgress", "signal"]);
    throw new QueryError(`import has no option ${JSON.stringify(unknown)}.${hint}`);
  }
  if (!Number.isSafeInteger(batch) || batch < 1) {
    throw new QueryError(`The batch of an import is a number of rows, 1 or more, not ${describe(batch)}.`);
  }
  return { batch, ...(onProgress && { onProgress }), ...(signal && { signal }) };
}
