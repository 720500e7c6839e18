import { field, Model } from "../../src/index.js";

/** A model that refers to itself by a key that is not its primary one. */
export class Category extends Model {
  id = field.id();
  code = field.string(20, { unique: true });
  parentId = field.foreignKey(() => Category, { nullable: true });
  parentCode = field.foreignKey(() => Category, "code", { nullable: true, onDelete: "cascade" });
  rootCode = field.foreignKey(() => Category, "code");
}

export async function keys(category: Category): Promise<void> {
  const parent: string | null = category.parentCode;
  const root: string = category.rootCode;
  await Category.create({ code: "a", rootCode: root, parentCode: parent });
  // @ts-expect-error a key is the target's type
  category.rootCode = 1;
  // @ts-expect-error no such property
  field.foreignKey(() => Category, "nope");
}
