import { field, Model, manyToMany, manyToOne, oneToMany, type TableOptions } from "@chakra-orm/core";
import { Comment } from "./comment.js";
import { Favorite } from "./favorite.js";
import { notBlank } from "./not-blank.js";
import { Tag } from "./tag.js";
import { User } from "./user.js";

/** What somebody wrote. Its address is the slug, made from the title. */
export class Article extends Model {
  static table = {
    name: "articles",
    comment: "What people write",
    // Two articles of one millisecond have an order too.
    orderBy: ["-createdAt", "-id"],
    indexes: [["-createdAt", "-id"]],
  } satisfies TableOptions<Article>;

  id = field.id();
  slug = field.string(120, { unique: true, minLength: 1, comment: "The title as it stands in an address" });
  title = field.string(200, { minLength: 1, normalize: (text) => text.trim() });
  description = field.string(500, { minLength: 1, normalize: (text) => text.trim() });
  body = field.text({ minLength: 1, validate: notBlank, comment: "Markdown" });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  author = manyToOne(() => User, { backPopulates: "articles" });
  comments = oneToMany(() => Comment, { backPopulates: "article" });
  // The table with nothing but the two keys is made by itself.
  tags = manyToMany(() => Tag, { through: "article_tags", backPopulates: "articles" });
  // Two ways to see the same rows: that there is a favourite, and who has it.
  favorites = oneToMany(() => Favorite, { backPopulates: "article" });
  fans = manyToMany(() => User, { through: () => Favorite, backPopulates: "favorites" });
}
