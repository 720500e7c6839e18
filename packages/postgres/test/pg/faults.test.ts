import { once } from "node:events";
import { connect as connectSocket, createServer, type Server, type Socket } from "node:net";
import type { DriverConnection } from "@chakra-orm/core/internal";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { configOf, openDatabase, type TestDatabase } from "../databases.js";

const run = (connection: DriverConnection, text: string) => connection.run({ text, values: [], prepare: true });
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail("succeeded"),
    (error: unknown) => error,
  );

/** A server between client and database that can swallow everything. */
class Wire {
  readonly server: Server;
  readonly sockets: Socket[] = [];
  silent = false;

  constructor(target: URL) {
    this.server = createServer((client) => {
      const upstream = connectSocket(Number(target.port), target.hostname);
      this.sockets.push(client, upstream);
      const pass = (from: Socket, to: Socket): void => {
        from.on("data", (data) => void (this.silent || to.write(data)));
        from.on("error", () => to.destroy());
        from.on("close", () => to.destroy());
      };
      pass(client, upstream);
      pass(upstream, client);
    });
  }

  async listen(url: string): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const own = new URL(url);
    own.port = String((this.server.address() as { port: number }).port);
    return String(own);
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe("faults of a connection over pg", () => {
  let db: TestDatabase;
  const proxies: Wire[] = [];
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());
  afterEach(() => {
    for (const proxy of proxies.splice(0)) proxy.close();
  });

  async function throughProxy(config: Parameters<typeof configOf>[0] = {}): Promise<[DriverConnection, Wire]> {
    const proxy = new Wire(new URL(db.url));
    proxies.push(proxy);
    const url = await proxy.listen(db.url);
    return [await postgres.createDriver(configOf({ url, ...config })).connect(), proxy];
  }

  const kill = async (connection: DriverConnection): Promise<void> => {
    const { rows } = await run(connection, "select pg_backend_pid()");
    await run(db.connection, `select pg_terminate_backend(${rows[0]?.[0]})`);
  };

  it("notices that its backend was killed while it was idle, and the process goes on", async () => {
    const connection = await db.driver.connect();
    await kill(connection);
    await expect.poll(() => connection.usable).toBe(false);
    expect(await errorOf(run(connection, "select 1"))).toMatchObject({ code: "CONNECTION" });
    await connection.close();
    await connection.close();
  });

  it("tells that its backend was killed in the middle of a statement", async () => {
    const connection = await db.driver.connect();
    const { rows } = await run(connection, "select pg_backend_pid()");
    const sleeping = errorOf(run(connection, "select pg_sleep(30)"));
    await expect
      .poll(() =>
        run(
          db.connection,
          `select count(*) from pg_stat_activity where pid = ${rows[0]?.[0]} and state = 'active'`,
        ).then((r) => r.rows[0]?.[0]),
      )
      .toBe("1");
    await run(db.connection, `select pg_terminate_backend(${rows[0]?.[0]})`);
    const error = await sleeping;
    expect(error).toMatchObject({ code: "57P01" });
    expect(postgres.readError(error)).toMatchObject({ kind: "connection" });
    expect(connection.usable).toBe(false);
    await connection.close();
  });

  it("tells that the network was cut", async () => {
    const [connection, proxy] = await throughProxy();
    const sleeping = errorOf(run(connection, "select pg_sleep(30)"));
    for (const socket of proxy.sockets) socket.resetAndDestroy();
    expect(postgres.readError(await sleeping)).toMatchObject({ kind: "connection" });
    expect(connection.usable).toBe(false);
    await connection.close();
  });

  it("gives up on a network that swallows everything", async () => {
    // As behind a proxy, where the limit is kept on this side alone.
    const [connection, proxy] = await throughProxy({ statementTimeout: 200, prepare: false });
    await run(connection, "select 1");
    proxy.silent = true;
    const error = await errorOf(run(connection, "select 1"));
    expect(postgres.readError(error)).toMatchObject({
      kind: "connection",
      summary: expect.stringMatching(/no answer within 200 ms/),
    });
    expect(connection.usable).toBe(false);
    await connection.close();
  });

  it("does not bite statements that come within the limit, one after the other", async () => {
    const [connection] = await throughProxy({ statementTimeout: 200, prepare: false });
    for (let i = 0; i < 5; i++) await run(connection, "select pg_sleep(0.1)");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(connection.usable).toBe(true);
    await connection.close();
  });

  it("closes in time where nobody answers any more, and in the middle of a statement", async () => {
    const [connection, proxy] = await throughProxy();
    proxy.silent = true;
    await connection.close();
    const busy = await db.driver.connect();
    const sleeping = errorOf(run(busy, "select pg_sleep(30)"));
    await busy.close();
    expect(postgres.readError(await sleeping)).toMatchObject({ kind: "connection" });
  });

  it.each([
    ["nothing listens", "postgres://u:secret@127.0.0.1:1/d", {}, /127\.0\.0\.1:1: nothing listens/],
    ["nothing listens on either address of a name", "postgres://u:secret@localhost:1/d", {}, /:1: nothing listens/],
    ["there is no such host", "postgres://u:secret@nowhere.invalid/d", {}, /nowhere\.invalid|looked up/],
    ["there is no such socket", "postgres:///d?host=/nowhere", {}, /no such socket/],
  ])("says that %s", async (_, url, options, message) => {
    const error = await errorOf(postgres.createDriver(configOf({ url, options })).connect());
    const fault = postgres.readError(error);
    expect(fault).toMatchObject({ kind: "connection", summary: expect.stringMatching(message) });
    expect(JSON.stringify([fault, error])).not.toContain("secret");
  });

  it("says that the database is missing, and that the role is", async () => {
    for (const change of [{ database: "missing" }, { user: "missing" }]) {
      const error = await errorOf(postgres.createDriver(configOf({ url: db.url, options: change })).connect());
      expect(postgres.readError(error)).toMatchObject({
        kind: "connection",
        summary: expect.stringContaining("missing"),
      });
    }
  });

  it("gives up on a server that accepts and says nothing", async () => {
    const mute = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as { port: number };
    const driver = postgres.createDriver(
      configOf({ url: `postgres://u@127.0.0.1:${port}/d`, options: { connectTimeout: 200 } }),
    );
    expect(postgres.readError(await errorOf(driver.connect()))).toMatchObject({
      kind: "connection",
      summary: expect.stringContaining("connectTimeout"),
    });
    mute.close();
  });
});
