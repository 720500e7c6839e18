import { connect, type Database, field, Model } from "@chakra-orm/core";

/** A model whose statements are traced. */
export class Order extends Model {
  static table = "shop_orders";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** The database of the tests. */
export async function openShop(): Promise<Database> {
  const db = await connect("sqlite::memory:", { models: [Order] });
  await db.createTables();
  return db;
}
