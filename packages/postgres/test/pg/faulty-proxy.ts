import { connect as connectTo, createServer, type Server, type Socket } from "node:net";

/** What goes through: all, nothing, nothing that the server says, or that and the client hears that the server has ended. */
export type Passage = "open" | "swallow" | "swallow answers" | "half-close";

/** Stands between a client and a server, and misbehaves as a network does. */
export class FaultyProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [client: Socket, server: Socket]>();
  /** Those of which something was swallowed. */
  readonly #lossy = new Set<readonly [client: Socket, server: Socket]>();
  /** Called with what a client sends, before it passes. */
  #watch: ((text: string) => void) | undefined;
  passage: Passage = "open";

  private constructor(host: string, port: number) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => {
      const server = connectTo({ host, port, allowHalfOpen: true });
      const pair = [client, server] as const;
      this.#pairs.add(pair);
      client.on("data", (data: Buffer) => {
        this.#watch?.(data.toString("latin1"));
        if (this.passage === "swallow") this.#lossy.add(pair);
        else server.write(data);
      });
      server.on("data", (data: Buffer) => {
        if (this.passage === "open") client.write(data);
        else this.#lossy.add(pair);
      });
      client.on("end", () => server.end());
      server.on("end", () => client.end());
      for (const socket of pair) {
        socket.on("error", () => this.#cut(pair));
        socket.on("close", () => this.#cut(pair));
      }
    });
  }

  static async between(host: string, port: number): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(host, port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** Changes the passage the moment a client sends what holds this text. */
  when(text: string, passage: Passage): void {
    this.#watch = (sent) => {
      if (!sent.toLowerCase().includes(text)) return;
      this.#watch = undefined;
      this.passage = passage;
      if (passage === "half-close") for (const pair of this.#pairs) this.#hangUp(pair);
    };
  }

  /** Lets all pass again. What was swallowed is gone, and the connections that missed it with it. */
  heal(): void {
    this.passage = "open";
    this.#watch = undefined;
    for (const pair of this.#lossy) this.#cut(pair);
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) this.#cut(pair);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #hangUp(pair: readonly [Socket, Socket]): void {
    this.#lossy.add(pair);
    pair[0].end();
  }

  #cut(pair: readonly [Socket, Socket]): void {
    this.#pairs.delete(pair);
    this.#lossy.delete(pair);
    for (const socket of pair) socket.destroy();
  }
}
