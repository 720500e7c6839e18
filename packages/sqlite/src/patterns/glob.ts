/** Puts the characters that GLOB gives a meaning into a class of their own, where they stand for themselves. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/[*?[]/g, "[$&]");
}

/**
 * Turns a pattern of LIKE into one of GLOB, which tells upper from lower case where SQLite's LIKE does not:
 * `%` becomes `*`, `_` becomes `?`.
 */
export function globOfLike(pattern: string): string {
  return escapeGlob(pattern).replaceAll("%", "*").replaceAll("_", "?");
}
