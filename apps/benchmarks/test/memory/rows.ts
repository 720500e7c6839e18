import { type Database, field, Model, manyToOne } from "@chakra-orm/core";
import { Database as DatabaseOf } from "@chakra-orm/core/internal";

/** Who wrote; there are a hundred of them. */
export class Writer extends Model {
  id = field.id();
  name = field.string(50);
}

/** One of many rows, as long as rows usually are. */
export class Note extends Model {
  id = field.id();
  title = field.string(200);
  body = field.text();
  views = field.integer();
  price = field.decimal(10, 2);
  seenAt = field.dateTime();
  writerId = field.foreignKey(() => Writer);
  writer = manyToOne(() => Writer);
}

/** How many there are. */
export const many = 200_000;

/** What differs in the two databases: how a number and an instant are made of text. */
const casts = {
  sqlite: { price: "(i % 900 + 100) || '.50'", seenAt: "'2024-02-29 12:00:00'" },
  postgres: { price: "i % 900 + 100.50", seenAt: "'2024-02-29 12:00:00'::timestamptz" },
} as const;

/** Makes the tables and fills them in the database's own SQL. */
export async function fill(db: Database): Promise<void> {
  await db.createTables({ models: [Writer, Note] });
  const { price, seenAt } = casts[db.dialect as keyof typeof casts];
  const body = "'A text of some length, which stands for what people write about ' || i";
  const { pool } = DatabaseOf.engine(db);
  const lease = await pool.acquire("fill");
  try {
    await lease.connection.execute(
      `${numbers(100)} insert into writers (id, name) select i, 'Writer ' || i from numbers`,
    );
    await lease.connection.execute(
      `${numbers(many)} insert into notes (id, title, body, views, price, seen_at, writer_id)
       select i, 'Note ' || i, ${body}, i % 1000, ${price}, ${seenAt}, i % 100 + 1 from numbers`,
    );
  } finally {
    pool.release(lease);
  }
}

const numbers = (last: number): string =>
  `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${last})`;
