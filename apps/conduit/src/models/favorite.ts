import { field, Model, manyToOne, type TableOptions } from "@chakra-orm/core";
import { Article } from "./article.js";
import { User } from "./user.js";

/** That somebody likes an article. */
export class Favorite extends Model {
  static table = { name: "favorites", comment: "Who likes which article" } satisfies TableOptions<Favorite>;

  userId = field.foreignKey(() => User, { primaryKey: true, onDelete: "cascade" });
  articleId = field.foreignKey(() => Article, { primaryKey: true, onDelete: "cascade" });
  createdAt = field.createdAt();

  article = manyToOne(() => Article, { backPopulates: "favorites" });
}
