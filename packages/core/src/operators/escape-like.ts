/** Puts `!` before the characters that LIKE gives a meaning; the templates here say `escape '!'`. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, "!$&");
}
