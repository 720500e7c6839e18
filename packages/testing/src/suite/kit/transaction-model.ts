import fc from "fast-check";

/** How a block of a program is run. */
export interface Block {
  readonly kind: "block";
  readonly propagation: "nested" | "required" | "mandatory" | "supports";
  readonly steps: readonly Step[];
  /** It throws at its end. */
  readonly fails: boolean;
  /** Whoever runs it goes on if it throws. */
  readonly caught: boolean;
}

/** What a program does. `record` is one of a few that live through the whole program. */
export type Step =
  | Block
  | { readonly kind: "insert" | "hooks" }
  | { readonly kind: "save" | "drop"; readonly record: number }
  /** Transactions at the same time, which take turns. */
  | { readonly kind: "parallel"; readonly blocks: readonly Block[] };

/** An outermost transaction, which meets so many conflicts before it comes through. */
export interface Program {
  readonly block: Block;
  readonly conflicts: number;
}

/** How many records a program works on. */
export const records = 2;

/** Programs of nested transactions, some of which fail, some of whose failures are caught. */
export const programs: fc.Arbitrary<readonly Program[]> = (() => {
  const record = fc.nat(records - 1);
  const { block } = fc.letrec<{ step: Step; block: Block }>((tie) => ({
    step: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      fc.record({ kind: fc.constantFrom("insert", "hooks") }),
      fc.record({ kind: fc.constantFrom("save", "save", "drop"), record }),
      tie("block"),
      fc.record({ kind: fc.constant("parallel"), blocks: fc.array(tie("block"), { maxLength: 3 }) }),
    ),
    block: fc.record({
      kind: fc.constant("block"),
      propagation: fc.constantFrom("nested", "nested", "required", "mandatory", "supports"),
      steps: fc.array(tie("step"), { maxLength: 4 }),
      fails: fc.boolean(),
      caught: fc.boolean(),
    }),
  }));
  // Seldom, since each costs a pause.
  const conflicts = fc.oneof(
    { weight: 30, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
  );
  return fc.array(fc.record({ block, conflicts }), { minLength: 1, maxLength: 3 });
})();

/** Stands for a record that was deleted: it cannot be saved again. */
export const gone = Symbol("gone");

/** What is there: names of rows, and for each record the name of its row, or that it has none. */
interface State {
  readonly rows: Set<string>;
  readonly records: (string | undefined | typeof gone)[];
}

const copyOf = ({ rows, records }: State): State => ({ rows: new Set(rows), records: [...records] });

interface Transaction {
  state: State;
  /** A part that joined it has failed. */
  spoiled: boolean;
  readonly heard: { readonly name: string; lost: boolean }[];
}

class Failed extends Error {}

function change({ rows, records }: State, kind: "save" | "drop", place: number, label: string): void {
  const before = records[place];
  if (before === gone || (kind === "drop" && before === undefined)) return;
  if (before !== undefined) rows.delete(before);
  records[place] = kind === "drop" ? gone : label;
  if (kind === "save") rows.add(label);
}

/**
 * What a program leaves behind, if a transaction is a copy of the state that replaces it in the end. Labels are given in
 * the order in which a program that is run asks for them.
 */
export class Reference {
  state: State = { rows: new Set(), records: Array.from({ length: records }, () => undefined) };
  readonly heard: string[] = [];
  private label: () => string;

  constructor(label: () => string) {
    this.label = label;
  }

  /** Gives whether the program fails. */
  run({ block, conflicts }: Program, attempt = 1): boolean {
    const hooks: Transaction["heard"] = [];
    const top: Transaction = { state: copyOf(this.state), spoiled: false, heard: hooks };
    let failed = false;
    let met = false;
    try {
      this.steps(block.steps, top);
      met = attempt <= conflicts;
      if (met || block.fails || top.spoiled) throw new Failed();
      this.state = top.state;
    } catch {
      failed = true;
    }
    for (const { name, lost } of hooks) this.heard.push(`${name} ${failed || lost ? "rolled back" : "committed"}`);
    return met ? this.run({ block, conflicts }, attempt + 1) : failed;
  }

  private steps(steps: readonly Step[], around: Transaction): void {
    for (const step of steps) this.step(step, around);
  }

  private step(step: Step, around: Transaction): void {
    const { state } = around;
    switch (step.kind) {
      case "block":
        this.block(step, around);
        break;
      case "parallel":
        for (const block of step.blocks) this.block({ ...block, propagation: "nested", caught: true }, around);
        break;
      case "insert":
        state.rows.add(this.label());
        break;
      case "hooks":
        around.heard.push({ name: this.label(), lost: false });
        break;
      default:
        change(state, step.kind, step.record, this.label());
    }
  }

  private block({ propagation, steps, fails, caught }: Block, around: Transaction): void {
    const nested = propagation === "nested";
    const inner: Transaction = nested ? { ...around, state: copyOf(around.state), spoiled: false } : around;
    const first = around.heard.length;
    try {
      this.steps(steps, inner);
      if (fails || (nested && inner.spoiled)) throw new Failed();
      if (nested) around.state = inner.state;
    } catch (error) {
      if (nested) for (const hook of around.heard.slice(first)) hook.lost = true;
      else around.spoiled = true;
      if (!caught) throw error;
    }
  }
}
