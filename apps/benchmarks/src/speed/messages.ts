/** On what it works. */
export type DatabaseKind = "postgres" | "sqlite";

/** What a contender's process is started with, as JSON in its one argument. */
export interface Assignment {
  readonly database: DatabaseKind;
  readonly peer: string;
  readonly url: string;
  readonly pool: number;
  readonly users: number;
}

/** What the parent asks of it. */
export type Request =
  | { readonly type: "verify"; readonly scenario: string; readonly place: number }
  | { readonly type: "run"; readonly scenario: string; readonly milliseconds: number; readonly turn: number }
  | { readonly type: "close" };

/** What it answers. */
export type Answer =
  | {
      readonly type: "ready";
      readonly label: string;
      readonly versions: Readonly<Record<string, string>>;
      /** The scenarios that the library has no way to do. */
      readonly lacks: readonly string[];
    }
  | ({ readonly type: "done" } & Turn)
  | { readonly type: "failed"; readonly message: string };

/** What one turn took. */
export interface Turn {
  readonly operations: number;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}
