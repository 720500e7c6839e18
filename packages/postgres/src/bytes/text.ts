/** What `Buffer` offers and Node's types leave out: `toString("utf8", …)` without its checks. */
interface Sliceable {
  utf8Slice(start: number, end: number): string;
}

/** The text that stands in these bytes. */
export function readText(bytes: Buffer, start: number, end: number): string {
  return (bytes as unknown as Sliceable).utf8Slice(start, end);
}
