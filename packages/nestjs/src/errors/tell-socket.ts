import type { ArgumentsHost } from "@nestjs/common";

/** What the clients of the usual servers have. */
interface SocketClient {
  readonly readyState?: unknown;
  send?(text: string): void;
  emit?(event: string, payload: unknown): void;
}

/** Tells a client of an error as Nest does: by the event `exception`, written out where a socket knows no events. */
export function tellSocket(host: ArgumentsHost, payload: unknown): void {
  const client = host.switchToWs().getClient<SocketClient>();
  // A plain WebSocket has emit too, which only its own process hears.
  if (typeof client.readyState === "number" && client.send !== undefined) {
    client.send(JSON.stringify({ event: "exception", data: payload }));
  } else client.emit?.("exception", payload);
}
