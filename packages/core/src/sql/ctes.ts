import { QueryError } from "../errors/usage.js";

/** A common table expression as it is written. */
export interface WrittenCte {
  readonly name: string;
  /** Names its shape. */
  readonly token: string;
  readonly text: string;
  readonly bindings: readonly unknown[];
  readonly isRecursive: boolean;
  /** The first of its slots, and how many there are. */
  readonly first: number;
  readonly slots: number;
}

/** The common table expressions of one statement, in the order in which one uses the other. */
export class Ctes {
  readonly #written = new Map<string, WrittenCte>();
  readonly #tables = new Set<string>();
  readonly #pairs: (readonly [slot: number, other: number])[] = [];

  /** Pairs of slots that have one value, or else two common table expressions have one name. */
  get pairs(): readonly (readonly [slot: number, other: number])[] {
    return this.#pairs;
  }

  /** A table that the statement reads or writes. */
  reads(table: string): void {
    this.#tables.add(table.toLowerCase());
  }

  /** Keeps one. If it is there already it is the same, as far as its shape tells; its values are compared later. */
  keep(cte: WrittenCte): void {
    // Some databases tell no capital letters.
    const key = cte.name.toLowerCase();
    const known = this.#written.get(key);
    if (known === undefined) {
      this.#written.set(key, cte);
      return;
    }
    if (known.name !== cte.name || known.token !== cte.token) throw ambiguous(cte.name);
    for (let i = 0; i < cte.slots; i++) this.#pairs.push([known.first + i, cte.first + i]);
  }

  /** What stands before the statement. */
  written(): { readonly text: string; readonly bindings: readonly unknown[] } | undefined {
    const all = [...this.#written.values()];
    if (all.length === 0) return undefined;
    const hidden = all.find(({ name }) => this.#tables.has(name.toLowerCase()));
    if (hidden !== undefined) {
      throw new QueryError(
        `withCte names a query ${JSON.stringify(hidden.name)}, as a table of this statement is named, which could not be read any more. Give it another name.`,
      );
    }
    const recursive = all.some(({ isRecursive }) => isRecursive) ? "recursive " : "";
    return {
      text: `with ${recursive}${all.map(({ text }) => text).join(", ")}`,
      bindings: all.flatMap(({ bindings }) => bindings),
    };
  }
}

/** Two common table expressions of one name. */
export function ambiguous(name?: string): QueryError {
  const which = name === undefined ? "by one name" : JSON.stringify(name);
  return new QueryError(
    `withCte names two different queries of this statement ${which}. Give one of them another name.`,
  );
}
