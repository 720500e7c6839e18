import { oneOf } from "@chakra-orm/core";
import { Tag } from "../models/index.js";

/**
 * The tags of these names, each once. Those that nobody has used yet are new, and are saved with the article that they
 * are given to.
 */
export async function tagsNamed(given: readonly string[]): Promise<Tag[]> {
  // Sorted, so that two who make the same tags at once wait for each other in one direction only.
  const names = [...new Set(given.map((name) => name.trim()))].sort();
  const known = new Map((await Tag.where({ name: oneOf(names) })).map((tag): [string, Tag] => [tag.name, tag]));
  return names.map((name) => known.get(name) ?? new Tag({ name }));
}
