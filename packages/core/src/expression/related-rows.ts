import { QueryError } from "../errors/usage.js";
import { aggregates } from "../functions/aggregate.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { type Draft, Drafted } from "./draft.js";
import { called } from "./drafting.js";
import { Expression } from "./expression.js";
import { Scope, within } from "./scope.js";

/** Gives the columns of a scope; handed in, since columns lead to related rows and these to columns. */
export type ColumnsOf = (scope: Scope) => object;

/** Where a to-many relation leads, in a callback. */
export interface RelatedPlace {
  readonly scope: Scope;
  readonly relation: RelationMeta;
  readonly steps: readonly RelationStep[];
  readonly columns: ColumnsOf;
}

/** The rows of a to-many relation, as a callback sees them: counted, summed up, or looked for. */
export class RelatedRows {
  readonly #place: RelatedPlace;
  readonly #inner: Scope;
  readonly #conditions: readonly Draft[];

  constructor(place: RelatedPlace, inner?: Scope, conditions: readonly Draft[] = []) {
    this.#place = place;
    this.#inner = inner ?? new Scope((place.steps.at(-1) as RelationStep).meta);
    this.#conditions = conditions;
  }

  /** Only the rows for which the condition holds. */
  where(condition: (row: never) => unknown): RelatedRows {
    const draft = Drafted.of(this.#run(condition));
    const { name } = this.#inner.meta;
    if (draft === undefined) throw new QueryError(`The condition on ${name} gives no expression.`, { model: name });
    return new RelatedRows(this.#place, this.#inner, [...this.#conditions, draft]);
  }

  /** Whether there is one. */
  exists(): Expression<boolean> {
    return new Expression(this.#draft(undefined));
  }

  /** How many there are. */
  count(): Expression<number> {
    return new Expression(this.#draft(called(aggregates.countAll, [])));
  }

  /** What an aggregate over these rows gives: `user.posts.reckon((post) => post.views.sum())`. */
  reckon(output: (row: never) => unknown): Expression<unknown> {
    const draft = Drafted.of(this.#run(output));
    const { name } = this.#inner.meta;
    if (draft?.type !== "sql" && (draft?.type !== "call" || draft.definition.aggregate !== true)) {
      throw new QueryError(`Of many rows of ${name} one value is made by sum(), min(), max(), avg() or count().`);
    }
    return new Expression(this.#draft(draft));
  }

  /** The sum of a property. */
  sum(property: string): Expression<unknown> {
    return new Expression(this.#draft(called(aggregates.sum, [this.#column(property)])));
  }
  /** The average of a property. */
  avg(property: string): Expression<unknown> {
    return new Expression(this.#draft(called(aggregates.avg, [this.#column(property)])));
  }
  /** The least value of a property. */
  min(property: string): Expression<unknown> {
    return new Expression(this.#draft(called(aggregates.min, [this.#column(property)])));
  }
  /** The greatest value of a property. */
  max(property: string): Expression<unknown> {
    return new Expression(this.#draft(called(aggregates.max, [this.#column(property)])));
  }

  #run(callback: (row: never) => unknown): unknown {
    return within(this.#inner, () => callback(this.#place.columns(this.#inner) as never));
  }

  #column(property: string): unknown {
    return this.#run((row) => (row as Record<string, unknown>)[property]);
  }

  #draft(output: Draft | undefined): Draft {
    const { scope, steps, relation } = this.#place;
    const { repeats } = relation.link();
    return { type: "related", scope, steps, repeats, inner: this.#inner, conditions: this.#conditions, output };
  }
}
