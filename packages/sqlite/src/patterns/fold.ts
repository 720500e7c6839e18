/**
 * What two texts have in common if they differ only in case. The two lower-case sigmas are one letter, of which
 * `toLowerCase` picks one by its place in the word; everything else is `toLowerCase`, in no particular language.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll("ς", "σ");
}
