import { field, Model, manyToOne, type TableOptions } from "@chakra-orm/core";
import { Article } from "./article.js";
import { notBlank } from "./not-blank.js";
import { User } from "./user.js";

/** What somebody says below an article. */
export class Comment extends Model {
  static table = {
    name: "comments",
    comment: "What people say about articles",
    orderBy: ["createdAt", "id"],
  } satisfies TableOptions<Comment>;

  id = field.id();
  body = field.text({ minLength: 1, validate: notBlank });
  articleId = field.foreignKey(() => Article, { onDelete: "cascade" });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  article = manyToOne(() => Article, { backPopulates: "comments" });
  author = manyToOne(() => User, { backPopulates: "comments" });
}
