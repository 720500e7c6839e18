import { some } from "@chakra-orm/core";
import { Tag } from "../models/index.js";

/** The tags that articles have, in the order of the alphabet. */
export function listTags(): Promise<string[]> {
  return Tag.where({ articles: some() }).pluck("name");
}
