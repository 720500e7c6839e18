import { field, Model, type TableOptions } from "@chakra-orm/core";
import { Article } from "./article.js";
import { Tag } from "./tag.js";

/** That an article has a tag. */
export class ArticleTag extends Model {
  static table = { name: "article_tags", comment: "Which article has which tag" } satisfies TableOptions<ArticleTag>;

  articleId = field.foreignKey(() => Article, { primaryKey: true, onDelete: "cascade" });
  tagId = field.foreignKey(() => Tag, { primaryKey: true, onDelete: "cascade" });
}
