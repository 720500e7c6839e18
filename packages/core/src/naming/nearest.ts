import leven from "leven";

/** " Did you mean …?" for the known name closest to a wrong one, or nothing where none is close. */
export function nearest(wrong: string, known: Iterable<string>): string {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const name of known) {
    const distance = leven(wrong.toLowerCase(), name.toLowerCase(), { maxDistance: least });
    if (distance < least) [best, least] = [name, distance];
  }
  return best === undefined ? "" : ` Did you mean ${JSON.stringify(best)}?`;
}
