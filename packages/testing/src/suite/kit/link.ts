import { field, Model, manyToOne } from "@chakra-orm/core";

/** Refers to its own kind, so that new ones can refer to each other in a circle. */
export class Link extends Model {
  static table = "suite_links";
  id = field.id();
  name = field.string(10);
  nextId = field.foreignKey(() => Link, { nullable: true });
  next = manyToOne(() => Link, { nullable: true });
}
