import type { Story } from "../story.js";
import { byInes } from "./ines.js";
import { byMarta } from "./marta.js";
import { byOlga } from "./olga.js";
import { byRavi } from "./ravi.js";
import { byTobias } from "./tobias.js";
import { byYuki } from "./yuki.js";

const authors = [byMarta, byTobias, byInes, byRavi, byYuki, byOlga];
const rounds = Math.max(...authors.map((stories) => stories.length));

/** All stories, oldest first: the authors take turns, as they do on a blog. */
export const stories: readonly Story[] = Array.from({ length: rounds }, (_, round) =>
  authors.flatMap((list) => list[round] ?? []),
).flat();
