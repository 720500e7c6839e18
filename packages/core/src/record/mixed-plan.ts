import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import { perDialect } from "../dialect/per-dialect.js";
import { ValueError } from "../errors/usage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { InheritanceMeta, ModelMeta } from "../schema/model-meta.js";
import { type Hydrate, partialPlan, rowPlan } from "./row-plan.js";
import { selectionOf } from "./selection.js";

/** How the rows of one class become records. */
interface ClassPlan {
  readonly hydrate: Hydrate;
  /** Where its columns are in the row. */
  readonly places: readonly number[];
}

/** The plans for rows of several classes, by the columns that are read; made once for each model and dialect. */
const plansOf = perDialect((_dialect: Dialect, _meta: ModelMeta) => new Map<string, Hydrate>());

/** The most lists of columns that are kept for one model; a program that makes them up at run time makes no end of them. */
const limit = 100;

/** The plan for rows that each say of which class they are. */
export function mixedPlan(dialect: Dialect, meta: ModelMeta, columns: readonly ColumnMeta[], token: string): Hydrate {
  const plans = plansOf(dialect, meta);
  let hydrate = plans.get(token);
  if (hydrate === undefined) {
    if (plans.size >= limit) plans.clear();
    hydrate = makePlan(dialect, meta, columns);
    plans.set(token, hydrate);
  }
  return hydrate;
}

function makePlan(dialect: Dialect, meta: ModelMeta, columns: readonly ColumnMeta[]): Hydrate {
  const { discriminator } = meta.inheritance as InheritanceMeta;
  const place = columns.indexOf(discriminator);
  const { decode } = columnCodec(dialect, discriminator);
  const plans = new Map<unknown, ClassPlan>();
  return (row, group) => {
    const raw = row[place];
    let plan = plans.get(raw);
    if (plan === undefined) {
      const key = () => keyOf(dialect, meta, columns, row);
      plan = classPlan(dialect, classOf(meta, decode(raw), key), columns);
      plans.set(raw, plan);
    }
    const { places, hydrate } = plan;
    const own: unknown[] = new Array(places.length);
    for (let i = 0; i < places.length; i++) own[i] = row[places[i] as number];
    return hydrate(own, group);
  };
}

/** Of what is read, a class takes what it has; where that is not all, its records are without the rest. */
function classPlan(dialect: Dialect, meta: ModelMeta, columns: readonly ColumnMeta[]): ClassPlan {
  const placeOf = ({ name }: ColumnMeta) => columns.findIndex((column) => column.name === name);
  const own = meta.columns.filter((column) => placeOf(column) >= 0);
  const places = own.map(placeOf);
  if (own.length === meta.columns.length) return { places, hydrate: rowPlan(dialect, meta).hydrate };
  const token = own.map(({ index }) => index).join(",");
  return { places, hydrate: partialPlan(dialect, selectionOf(meta, own, token)).hydrate };
}

function classOf(meta: ModelMeta, value: unknown, keyOfRow: () => string): ModelMeta {
  const { discriminator, members } = meta.inheritance as InheritanceMeta;
  const found = members().find(({ inheritance }) => inheritance?.value === value);
  if (found !== undefined) return found;
  const known = members().flatMap(({ name, inheritance }) =>
    inheritance?.value === undefined ? [] : [`${JSON.stringify(inheritance.value)} (${name})`],
  );
  throw new ValueError(
    `The row of ${meta.table}${keyOfRow()} says that it is a ${JSON.stringify(value)}, and no known class of ${meta.name} goes by that. Known are: ${known.join(", ") || "none"}. If there is a class for it, import its module and give it to connect(url, { models: […] }).`,
    { model: meta.name, fields: [discriminator.property] },
  );
}

/** The key of a row, for messages; nothing where it was not read. */
function keyOf(dialect: Dialect, meta: ModelMeta, columns: readonly ColumnMeta[], row: readonly unknown[]): string {
  const parts = meta.primaryKey.map((column) => {
    const place = columns.indexOf(column);
    return place < 0 ? undefined : `${column.property} = ${String(columnCodec(dialect, column).decode(row[place]))}`;
  });
  return parts.includes(undefined) ? "" : ` with ${parts.join(", ")}`;
}
