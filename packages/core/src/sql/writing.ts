import type { Dialect } from "../dialect/dialect.js";
import type { DriverValue, Storage } from "../dialect/storage.js";
import { QueryError } from "../errors/usage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { SelectStatement } from "../statement/tree.js";
import { Ctes } from "./ctes.js";
import { type Builder, nativeText, type Raw, writerOf } from "./knex.js";
import type { Piece } from "./piece.js";

/** How the value of one slot becomes what the driver takes. */
export type SlotEncoder = (value: unknown) => DriverValue;

/** Writes a read that stands inside of another statement. */
export type WriteNested = (writing: Writing, select: SelectStatement) => Builder;

/** Around a stand-in for a name: the one character that no text of SQL can hold. */
const edge = "\0";

/** What all the writers of one statement share: the dialect, the names it uses, and its slots. */
export class Writing {
  readonly dialect: Dialect;
  readonly encoders: SlotEncoder[] = [];
  readonly ctes = new Ctes();
  private readonly standIns: string[] = [];
  private aliases = 0;
  private readonly scopes: (readonly (string | undefined)[])[] = [];
  private readonly bind: (slot: number) => unknown;
  private readonly writeNested: WriteNested;

  /** `bind` gives what stands for a slot while knex writes: a sentinel, or for a fresh compile the value itself.
   * `writeNested` writes reads inside of statements; handed in, since whoever writes reads needs this. */
  constructor(dialect: Dialect, bind: (slot: number) => unknown, writeNested: WriteNested) {
    this.dialect = dialect;
    this.bind = bind;
    this.writeNested = writeNested;
  }

  /** A builder on the model's table, under an alias if one is given. */
  table(meta: ModelMeta, alias?: string): Builder {
    const builder = writerOf(this.dialect).queryBuilder();
    const name = this.name(meta.table);
    if (meta.schema === undefined) this.ctes.reads(meta.table);
    const from = builder.from(alias === undefined ? name : `${name} as ${alias}`);
    return meta.schema === undefined ? from : from.withSchema(this.name(meta.schema));
  }

  /** A model's table under an alias, for raw text. */
  aliased(meta: ModelMeta, alias: string): string {
    return `${this.tableName(meta)} as ${alias}`;
  }

  /** A model's table, for raw text. */
  tableName({ table, schema }: ModelMeta): string {
    if (schema === undefined) this.ctes.reads(table);
    return schema === undefined ? this.name(table) : `${this.name(schema)}.${this.name(table)}`;
  }

  /** An alias that no other table of the statement has; the statement's own table is the first to ask. */
  alias(): string {
    return this.name(`r${this.aliases++}`);
  }

  /** The alias of a table of the statement so many statements further out: of its own, or of one that is joined to it. */
  scope(up: number, table = 0): string | undefined {
    return this.scopes[this.scopes.length - 1 - up]?.[table];
  }

  /** Runs `work` inside of a statement on a table with this alias, and on those that are joined to it. */
  within<R>(alias: string | undefined, work: () => R, joined: readonly string[] = []): R {
    this.scopes.push([alias, ...joined]);
    try {
      return work();
    } finally {
      this.scopes.pop();
    }
  }

  /** A read inside of another statement. */
  nested(select: SelectStatement): Piece {
    const { sql, bindings } = this.writeNested(this, select).toSQL();
    return { text: sql, bindings };
  }

  /** A builder on the rows of another. */
  from(rows: Builder, alias: string): Builder {
    return writerOf(this.dialect).queryBuilder().from(rows.as(alias));
  }

  /** A builder on rows that are written already, under their alias. */
  fromPiece({ text, bindings }: Piece): Builder {
    return writerOf(this.dialect).queryBuilder().from(this.raw(text, bindings));
  }

  /** A builder that counts the rows of another. */
  counting(rows: Builder): Builder {
    return this.from(rows, this.name("rows")).select(this.raw("count(*)"));
  }

  /** A raw piece: `?` for each binding; names must be quoted already. */
  raw(text: string, bindings: readonly unknown[] = []): Raw {
    return writerOf(this.dialect).raw(text, bindings as never[]);
  }

  /** What stands for an identifier until the text is finished. */
  name(identifier: string): string {
    return this.verbatim(this.dialect.quote(identifier));
  }

  /** What stands for a text of SQL, of which nothing is ours to read, until the text is finished. */
  verbatim(text: string): string {
    const known = this.standIns.indexOf(text);
    const place = known < 0 ? this.standIns.push(text) - 1 : known;
    return `${edge}${place}${edge}`;
  }

  /** A column's name, for raw text too; with the alias of its table where several tables have a part. */
  quoted(column: ColumnMeta, alias?: string): string {
    const name = this.name(column.name);
    return alias === undefined ? name : `${alias}.${name}`;
  }

  /** The text with what was stood in for. That goes in last, so that nothing reads a name as anything else. */
  finish(builder: Builder | Raw): { readonly sql: string; readonly bindings: readonly unknown[] } {
    const { sql, bindings } = nativeText(this.afterCtes(builder));
    const pieces = sql.split(edge);
    const text = pieces.map((piece, i) => (i % 2 === 0 ? piece : this.standIns[Number(piece)]));
    return { sql: text.join(""), bindings };
  }

  /** The same with knex's placeholders, which it reads wherever they stand; so no other question mark may be there. */
  finishOpen(builder: Builder | Raw): { readonly sql: string; readonly bindings: readonly unknown[] } {
    if (this.standIns.some((text) => text.includes("?"))) {
      throw new QueryError(
        "A name or an sql fragment of this query has a question mark, which knex takes for a value.",
      );
    }
    const { sql, bindings } = this.afterCtes(builder).toSQL();
    const text = sql.split(edge).map((piece, i) => (i % 2 === 0 ? piece : this.standIns[Number(piece)]));
    return { sql: text.join(""), bindings };
  }

  /** The statement behind its common table expressions. */
  private afterCtes(builder: Builder | Raw): Builder | Raw {
    const before = this.ctes.written();
    if (before === undefined) return builder;
    const { sql, bindings } = builder.toSQL();
    return this.raw(`${before.text} ${sql}`, [...before.bindings, ...bindings]);
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
