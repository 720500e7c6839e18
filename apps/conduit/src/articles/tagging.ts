import { oneOf, ValidationError } from "@chakra-orm/core";
import { type Article, ArticleTag, Tag } from "../models/index.js";
import { Refusal } from "../refusal.js";

/** Gives an article exactly these tags, and says whether that changed anything. To be run in a transaction. */
export async function tagWith(article: Article, names: readonly string[]): Promise<boolean> {
  // Sorted, so that two who make the same tags at once wait for each other in one direction only.
  const tags = await findOrCreateTags([...new Set(names.map((name) => name.trim()))].sort());
  const wanted = new Set(tags.map(({ id }): number => id));
  const links = await ArticleTag.where({ articleId: article.id });
  const had = new Set(links.map(({ tagId }): number => tagId));
  const gone = links.filter(({ tagId }) => !wanted.has(tagId));
  const added = [...wanted].filter((tagId) => !had.has(tagId));
  for (const link of gone) await link.delete();
  for (const tagId of added) await ArticleTag.create({ articleId: article.id, tagId });
  return gone.length + added.length > 0;
}

async function findOrCreateTags(names: readonly string[]): Promise<Tag[]> {
  const tags = await Tag.where({ name: oneOf(names) });
  const known = new Set<string>(tags.map(({ name }) => name));
  for (const name of names) {
    if (!known.has(name)) tags.push(await createTag(name));
  }
  return tags;
}

/** What a tag refuses is told of the list that it came in. */
async function createTag(name: string): Promise<Tag> {
  try {
    return await Tag.create({ name });
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new Refusal(422, "tagList", `has a tag that ${error.issues[0]?.message}`);
  }
}
