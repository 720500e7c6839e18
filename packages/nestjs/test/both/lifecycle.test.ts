import type { Database } from "@chakra-orm/core";
import { connect } from "@chakra-orm/core";
import {
  ChakraDatabases,
  ChakraModule,
  getDatabaseToken,
  getModelToken,
  InjectModel,
  ObserverOf,
  WithDatabaseContext,
} from "@chakra-orm/nestjs";
import { ChakraHealthIndicator } from "@chakra-orm/nestjs/terminus";
import { beginTestTransaction, ChakraTestingModule } from "@chakra-orm/nestjs/testing";
import { Controller, Get, Inject, Injectable, Scope } from "@nestjs/common";
import { HealthCheckService, TerminusModule } from "@nestjs/terminus";
import { Test } from "@nestjs/testing";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { adapters, makeApp } from "../app.js";
import { Post, User } from "../blog.js";
import { Silence } from "../silence.js";

const url = "sqlite::memory:";

@Injectable()
class Jobs {
  readonly users: typeof User;
  done = 0;

  constructor(@InjectModel(User) users: typeof User) {
    this.users = users;
  }

  @WithDatabaseContext()
  async run(milliseconds: number): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.done = await User.count();
    return this.done;
  }
}

describe("closing", () => {
  test("waits for work in the background, and may be said twice", async () => {
    const { app, db } = await makeApp({ imports: [ChakraModule.forFeature([User])], providers: [Jobs] });
    const jobs = app.get(Jobs);
    await db.model(User).create({ username: "alice" });
    const running = jobs.run(30);
    await app.close();
    expect([await running, jobs.done]).toEqual([1, 1]);
    await app.close();
  });

  test("does not wait for the work that closes", async () => {
    const { app } = await makeApp();
    const databases = app.get(ChakraDatabases, { strict: false });
    await databases.work.run(async () => app.close());
    expect(databases.names).toEqual([]);
  });

  test("opens no connection in order to close", async () => {
    const driver = { connect: vi.fn(), close: vi.fn(async () => undefined) };
    const known = await connect(url, { name: "known" });
    onTestFinished(() => known.close());
    const { sqlite } = await import("@chakra-orm/sqlite");
    const dialect = Object.create(sqlite, { createDriver: { value: () => driver } });
    const module = await Test.createTestingModule({
      imports: [ChakraModule.forRoot({ dialect, lazy: true })],
    }).compile();
    await module.init();
    await module.close();
    expect([driver.connect.mock.calls.length, driver.close.mock.calls.length]).toEqual([0, 1]);
  });

  test("closes what was opened where another database cannot be", async () => {
    const build = Test.createTestingModule({
      imports: [
        ChakraModule.forRoot({ url }),
        ChakraModule.forRoot({ url: "sqlite:/no/such/folder/app.db", name: "other", retryAttempts: 0 }),
        ChakraModule.forRoot({ url, name: "third" }),
      ],
    });
    await expect(build.setLogger(new Silence()).compile()).rejects.toThrow("/no/such/folder");
    const twice = Test.createTestingModule({ imports: [ChakraModule.forRoot({ url }), ChakraModule.forRoot({ url })] });
    await expect(twice.setLogger(new Silence()).compile()).rejects.toThrow("two databases");
    const asked = () => Promise.resolve(User.count()).catch((reason: Error) => reason.message);
    await expect.poll(asked).toContain("User has no database yet");
  });

  test("leaves the name free for the next app", async () => {
    for (const _ of [1, 2]) {
      const { app } = await makeApp();
      await app.close();
    }
  });
});

describe("@WithDatabaseContext()", () => {
  test("runs a method in its own app, of several in one process", async () => {
    const options = { imports: [ChakraModule.forFeature([User])], providers: [Jobs] };
    const [one, two] = [await makeApp(options), await makeApp(options)];
    await one.app.get(Jobs).users.create({ username: "alice" });
    expect([await one.app.get(Jobs).run(0), await two.app.get(Jobs).run(0)]).toEqual([1, 0]);
    expect(await Promise.resolve(User.count()).catch((error: Error) => error.message)).toContain(
      "2 apps of this process",
    );
  });
});

describe("@ObserverOf()", () => {
  const sent = Symbol("sent");

  @ObserverOf(User)
  class Welcome {
    readonly sent: string[];
    constructor(@Inject(sent) list: string[]) {
      this.sent = list;
    }
    afterCommit(user: User): void {
      this.sent.push(user.username);
    }
  }

  test("is made by Nest, and hears of its own app alone until that closes", async () => {
    const lists: string[][] = [[], []];
    const make = (list: string[]) => makeApp({ providers: [Welcome, { provide: sent, useValue: list }] });
    const [one, two] = [await make(lists[0]!), await make(lists[1]!)];
    await one.db.model(User).create({ username: "alice" });
    await two.db.model(User).create({ username: "bobby" });
    expect(lists).toEqual([["alice"], ["bobby"]]);
  });

  test("of the scope of a request is refused", async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Narrow {
      afterCommit(_: User): void {}
    }
    ObserverOf(User)(Narrow);
    Injectable({ scope: Scope.REQUEST })(Narrow);
    await expect(makeApp({ providers: [Narrow] })).rejects.toThrow("Narrow observes User and is made anew");
  });
});

@Controller("health")
class HealthController {
  readonly health: HealthCheckService;
  readonly chakra: ChakraHealthIndicator;

  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(ChakraHealthIndicator) chakra: ChakraHealthIndicator,
  ) {
    this.health = health;
    this.chakra = chakra;
  }

  @Get()
  check() {
    return this.health.check([
      () => this.chakra.pingCheck("database"),
      () => this.chakra.poolCheck("pool", { database: "default" }),
      () => this.chakra.schemaCheck("schema"),
    ]);
  }
}

describe.each(adapters)("health on %s", (adapter) => {
  test("is up, down when the database is gone, and down when it does not answer in time", async () => {
    const { call, db, app } = await makeApp({
      adapter,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [ChakraHealthIndicator],
    });
    const up = await call("GET", "/health");
    expect([up.status, up.body.info.database.status, up.body.info.pool]).toMatchObject([
      200,
      "up",
      { waiting: 0, max: 1 },
    ]);
    const indicator = app.get(ChakraHealthIndicator);
    await db.dropTables({ models: [Post] });
    expect(await indicator.schemaCheck("schema")).toEqual({ schema: { status: "down", lacks: ["Post"] } });
    const never = { health: () => new Promise<never>(() => undefined) } as unknown as Database;
    expect(await indicator.pingCheck("late", { database: never, timeout: 5 })).toEqual({
      late: { status: "down", message: "no answer in 5 ms" },
    });
    await db.close();
    const down = await call("GET", "/health");
    expect([down.status, down.body.error.database.status]).toEqual([503, "down"]);
    expect(JSON.stringify(down.body)).not.toContain("sqlite");
    await expect(indicator.pingCheck("x", { database: "other" })).rejects.toThrow('no database named "other"');
  });
});

describe("in tests", () => {
  const build = (...imports: object[]) =>
    Test.createTestingModule({ imports: imports as never[], providers: [Jobs] }).setLogger(new Silence());

  test("ChakraTestingModule has the tables of the models that were imported", async () => {
    const module = await build(
      ChakraTestingModule.forRoot({ models: [Post] }),
      ChakraModule.forFeature([User]),
    ).compile();
    onTestFinished(() => module.close());
    await module.init();
    const transaction = await beginTestTransaction(module);
    await module.get(Jobs).users.create({ username: "alice" });
    expect(await module.get(Jobs).run(0)).toBe(1);
    await transaction.end();
    expect(await module.get(Jobs).run(0)).toBe(0);
  });

  test("a model can be a stand-in", async () => {
    const count = vi.fn(async () => 42);
    const module = await Test.createTestingModule({
      providers: [Jobs, { provide: getModelToken(User), useValue: { count } }],
    }).compile();
    expect(await module.get(Jobs).users.count()).toBe(42);
  });

  test("a database can be another one, which stays open", async () => {
    const other = await connect(url, { name: "other", models: [User, Post] });
    onTestFinished(() => other.close());
    await other.createTables();
    const module = await build(
      ChakraModule.forRoot({ url: "sqlite:/no/such/folder/app.db" }),
      ChakraModule.forFeature([User]),
    )
      .overrideProvider(getDatabaseToken())
      .useValue(other)
      .compile();
    await module.init();
    await module.get(Jobs).users.create({ username: "alice" });
    expect(await module.get(Jobs).run(0)).toBe(1);
    await module.close();
    expect(await other.model(User).count()).toBe(1);
  });
});
