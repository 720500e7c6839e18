import { field, Model, manyToMany, type TableOptions } from "@chakra-orm/core";
import { Article } from "./article.js";

/** A word under which articles are found. */
export class Tag extends Model {
  static table = { name: "tags", comment: "Words to find articles by", orderBy: "name" } satisfies TableOptions<Tag>;

  id = field.id();
  name = field.string(50, { unique: true, minLength: 1, normalize: (text) => text.trim() });

  articles = manyToMany(() => Article, { through: "article_tags", backPopulates: "tags" });
}
