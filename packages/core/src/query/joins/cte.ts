import { QueryError } from "../../errors/usage.js";
import { contentsOf } from "../../expression/contents.js";
import type { StorageKind } from "../../fields/kinds.js";
import { describe } from "../../fields/numeric-type.js";
import { rowsOf } from "../../statement/rows-of.js";
import { reshaped, selectAll } from "../../statement/select.js";
import { tokenOf } from "../../statement/statement.js";
import type { CteClause, Output, Resolved, SelectStatement, SourceClause } from "../../statement/tree.js";
import { decimalValue, integerValue, type Typed, textValue, widest } from "../../statement/typed.js";
import { decided, finish, type QueryState } from "../state.js";
import { refuseName } from "./join.js";
import { outputsOf, passedOutputs, passingOn, unordered } from "./source.js";

/** How a common table expression is made. */
export interface CteOptions {
  /** Whether the database has to keep its rows, or may not; if not said, it chooses. */
  readonly materialized?: boolean | undefined;
}

/** How a recursive common table expression is made. */
export interface RecursionOptions extends CteOptions {
  /** Rows that have come before come again, so what ends the recursion is a condition of the step alone. */
  readonly repeats?: boolean | undefined;
}

/** Rows of a read under a name. */
export function named(state: QueryState, name: unknown, { materialized }: CteOptions): QueryState {
  const select = bodyOf(state, name);
  const cte = { type: "cte", name: name as string, select, step: undefined, repeats: false, materialized } as const;
  return readFrom(state, cte, outputsOf(select));
}

/** Rows of a read, and what a step makes of them, and of that again and again, under a name. */
export function recursive(
  state: QueryState,
  name: unknown,
  step: (rows: QueryState) => unknown,
  { materialized, repeats = false }: RecursionOptions,
): QueryState {
  const seed = seedOf(bodyOf(state, name));
  const source = { type: "recursion", name: name as string } as const;
  const made = stepOf(step(readFrom(state, source, outputsOf(seed).map(maybeNull))), name as string);
  const pairs = alike(outputsOf(seed), outputsOf(made), name as string);
  const outputs = pairs.map(([output]) => output);
  const cte: CteClause = {
    ...{ type: "cte", name: name as string, repeats, materialized },
    select: reshaped(seed, { outputs }),
    step: reshaped(made, { outputs: pairs.map(([, output]) => output) }),
  };
  return readFrom(state, cte, outputs.map(maybeNull));
}

/** The read that gets a name. */
function bodyOf(state: QueryState, name: unknown): SelectStatement {
  refuseName(name, "withCte cannot name a query");
  if (/^r\d+$/i.test(name as string)) {
    throw new QueryError(`withCte cannot name a query ${name}: tables get such names in the statement.`);
  }
  const select = unordered(finish(state));
  refuseBound(select, name);
  return select;
}

/** A named query stands before the whole statement, where no other table is known. */
function refuseBound({ within, meta }: SelectStatement, name: unknown): void {
  if (within === undefined) return;
  throw new QueryError(
    `The query ${name} was made inside of another query's callback, where columns of that one could be in it: make it before.`,
    { model: meta.name },
  );
}

function readFrom(state: QueryState, source: SourceClause, outputs: readonly Output[]): QueryState {
  const { meta } = state.select;
  const row = { own: { meta, outputs } };
  return passingOn({ ...state, ...decided, select: { ...selectAll(meta), source }, row });
}

/** The first rows, so that types can be put around what comes out. */
function seedOf(select: SelectStatement): SelectStatement {
  const { shape, limit, offset, meta } = select;
  const isPlain = limit === undefined && offset === undefined && shape?.distinct !== true && shape?.groups.length === 0;
  if (isPlain) return select;
  const outputs = passedOutputs(outputsOf(select));
  return reshaped({ ...selectAll(meta), source: { type: "read", select } }, { outputs, alone: true });
}

/** What a step may come to: later steps may give NULL where the first rows have a value. */
const maybeNull = (output: Output): Output => ({ ...output, expression: { ...output.expression, nullable: true } });

/** The read that a step gives, as databases take it. */
function stepOf(result: unknown, name: string): SelectStatement {
  const made = rowsOf(result);
  if (made?.shape?.alone !== true) {
    throw new QueryError(
      `The step of ${name} gives ${made === undefined ? describe(result) : "records"}, where it has to give rows: (${name}) => Model.join({ ${name} }, …).values(…).`,
    );
  }
  refuseBound(made, name);
  const { distinct, groups } = made.shape;
  const isShort = made.limit !== undefined || made.offset !== undefined;
  const isWindowed = outputsOf(made).some(({ expression: { node } }) => contentsOf(node).has("window"));
  if (isShort || distinct || groups.length > 0 || isWindowed) {
    throw new QueryError(
      `The step of ${name} has a limit, distinct, groups or a window, which no step can have. Put them where ${name} is read.`,
    );
  }
  const own = `again(${JSON.stringify(name)})`;
  const read = [made.source, ...(made.tables ?? []).flatMap(({ kind, source }) => (kind === "inner" ? [source] : []))];
  const isRead = read.some((source) => source?.type === "recursion" && source.name === name);
  if (!isRead || tokenOf(made).split(own).length !== 2) {
    throw new QueryError(
      `The step of ${name} has to read the rows of ${name} once: as the table it starts from, or joined by join(…); in no left join, and in no query inside.`,
    );
  }
  return unordered(made);
}

/** What comes out of the first rows and of a step, side by side, of the same types. */
function alike(seed: readonly Output[], step: readonly Output[], name: string): [Output, Output][] {
  const names = (outputs: readonly Output[]) =>
    outputs
      .map((output) => output.name)
      .sort()
      .join(", ");
  if (names(seed) !== names(step)) {
    throw new QueryError(
      `The step of ${name} gives ${names(step)}; it has to give what the first rows have: ${names(seed)}.`,
    );
  }
  return seed.map((output) => {
    const other = step.find((each) => each.name === output.name) as Output;
    const [from, to] = [output.expression.as, other.expression.as];
    const as = from === to ? from : commonType(from, to);
    if (as === undefined) {
      throw new QueryError(
        `The step of ${name} gives ${output.name} as ${to.type.name}, where the first rows have ${from.type.name}.`,
      );
    }
    return [typed(output, as), typed(other, as)];
  });
}

const numbers: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "decimal", "double"];
const texts: readonly StorageKind[] = ["char", "string", "text", "enum"];

/** What two values of different types are together. */
function commonType(one: Typed, other: Typed): Typed | undefined {
  const kinds = [one.type.kind, other.type.kind];
  if (kinds.every((kind) => numbers.includes(kind))) return widest([one, other]);
  if (kinds.every((kind) => texts.includes(kind))) return textValue;
  // What is encrypted can be read as what it was encrypted for, and as nothing else.
  return kinds[0] === kinds[1] && one.type.sealed === undefined ? one : undefined;
}

const unlimited: Readonly<Partial<Record<StorageKind, Typed>>> = {
  int16: integerValue,
  int32: integerValue,
  decimal: decimalValue,
  char: textValue,
  string: textValue,
};

/** An output in the type of its kind that holds all values: databases compare types to the letter here, lengths too. */
function typed(output: Output, as: Typed): Output {
  const { node, token } = output.expression;
  const target = unlimited[as.type.kind] ?? as;
  const { kind, facets } = target.type;
  const expression: Resolved = {
    ...output.expression,
    node: { type: "cast", part: node, as: target },
    token: `cast(${token}:${kind}${JSON.stringify(facets)})`,
    as,
  };
  return { ...output, expression };
}
