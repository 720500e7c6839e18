/** A payload that is read while it is sent: a stream of Node's or of the Web's, or what has one. */
interface Stream {
  readonly body?: Stream | null;
  readonly pipe?: unknown;
  readonly getReader?: unknown;
  readonly on?: (event: "error", listener: () => void) => unknown;
  readonly destroy?: (error: Error) => unknown;
  readonly cancel?: (reason: Error) => Promise<unknown>;
}

/** The stream that a payload is, or has; as Fastify tells them. */
export function streamIn(payload: unknown): Stream | undefined {
  if (typeof payload !== "object" || payload === null) return undefined;
  const stream: Stream = payload;
  if (Object.prototype.toString.call(payload) === "[object Response]") return stream.body ?? undefined;
  return typeof stream.pipe === "function" || typeof stream.getReader === "function" ? stream : undefined;
}

/** Ends a stream that nobody will read, so that what it reads from is let go. */
export function endStream(stream: Stream, reason: Error): void {
  // That it ends with an error is meant; one that is locked is for whoever reads it to end.
  stream.on?.("error", () => undefined);
  if (stream.destroy !== undefined) stream.destroy(reason);
  else stream.cancel?.(reason).catch(() => undefined);
}
