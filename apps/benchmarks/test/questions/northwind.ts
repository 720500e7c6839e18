import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";

/** The models of Northwind, a trader in food: as far as the questions go, over tables whose prices are single floats. */
export class Category extends Model {
  categoryId = field.smallInteger({ primaryKey: true });
  categoryName = field.string(15);
  products = oneToMany(() => Product, { backPopulates: "category" });
}

/** What is sold. */
export class Product extends Model {
  productId = field.smallInteger({ primaryKey: true });
  productName = field.string(40);
  categoryId = field.foreignKey(() => Category, "categoryId", { nullable: true });
  category = manyToOne(() => Category, { backPopulates: "products", nullable: true });
}

/** Who buys it. */
export class Customer extends Model {
  customerId = field.string(5, { primaryKey: true });
  companyName = field.string(40);
  orders = oneToMany(() => Order, { backPopulates: "customer" });
}

/** Who carries it. */
export class Shipper extends Model {
  shipperId = field.smallInteger({ primaryKey: true });
  companyName = field.string(40);
  orders = oneToMany(() => Order, { backPopulates: "shipper" });
}

/** One order. */
export class Order extends Model {
  orderId = field.smallInteger({ primaryKey: true });
  customerId = field.foreignKey(() => Customer, "customerId", { nullable: true });
  customer = manyToOne(() => Customer, { backPopulates: "orders", nullable: true });
  orderDate = field.date({ nullable: true });
  requiredDate = field.date({ nullable: true });
  shippedDate = field.date({ nullable: true });
  shipVia = field.foreignKey(() => Shipper, "shipperId", { nullable: true });
  shipper = manyToOne(() => Shipper, { foreignKey: "shipVia", backPopulates: "orders", nullable: true });
}

/** One line of an order. */
export class OrderDetail extends Model {
  static table = "order_details";
  orderId = field.foreignKey(() => Order, "orderId", { primaryKey: true });
  order = manyToOne(() => Order);
  productId = field.foreignKey(() => Product, "productId", { primaryKey: true });
  product = manyToOne(() => Product);
  unitPrice = field.float();
  quantity = field.smallInteger();
  discount = field.float();
}
