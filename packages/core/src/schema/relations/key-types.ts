import type { ColumnMeta } from "../column-meta.js";
import type { KeyPair, ModelMeta, RelationMeta } from "../model-meta.js";
import { mistake } from "./mistake.js";

/** Refuses a key whose columns are not of the same types as what they refer to. `fitting` is how to write one that is. */
export function refuseMisfit(
  relation: RelationMeta,
  owner: ModelMeta,
  target: ModelMeta,
  pair: KeyPair,
  fitting?: string,
): void {
  const { columns, targets } = pair;
  const fits = columns.length === targets.length && columns.every((column, i) => kindOf(column) === kindOf(targets[i]));
  if (fits) return;
  const shown = (list: readonly ColumnMeta[]) => list.map((c) => `${c.property}: ${c.type.name}`).join(", ");
  const mend =
    columns.length !== targets.length
      ? "Name as many columns as that key has, in its order."
      : `Make them the same: ${fitting ?? `field.foreignKey(() => ${target.name}) takes its type from there`}.`;
  const why = columns.length === targets.length ? "of the same types" : "the same number of columns";
  throw mistake(
    relation,
    `joins ${owner.name} (${shown(columns)}) with ${target.name} (${shown(targets)}), which are not ${why}. ${mend}`,
  );
}

/** Whole numbers of any size compare with each other, and so do texts. */
function kindOf(column: ColumnMeta | undefined): string | undefined {
  const kind = column?.type.kind;
  if (kind === "int16" || kind === "int32" || kind === "int64") return "integer";
  return kind === "text" ? "string" : kind;
}
