const quoted = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;

/** The placeholders of a text, outside of quoted names and literals: `$1`, `$2`, … or `?`. */
export function placeholdersOf(text: string, knexClient: string): string[] {
  const bare = text.replaceAll(quoted, "");
  return bare.match(knexClient === "pg" ? /\$\d+/g : /\?/g) ?? [];
}
