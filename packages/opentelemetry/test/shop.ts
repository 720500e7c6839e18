import { connect, type Database, field, Model } from "@chakra-orm/core";
import { sqlite } from "@chakra-orm/sqlite";

/** A model whose statements are traced. */
export class Order extends Model {
  static table = "shop_orders";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** The database of the tests. */
export async function openShop(): Promise<Database> {
  const db = await connect({ url: "sqlite::memory:", dialect: sqlite, models: [Order] });
  await db.createTables();
  return db;
}
