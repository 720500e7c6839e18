import type { Dialect } from "../dialect/dialect.js";
import type { DriverValue, Storage } from "../dialect/storage.js";
import type { ColumnMeta, ModelMeta } from "../schema/model-meta.js";
import { type Builder, type Names, type Raw, writerOf } from "./knex.js";

/** How the value of one slot becomes what the driver takes. */
export type SlotEncoder = (value: unknown) => DriverValue;

/** What all the writers of one statement share: the dialect, the names it uses, and its slots. */
export class Writing {
  readonly dialect: Dialect;
  readonly encoders: SlotEncoder[] = [];
  private readonly names: Names = new Map();
  private readonly placeholders = new Map<string, string>();
  private readonly bind: (slot: number) => unknown;

  /** `bind` gives what stands for a slot while knex writes: a sentinel, or for a fresh compile the value itself. */
  constructor(dialect: Dialect, bind: (slot: number) => unknown) {
    this.dialect = dialect;
    this.bind = bind;
  }

  /** A builder on the model's table. */
  table(meta: ModelMeta): Builder {
    const builder = writerOf(this.dialect).queryBuilder().queryContext(this.names);
    const from = builder.from(this.name(meta.table));
    return meta.schema === undefined ? from : from.withSchema(this.name(meta.schema));
  }

  /** A builder that counts the rows of another. */
  counting(rows: Builder): Builder {
    const { raw, queryBuilder } = writerOf(this.dialect);
    return queryBuilder()
      .queryContext(this.names)
      .select(raw("count(*)"))
      .from(rows.as(this.name("rows")));
  }

  /** A raw piece: `?` for each binding; names must be quoted already. */
  raw(text: string, bindings: readonly unknown[] = []): Raw {
    return writerOf(this.dialect).raw(text, bindings as never[]);
  }

  /** The placeholder under which knex is told an identifier. */
  name(identifier: string): string {
    const known = this.placeholders.get(identifier);
    if (known !== undefined) return known;
    const placeholder = `n${this.names.size}`;
    this.names.set(placeholder, identifier);
    this.placeholders.set(identifier, placeholder);
    return placeholder;
  }

  /** A quoted identifier for raw text, where knex takes `?` for a binding. */
  quoted(column: ColumnMeta): string {
    return this.dialect.quote(column.name).replaceAll("?", "\\?");
  }

  /** Takes the next slot. */
  slot(encode: SlotEncoder): unknown {
    this.encoders.push(encode);
    return this.bind(this.encoders.length - 1);
  }

  storage(column: ColumnMeta): Storage<unknown> {
    return this.dialect.storages[column.type.kind] as Storage<unknown>;
  }
}
