/** A rule for text whose blanks matter, such as Markdown: they are kept, but there must be more than them. */
export function notBlank(text: string): true | string {
  return text.trim() !== "" || "can't be blank";
}
