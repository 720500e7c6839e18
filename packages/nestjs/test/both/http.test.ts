import { RecordNotFoundError } from "@chakra-orm/core";
import {
  ChakraModule,
  InjectModel,
  ModelBodyPipe,
  ModelPipe,
  Transactional,
  TransactionInterceptor,
} from "@chakra-orm/nestjs";
import {
  Body,
  type CanActivate,
  Catch,
  Controller,
  type ExceptionFilter,
  ForbiddenException,
  Get,
  Injectable,
  Param,
  Post as PostRoute,
  Scope,
  UseGuards,
  UseInterceptors,
} from "@nestjs/common";
import { describe, expect, test } from "vitest";
import { adapters, makeApp } from "../app.js";
import { Post, User } from "../blog.js";

class Guard implements CanActivate {
  async canActivate(): Promise<boolean> {
    return (await User.count()) < 100;
  }
}

@Injectable({ scope: Scope.REQUEST })
class Registrations {
  readonly users: typeof User;

  constructor(@InjectModel(User) users: typeof User) {
    this.users = users;
  }

  @Transactional()
  async register(username: string, fails: boolean): Promise<User> {
    const user = await this.users.create({ username });
    await Post.create({ title: "Hello", author: user });
    if (fails) throw new ForbiddenException("no");
    return user;
  }
}

@Controller("users")
@UseGuards(Guard)
class UsersController {
  readonly registrations: Registrations;

  constructor(@InjectModel(User) _: typeof User, registrations: Registrations) {
    this.registrations = registrations;
  }

  @Get()
  list() {
    return User.orderBy("id");
  }

  @Get("named/:username")
  named(@Param("username", ModelPipe(User, { by: "username", with: ["posts"] })) user: User) {
    return user;
  }

  @Get(":id")
  show(@Param("id", ModelPipe(User)) user: User) {
    return user;
  }

  @PostRoute()
  create(@Body(ModelBodyPipe(User, "create")) attributes: { username: string }) {
    return User.create(attributes);
  }

  @PostRoute("raw")
  raw(@Body() body: { username: string }) {
    return User.create({ username: body.username });
  }

  @PostRoute("register")
  register(@Body() body: { username: string; fails?: boolean }) {
    return this.registrations.register(body.username, body.fails === true);
  }

  @PostRoute("intercepted")
  @UseInterceptors(TransactionInterceptor)
  async intercepted(@Body() body: { username: string; fails?: boolean }) {
    const user = await User.create({ username: body.username });
    if (body.fails) throw new ForbiddenException("no");
    return user;
  }
}

Reflect.defineMetadata("design:paramtypes", [Object, Registrations], UsersController);

describe.each(adapters)("on %s", (adapter) => {
  const open = (chakra: object = {}, more: object = {}) =>
    makeApp({
      adapter,
      chakra,
      imports: [ChakraModule.forFeature([User])],
      controllers: [UsersController],
      providers: [Registrations],
      ...more,
    });

  test("records become JSON without what is hidden, and parameters become records", async () => {
    const { call } = await open();
    const created = await call("POST", "/users", { username: "alice", born: "2001-02-03T04:05:06.000Z" });
    expect([created.status, created.body]).toEqual([
      201,
      { id: 1, username: "alice", born: "2001-02-03T04:05:06.000Z" },
    ]);
    expect((await call("GET", "/users")).body).toEqual([created.body]);
    expect((await call("GET", "/users/1")).body).toEqual(created.body);
    expect((await call("GET", "/users/named/alice")).body).toMatchObject({ username: "alice", posts: [] });
  });

  test("what a parameter cannot be is 404, and the database is not asked", async () => {
    const { call, db } = await open();
    const asked: string[] = [];
    db.on("query", ({ model, sql }) => model === "User" && !sql.includes("count") && asked.push(sql));
    for (const path of [
      "/users/x",
      "/users/1.5",
      "/users/9007199254740993",
      "/users/0x10",
      "/users/%20",
      "/users/1e3",
    ]) {
      expect([path, (await call("GET", path)).status]).toEqual([path, 404]);
    }
    expect(asked).toEqual([]);
    const missing = await call("GET", "/users/7");
    expect([missing.status, missing.body.code, asked.length]).toEqual([404, "RECORD_NOT_FOUND", 1]);
    expect(missing.headers.get("content-type")).toContain("application/problem+json");
  });

  test("a body is checked before the database is asked, and mass assignment is refused", async () => {
    const { call } = await open();
    const refused = await call("POST", "/users", { username: "al", id: 7, password: "mine" });
    expect([refused.status, refused.body.code]).toEqual([422, "VALIDATION"]);
    expect(refused.body.issues.map(({ path }: { path: string[] }) => path[0]).sort()).toEqual([
      "id",
      "password",
      "username",
    ]);
    expect((await call("POST", "/users", [1])).status).toBe(422);
  });

  test("errors are answered with their status, and hold nothing of the database", async () => {
    const { call } = await open();
    await call("POST", "/users", { username: "alice" });
    const taken = await call("POST", "/users", { username: "alice" });
    expect([taken.status, taken.body.code, taken.body.issues[0].path]).toEqual([409, "UNIQUE_VIOLATION", ["username"]]);
    expect(JSON.stringify(taken.body)).not.toMatch(/insert|users_|at /);
  });

  test("errors can have the shape of forms, a shape of one's own, or be left to the app", async () => {
    const fields = await open({ errors: "fields" });
    expect((await fields.call("POST", "/users", { username: "al" })).body).toEqual({
      errors: { username: ["must have at least 3 characters"] },
    });
    const own = await open({ errors: (problem: { code: string }) => ({ oops: problem.code }) });
    expect((await own.call("GET", "/users/7")).body).toEqual({ oops: "RECORD_NOT_FOUND" });
    const none = await open({ errors: false });
    expect((await none.call("GET", "/users/7")).status).toBe(404);
    expect((await none.call("POST", "/users/raw", { username: "al" })).status).toBe(500);
  });

  test("a filter of the app's own is asked before", async () => {
    @Catch(RecordNotFoundError)
    class Own implements ExceptionFilter {
      catch(): void {
        throw new Error("not this one");
      }
    }
    const filter = new Own();
    const heard: unknown[] = [];
    filter.catch = (...given: unknown[]) => {
      heard.push(given[0]);
      const host = given[1] as {
        switchToHttp(): { getResponse(): { status(code: number): { send(body: object): void } } };
      };
      host.switchToHttp().getResponse().status(418).send({});
    };
    const { call } = await open(
      {},
      { before: (app: { useGlobalFilters(...all: unknown[]): void }) => app.useGlobalFilters(filter) },
    );
    expect([(await call("GET", "/users/7")).status, heard.length]).toEqual([418, 1]);
  });

  test("a transaction of a method or of a handler holds, also in the scope of a request", async () => {
    const { call, db } = await open();
    for (const path of ["/users/register", "/users/intercepted"]) {
      expect((await call("POST", path, { username: "alice", fails: true })).status).toBe(403);
      expect([await db.model(User).count(), await db.model(Post).count()]).toEqual([0, 0]);
    }
    expect((await call("POST", "/users/register", { username: "alice" })).status).toBe(201);
    expect((await call("POST", "/users/intercepted", { username: "bobby" })).body).toMatchObject({ username: "bobby" });
    expect([await db.model(User).count(), await db.model(Post).count()]).toEqual([2, 1]);
  });

  test("two apps with the same models share nothing, whatever they do at once", async () => {
    const [one, two] = [await open(), await open()];
    const names = Array.from({ length: 20 }, (_, i) => `user${i}`);
    const register = (app: typeof one, suffix: string) =>
      names.map((name) => app.call("POST", "/users/register", { username: `${name}${suffix}` }));
    const raw = (app: typeof one) => names.map((name) => app.call("POST", "/users/raw", { username: `${name}raw` }));
    await Promise.all([...register(one, "a"), ...register(two, "b"), ...raw(two)]);
    const listed = async ({ call }: typeof one) =>
      ((await call("GET", "/users")).body as { username: string }[]).map(({ username }) => username).sort();
    expect(await listed(one)).toEqual(names.map((name) => `${name}a`).sort());
    expect(await listed(two)).toEqual(
      [...names.map((name) => `${name}b`), ...names.map((name) => `${name}raw`)].sort(),
    );
    expect([await one.db.model(Post).count(), await two.db.model(Post).count()]).toEqual([20, 20]);
  });
});
