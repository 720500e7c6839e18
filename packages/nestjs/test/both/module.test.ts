import type { Database } from "@chakra-orm/core";
import { connect, field, Model } from "@chakra-orm/core";
import { ChakraModule, getDatabaseToken, getModelToken, InjectDatabase, InjectModel } from "@chakra-orm/nestjs";
import { Inject, Injectable, Module } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeApp } from "../app.js";
import { Post, User } from "../blog.js";
import { Silence } from "../silence.js";

@Injectable()
class Users {
  readonly users: typeof User;
  readonly db: Database;

  constructor(@InjectModel(User) users: typeof User, @InjectDatabase() db: Database) {
    this.users = users;
    this.db = db;
  }
}

const log = new Silence();
const url = "sqlite::memory:";
const start = async (...imports: NonNullable<Parameters<typeof Test.createTestingModule>[0]["imports"]>) => {
  const module = await Test.createTestingModule({ imports }).setLogger(log).compile();
  onTestFinished(() => module.close());
  return module.init();
};
const failure = async (work: () => Promise<unknown>): Promise<Error> => {
  const error = await work().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
};

describe("forRoot", () => {
  test("connects, injects the database and models, and closes with the app", async () => {
    const { app, db } = await makeApp({ imports: [ChakraModule.forFeature([User])], providers: [Users] });
    const service = app.get(Users);
    expect(service.db).toBe(db);
    await service.users.create({ username: "alice" });
    expect([await service.users.count(), await User.count()]).toEqual([1, 1]);
    await app.close();
    expect((await db.health()).ok).toBe(false);
    expect((await failure(async () => User.count())).message).toContain("User has no database yet");
  });

  test("takes a database that is connected, and leaves it open", async () => {
    const database = await connect(url, { name: "ready", models: [User, Post] });
    onTestFinished(() => database.close());
    await database.createTables();
    const { app, db } = await makeApp({
      chakra: { database },
      imports: [ChakraModule.forFeature([User])],
    });
    expect(db).toBe(database);
    await app.get<typeof User>(getModelToken(User), { strict: false }).create({ username: "alice" });
    await app.close();
    expect((await database.health()).ok).toBe(true);
  });

  test("refuses what contradicts itself, and two databases of one name, with the mend", async () => {
    const messages = await Promise.all([
      failure(() => start(ChakraModule.forRoot({} as never))),
      failure(() => start(ChakraModule.forRoot({ url }), ChakraModule.forRoot({ url }))),
      failure(() => start(ChakraModule.forRootAsync({ useFactory: () => ({ url, name: "x" }) as never }))),
      failure(() => start(ChakraModule.forRoot({ url, retryAttempts: -1 }))),
    ]);
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringContaining("ChakraModule.forRoot needs a database"),
      expect.stringContaining('two databases named "default". Give one of them another name'),
      expect.stringContaining("name stands beside useFactory"),
      expect.stringContaining("retryAttempts of ChakraModule is a whole number"),
    ]);
  });

  test("of several databases each has its name, and the default may be absent", async () => {
    const module = await start(
      ChakraModule.forRoot({ url, name: "one", models: [User, Post] }),
      ChakraModule.forRoot({ url, name: "two", models: [User, Post] }),
      ChakraModule.forFeature([User], "one"),
      ChakraModule.forFeature([User], "two"),
    );
    const [one, two] = ["one", "two"].map((name) =>
      module.get<typeof User>(getModelToken(User, name), { strict: false }),
    );
    for (const name of ["one", "two"]) await module.get<Database>(getDatabaseToken(name)).createTables();
    await one!.create({ username: "alice" });
    expect([await one!.count(), await two!.count()]).toEqual([1, 0]);
  });

  test("tries again while the database cannot be reached, and says which it is", async () => {
    const asked: unknown[] = [];
    const error = await failure(() =>
      start(
        ChakraModule.forRoot({
          url: "sqlite:/no/such/folder/app.db",
          retryAttempts: 2,
          retryDelay: 1,
          toRetry: (reason) => asked.push(reason) > 0,
        }),
      ),
    );
    expect(asked).toHaveLength(3);
    expect(log.lines.at(-1)).toContain("could not be reached, attempt 2 of 3.");
    expect(error.message).toContain(
      'The database "default" at sqlite:/no/such/folder/app.db could not be reached in 3',
    );
  });
});

describe("forRootAsync", () => {
  @Injectable()
  class Config {
    createChakraOptions() {
      return { url, models: [User, Post] };
    }
  }
  @Module({ providers: [Config], exports: [Config] })
  class ConfigModule {}

  test.each([
    ["useClass", { useClass: Config }],
    ["useExisting", { useExisting: Config, imports: [ConfigModule] }],
    ["useFactory", { useFactory: (c: Config) => c.createChakraOptions(), inject: [Config], imports: [ConfigModule] }],
    [
      "extraProviders",
      { useFactory: (c: Config) => c.createChakraOptions(), inject: [Config], extraProviders: [Config] },
    ],
  ])("takes its options by %s", async (_, options) => {
    const module = await start(ChakraModule.forRootAsync({ ...options, name: "async" }));
    expect((await module.get<Database>(getDatabaseToken("async")).health()).ok).toBe(true);
  });
});

describe("forFeature", () => {
  test("is seen where it was imported alone, also of a database that is not global", async () => {
    @Module({ imports: [ChakraModule.forFeature([User])], providers: [Users], exports: [Users] })
    class UsersModule {}
    const module = await start(UsersModule, ChakraModule.forRoot({ url }));
    expect(module.get(Users, { strict: false }).db.models).toContain(User);

    @Injectable()
    class Quiet {
      readonly users: typeof User;
      constructor(@Inject(getModelToken(User, "quiet")) users: typeof User) {
        this.users = users;
      }
    }
    @Module({ imports: [ChakraModule.forFeature([User], "quiet")], providers: [Quiet] })
    class QuietModule {}
    const quiet = await start(QuietModule, ChakraModule.forRoot({ url, name: "quiet", isGlobal: false }));
    expect(quiet.get(Quiet, { strict: false }).users.name).toBe("User");
  });

  test("the error of a model or database that is not provided says what to import, and what there is", async () => {
    @Module({ providers: [Users] })
    class Forgetful {}
    const model = await failure(() => start(Forgetful, ChakraModule.forRoot({ url }), ChakraModule.forFeature([Post])));
    expect(model.message).toContain("model User [of ChakraModule.forFeature([User]), which this module has to import");
    expect(model.message).toMatch(/there are forFeature of: .*Post/);
    const database = await failure(() =>
      start(ChakraModule.forRoot({ url }), ChakraModule.forFeature([User], "other")),
    );
    expect(database.message).toContain('has User on the database "other", which this app does not connect');
    expect(database.message).toContain('ChakraModule.forRoot({ url, name: "other" })');
  });

  test("models whose classes have one name are two", () => {
    const other = {
      User: class User extends Model {
        id = field.id();
      },
    };
    expect(getModelToken(other.User)).not.toBe(getModelToken(User));
    expect(getModelToken(User)).toBe(getModelToken(User, "default"));
  });
});
