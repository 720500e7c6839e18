/** `true` and `false`, which PostgreSQL writes as t and f. */
export function readBoolean(bytes: Buffer, start: number): boolean {
  return bytes[start] === 116;
}
