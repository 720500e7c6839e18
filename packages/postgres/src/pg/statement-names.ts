import { createHash } from "node:crypto";

/** More statements than this are not named on one connection: each costs the server memory for as long as it lives. */
const most = 500;

/**
 * So many runs of a prepared statement the server plans for their values; from then on it may settle on one plan for all:
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
const plannedRuns = 5;

/** Counts the changes that this process made to the schema; all connections of a driver share one. */
export class SchemaVersion {
  current = 0;
}

/**
 * Names for the prepared statements of one connection. A name comes from its text alone, so that connections that a
 * proxy mixes up can at worst meet their own statement under it, never another.
 *
 * The server fixes the types of parameters when it prepares: after `alter column … type timestamptz`, a statement
 * prepared for a date would go on cutting off the time. So a change of the schema gives every text another name.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #schema: SchemaVersion;
  #seen: number;
  /** Follows the name, so that the names of before are never met again. */
  #generation = 0;
  /** How often what has to be planned each time was run since it was prepared, by name. */
  readonly #runs = new Map<string, number>();
  #given = 0;

  constructor(schema: SchemaVersion) {
    this.#schema = schema;
    this.#seen = schema.current;
  }

  /** The name to prepare `text` under, or `undefined` once the connection holds enough of them. */
  nameOf(text: string): string | undefined {
    if (this.#seen !== this.#schema.current) this.#startOver();
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#given >= most) return undefined;
    this.#given++;
    const name = `chakra_${hash(text)}${this.#generation === 0 ? "" : `.${this.#generation}`}`;
    this.#names.set(text, name);
    return name;
  }

  /** Counts a run of what has to be planned each time, and tells whether it is to be prepared anew for that. */
  renews(name: string): boolean {
    const runs = this.#runs.get(name) ?? 0;
    const renews = runs >= plannedRuns;
    this.#runs.set(name, renews ? 1 : runs + 1);
    return renews;
  }

  /** Gives the text another name from now on, since what its statement refers to has changed. */
  forget(text: string): void {
    this.#names.delete(text);
    this.#generation++;
  }

  #startOver(): void {
    this.#seen = this.#schema.current;
    this.#names.clear();
    this.#runs.clear();
    this.#generation++;
    this.#given = 0;
  }
}

/** Hashing costs more than the look-up, and every connection meets the same texts. */
const hashes = new Map<string, string>();

function hash(text: string): string {
  let found = hashes.get(text);
  if (found === undefined) {
    found = createHash("sha256").update(text).digest("hex").slice(0, 24);
    if (hashes.size >= 10 * most) hashes.clear();
    hashes.set(text, found);
  }
  return found;
}
