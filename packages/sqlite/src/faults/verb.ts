/** SQLite's foreign key error names neither table nor side; the statement's first word tells the side. */
const verbs = new WeakMap<object, string>();

/** Notes what a statement that failed was doing. */
export function rememberVerb(error: unknown, text: string): void {
  if (typeof error !== "object" || error === null) return;
  verbs.set(error, /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "");
}

/** What the statement that failed was doing, `""` if nobody noted it. */
export function verbOf(error: unknown): string {
  return (typeof error === "object" && error !== null && verbs.get(error)) || "";
}
