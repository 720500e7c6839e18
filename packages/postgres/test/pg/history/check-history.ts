/** One transaction of a history over lists: what it read and appended, in its order, and how it ended. */
export interface HistoryTransaction {
  readonly operations: readonly Operation[];
  /** `"unknown"`: whether COMMIT took, nobody knows. */
  readonly outcome: "committed" | "aborted" | "unknown";
}

/** A list was read whole, or a value that is appended only once in the history was put at its end. */
export type Operation =
  | { readonly type: "read"; readonly key: number; readonly list: readonly number[] }
  | { readonly type: "append"; readonly key: number; readonly value: number };

/** What a history may not have, by the names that Adya gave. */
export type Anomaly =
  | "G1a"
  | "G1b"
  | "lost append"
  | "incompatible reads"
  | "internal"
  | "G0"
  | "G1c"
  | "G-single"
  | "G2";

/** Ways in which a transaction depends on another: it wrote behind it, read from it, or overwrote what it had read. */
type Dependency = "ww" | "wr" | "rw";

/**
 * Finds what is wrong with a history, by the method of Elle: values are unique and lists keep their order, so that every
 * read tells the whole history of its list. `final` has what the lists hold in the end.
 */
export function anomaliesIn(
  history: readonly HistoryTransaction[],
  final: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<Anomaly> {
  const found = new Set<Anomaly>();
  const writers = writersOf(history);
  const orders = ordersOf(history, final, found);
  for (const [number, transaction] of history.entries()) {
    checkInside(transaction, found);
    if (transaction.outcome === "aborted") continue;
    for (const { list } of foreignReads(transaction)) checkRead(list, number, history, writers, found);
    const isKept = ({ key, value }: { key: number; value: number }) => orders.get(key)?.includes(value) === true;
    if (transaction.outcome === "committed" && !appendsOf(transaction).every(isKept)) found.add("lost append");
  }
  for (const list of final.values()) checkRead(list, -1, history, writers, found);
  const graph = graphOf(history, writers, orders);
  if (hasCycle(graph, ["ww"])) found.add("G0");
  if (hasCycle(graph, ["ww", "wr"])) found.add("G1c");
  if (overlooksOnce(graph)) found.add("G-single");
  if (hasCycle(graph, ["ww", "wr", "rw"])) found.add("G2");
  return found;
}

type Append = Extract<Operation, { type: "append" }>;
type Read = Extract<Operation, { type: "read" }>;

const appendsOf = ({ operations }: HistoryTransaction): Append[] =>
  operations.filter((each): each is Append => each.type === "append");

/** The transaction that appended a value. */
function writersOf(history: readonly HistoryTransaction[]): Map<number, number> {
  const writers = new Map<number, number>();
  for (const [number, transaction] of history.entries()) {
    for (const { value } of appendsOf(transaction)) {
      if (writers.has(value)) throw new Error(`${value} is appended twice, so nothing can be told from it.`);
      writers.set(value, number);
    }
  }
  return writers;
}

/** The first reads of lists, without what the transaction had appended to them itself. */
function foreignReads({ operations }: HistoryTransaction): Read[] {
  const own = new Set(operations.flatMap((each) => (each.type === "append" ? [each.value] : [])));
  return operations.flatMap((each) =>
    each.type === "read" ? [{ ...each, list: each.list.filter((value) => !own.has(value)) }] : [],
  );
}

/** A transaction sees its own appends at the end of what it sees, and keeps them. */
function checkInside({ operations }: HistoryTransaction, found: Set<Anomaly>): void {
  const appended = new Map<number, number[]>();
  for (const each of operations) {
    const own = appended.get(each.key) ?? [];
    appended.set(each.key, own);
    if (each.type === "append") own.push(each.value);
    else if (own.some((value, i) => each.list.at(i - own.length) !== value)) found.add("internal");
  }
}

/** What was read has to be committed, and the last of its transaction's appends to that list. */
function checkRead(
  list: readonly number[],
  reader: number,
  history: readonly HistoryTransaction[],
  writers: ReadonlyMap<number, number>,
  found: Set<Anomaly>,
): void {
  for (const value of list) {
    const writer = history[writers.get(value) ?? -1];
    if (writer === undefined) throw new Error(`${value} was read, and nobody appended it.`);
    if (writer.outcome === "aborted" && writers.get(value) !== reader) found.add("G1a");
  }
  const last = list.at(-1);
  const writer = last === undefined ? undefined : history[writers.get(last) as number];
  if (writer === undefined || writers.get(last as number) === reader) return;
  const { key } = appendsOf(writer).find(({ value }) => value === last) as Append;
  if (appendsOf(writer).findLast((each) => each.key === key)?.value !== last) found.add("G1b");
}

/** The order in which values came to each list: the longest one that was seen. Each other read is a beginning of it. */
function ordersOf(
  history: readonly HistoryTransaction[],
  final: ReadonlyMap<number, readonly number[]>,
  found: Set<Anomaly>,
): Map<number, readonly number[]> {
  const orders = new Map(final);
  const reads = history.flatMap((each) => (each.outcome === "aborted" ? [] : foreignReads(each)));
  for (const { key, list } of reads) {
    const order = orders.get(key) ?? [];
    if (list.some((value, i) => order[i] !== value)) found.add("incompatible reads");
  }
  return orders;
}

type Graph = ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<Dependency>>>;

/** Who depends on whom, among transactions that took. */
function graphOf(
  history: readonly HistoryTransaction[],
  writers: ReadonlyMap<number, number>,
  orders: ReadonlyMap<number, readonly number[]>,
): Graph {
  const graph = new Map<number, Map<number, Set<Dependency>>>();
  const link = (from: number | undefined, to: number | undefined, how: Dependency): void => {
    if (from === undefined || to === undefined || from === to) return;
    if (history[from]?.outcome === "aborted" || history[to]?.outcome === "aborted") return;
    const edges = graph.get(from) ?? new Map<number, Set<Dependency>>();
    graph.set(from, edges);
    edges.set(to, (edges.get(to) ?? new Set()).add(how));
  };
  for (const order of orders.values()) {
    for (const [i, value] of order.entries())
      if (i > 0) link(writers.get(order[i - 1] as number), writers.get(value), "ww");
  }
  for (const [reader, transaction] of history.entries()) {
    for (const { key, list } of foreignReads(transaction)) {
      const order = orders.get(key) ?? [];
      const last = list.at(-1);
      link(last === undefined ? undefined : writers.get(last), reader, "wr");
      const next = order.slice(order.indexOf(last as number) + 1).find((value) => writers.get(value) !== reader);
      link(reader, next === undefined ? undefined : writers.get(next), "rw");
    }
  }
  return graph;
}

/** Whether a transaction overlooked what another wrote that nevertheless comes before it: no snapshot shows that. */
function overlooksOnce(graph: Graph): boolean {
  const leads = (from: number, to: number, seen: Set<number>): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const edges = [...(graph.get(from) ?? [])];
    return edges.some(([next, how]) => (how.has("ww") || how.has("wr")) && leads(next, to, seen));
  };
  return [...graph].some(([from, edges]) =>
    [...edges].some(([to, how]) => how.has("rw") && leads(to, from, new Set())),
  );
}

/** Whether dependencies of these kinds lead from a transaction back to itself. */
function hasCycle(graph: Graph, kinds: readonly Dependency[]): boolean {
  const state = new Map<number, "open" | "done">();
  const leadsBack = (at: number): boolean => {
    if (state.has(at)) return state.get(at) === "open";
    state.set(at, "open");
    for (const [next, how] of graph.get(at) ?? []) {
      if (kinds.some((kind) => how.has(kind)) && leadsBack(next)) return true;
    }
    state.set(at, "done");
    return false;
  };
  return [...graph.keys()].some(leadsBack);
}
