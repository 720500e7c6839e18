import { request } from "node:http";
import { text } from "node:stream/consumers";

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends a request with its address as it is, mistakes included, and leaves no connection open behind it. */
export function send(
  url: string,
  method = "GET",
  headers: Record<string, string> = {},
  body?: string,
): Promise<Received> {
  const { origin } = new URL(url);
  // Without its length a body of a DELETE would be taken for a second request.
  const framed = body === undefined ? headers : { ...headers, "content-length": String(Buffer.byteLength(body)) };
  return new Promise((done, fail) => {
    const sending = request(
      origin,
      { method, headers: framed, path: url.slice(origin.length), agent: false },
      (response) => {
        text(response).then(
          (received) => done({ status: response.statusCode ?? 0, headers: response.headers, text: received }),
          fail,
        );
      },
    );
    sending.on("error", fail);
    sending.end(body);
  });
}
