/** A payload that is read while it is sent: a stream of Node's or of the Web's, or what has one. */
interface Stream {
  readonly status?: number;
  readonly body?: Stream | null;
  readonly pipe?: unknown;
  readonly getReader?: unknown;
  readonly on?: (event: "error", listener: () => void) => unknown;
  readonly destroy?: (error: Error) => unknown;
  readonly cancel?: (reason: Error) => Promise<unknown>;
}

/** The status that a Response brings along; Fastify takes it over as late as it is sent. */
export function statusIn(payload: unknown): number | undefined {
  return isResponse(payload) ? payload.status : undefined;
}

/** The stream that a payload is, or has; as Fastify tells them. */
export function streamIn(payload: unknown): Stream | undefined {
  if (typeof payload !== "object" || payload === null) return undefined;
  if (isResponse(payload)) return payload.body ?? undefined;
  const stream: Stream = payload;
  return typeof stream.pipe === "function" || typeof stream.getReader === "function" ? stream : undefined;
}

function isResponse(payload: unknown): payload is Stream {
  return Object.prototype.toString.call(payload) === "[object Response]";
}

/** Ends a stream that nobody will read, so that what it reads from is let go. */
export function endStream(stream: Stream, reason: Error): void {
  // That it ends with an error is meant; one that is locked is for whoever reads it to end.
  stream.on?.("error", () => undefined);
  if (stream.destroy !== undefined) stream.destroy(reason);
  else stream.cancel?.(reason).catch(() => undefined);
}
