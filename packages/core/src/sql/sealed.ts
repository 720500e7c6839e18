import { columnCodec } from "../dialect/column-codec.js";
import type { OperatorDefinition } from "../operators/operator.js";
import type { Typed } from "../statement/typed.js";
import type { Piece } from "./piece.js";
import type { SlotEncoder, Writing } from "./writing.js";

/** Whether what is encrypted is one of some values: each may be stored in as many ways as there are keys. */
export function writeSealed(writing: Writing, subject: Piece, as: Typed, operator: OperatorDefinition): Piece {
  const { dialect } = writing;
  const { encodeEach } = columnCodec(dialect, as);
  const encode: SlotEncoder = (given) => {
    const values = (operator.arity === "list" ? given : [given]) as readonly unknown[];
    return dialect.list.encode(
      values.flatMap((value) => encodeEach?.(value) ?? []),
      as.type.kind,
    );
  };
  const found = dialect.list.contains(subject.text, "?", as.type.kind);
  return { text: negated(operator, found), bindings: [...subject.bindings, writing.slot(encode)] };
}

function negated({ name }: OperatorDefinition, found: string): string {
  if (name === "neNullable") return `(${found}) is not true`;
  return name === "ne" || name === "noneOf" ? `not (${found})` : found;
}
