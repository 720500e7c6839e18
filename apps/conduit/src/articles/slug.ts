import { oneOf } from "@chakra-orm/core";
import { Article } from "../models/index.js";

const longest = 100;

/** Addresses below /articles that are something else. */
const reserved = ["feed"];

/** A title as it stands in an address: `"Étude, part 2"` becomes `étude-part-2`. Letters of every script are kept. */
export function slugOf(title: string): string {
  const words =
    title
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const characters = [...words.join("-")].slice(0, longest);
  return characters.join("").replace(/-+$/, "") || "article";
}

/**
 * A slug for this title that no article has yet: the plain one, or one with a number. Where many want the same at once,
 * so that one was taken again and again, it ends in a word of its own.
 */
export async function freeSlug(title: string, attempt: number): Promise<string> {
  const plain = slugOf(title);
  const own = `${plain}-${crypto.randomUUID().slice(0, 8)}`;
  if (attempt > 3) return own;
  const candidates = [plain, ...Array.from({ length: 19 }, (_, i) => `${plain}-${i + 2}`)];
  const taken = new Set<string>([...reserved, ...(await Article.where({ slug: oneOf(candidates) }).pluck("slug"))]);
  return candidates.find((candidate) => !taken.has(candidate)) ?? own;
}
