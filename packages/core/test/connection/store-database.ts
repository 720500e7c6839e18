import { onTestFinished } from "vitest";
import { connect, type Database, field, Model } from "../../src/index.js";
import { type RecordingOptions, recordingDialect } from "../recording/dialect.js";
import { Store } from "./store.js";

export class Entry extends Model {
  id = field.id();
  name = field.text();
}

let last = 0;

/** A database of one list, see `Store`. */
export async function storeDatabase(
  max = 5,
  { leads = false, ...options }: RecordingOptions & { readonly leads?: boolean } = {},
): Promise<{ readonly db: Database; readonly store: Store }> {
  const store = new Store({ leads });
  const dialect = recordingDialect({ driver: store, ...options });
  const db = await connect({ dialect, name: `store ${++last}`, pool: { max, acquireTimeout: 1000 } });
  onTestFinished(() => db.close({ timeout: 0 }));
  return { db, store };
}

export const write = (name: string) => Entry.create({ name });

export const fail = async (): Promise<never> => {
  throw new RangeError("failed on purpose");
};

/** The error that a call ends with. */
export async function errorOf(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was to fail.");
}
