import type { Storage } from "../dialect/storage.js";
import type { CallNode, ConditionNode, ExpressionNode, OrderNode } from "../statement/tree.js";
import { orderedText } from "./order.js";
import type { Piece } from "./piece.js";
import type { Writing } from "./writing.js";

/** How what stands inside of a call is written; handed in, since arguments are expressions, and calls are too. */
export interface Arguments {
  readonly part: (node: ExpressionNode) => Piece;
  readonly condition: (node: ConditionNode) => Piece;
}

/** Writes a call of a function; `over` gives what follows it over a window, after its own parts are written. */
export function writeCall(writing: Writing, call: CallNode, inner: Arguments, over?: () => Piece): Piece {
  const { definition, of, distinct } = call;
  const parts = call.parts.map(inner.part);
  const order = call.order.map((term) => termPiece(writing, term, inner));
  const storage = writing.dialect.storages[of.type.kind] as Storage<unknown>;
  const pieces = definition.ordering === true ? parts.map((part) => sorting(part, storage)) : parts;
  const filter = call.filter === undefined ? undefined : inner.condition(call.filter);
  const tail = joined([filter && { ...filter, text: ` filter (where ${filter.text})` }, over?.()]);
  const named = { distinct: distinct ? "distinct " : "", order: listed(" order by ", order), tail };
  const own = storedWay(definition, storage, pieces, named.distinct);
  return own === undefined ? fill(templateOf(writing, call), pieces, named) : joined([own, tail]);
}

function termPiece(writing: Writing, term: OrderNode, { part }: Arguments): Piece {
  const { text, bindings } = part(term.part);
  return { text: orderedText(writing, text, term), bindings };
}

const sorting = ({ text, bindings }: Piece, { ordered }: Storage<unknown>): Piece => ({
  text: ordered?.(text) ?? text,
  bindings,
});

/** One after the other. */
function joined(pieces: readonly (Piece | undefined)[]): Piece {
  const all = pieces.filter((piece) => piece !== undefined);
  return { text: all.map(({ text }) => text).join(""), bindings: all.flatMap(({ bindings }) => bindings) };
}

function listed(before: string, pieces: readonly Piece[]): Piece {
  if (pieces.length === 0) return { text: "", bindings: [] };
  const text = `${before}${pieces.map((piece) => piece.text).join(", ")}`;
  return { text, bindings: pieces.flatMap(({ bindings }) => bindings) };
}

/** Where a storage reckons in a way of its own. */
function storedWay(
  { arithmetic, storageAggregate }: CallNode["definition"],
  storage: Storage<unknown>,
  pieces: readonly Piece[],
  distinct: string,
): Piece | undefined {
  const bindings = pieces.flatMap((piece) => piece.bindings);
  const [left = "", right = ""] = pieces.map(({ text }) => text);
  if (arithmetic !== undefined && storage.arithmetic !== undefined) {
    return { text: storage.arithmetic(arithmetic, left, right), bindings };
  }
  if (storageAggregate !== undefined && storage.aggregate !== undefined) {
    return { text: storage.aggregate(storageAggregate, `${distinct}${left}`), bindings };
  }
  return undefined;
}

function templateOf({ dialect }: Writing, { definition, of, distinct }: CallNode): string {
  const { name, template } = definition;
  const own = dialect.functions[name];
  if (distinct && own?.distinct !== undefined) return own.distinct;
  return own?.byKind?.[of.type.kind] ?? own?.template ?? template;
}

/** What a template names besides its arguments. */
interface Named {
  readonly distinct: string;
  readonly order: Piece;
  /** What follows the call: the filter, and the window. */
  readonly tail: Piece;
}

/** The template with its arguments; each stands where it is named, with its bindings. */
function fill(template: string, pieces: readonly Piece[], { distinct, order, tail }: Named): Piece {
  const bindings: unknown[] = [];
  const put = (piece: Piece): string => {
    bindings.push(...piece.bindings);
    return piece.text;
  };
  const whole = template.includes("{tail}") ? template : `${template}{tail}`;
  const text = whole.replaceAll(/\{(\d+|\*|\|\||@|distinct|order|tail)\}/g, (_, which: string) => {
    if (which === "*") return pieces.map(put).join(", ");
    if (which === "||") return pieces.map(put).join(" || ");
    if (which === "@") return pieces.map((_, i) => `coalesce(${turned(pieces, i).map(put).join(", ")})`).join(", ");
    if (which === "distinct") return distinct;
    if (which === "order") return put(order);
    return put(which === "tail" ? tail : (pieces[Number(which)] as Piece));
  });
  return { text, bindings };
}

/** The list from a place on, and around to it. */
const turned = (pieces: readonly Piece[], from: number): readonly Piece[] => [
  ...pieces.slice(from),
  ...pieces.slice(0, from),
];
