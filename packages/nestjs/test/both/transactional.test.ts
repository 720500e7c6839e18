import "reflect-metadata";
import type { Database } from "@chakra-orm/core";
import { NotTransactional, Transactional } from "@chakra-orm/nestjs";
import { SetMetadata } from "@nestjs/common";
import { describe, expect, test } from "vitest";
import { makeApp } from "../app.js";
import { User } from "../blog.js";

class Service {
  db!: Database;

  @SetMetadata("before", 1)
  @Transactional({ propagation: "required" })
  @SetMetadata("after", 2)
  async register(username: string, _more?: string): Promise<User> {
    return User.create({ username });
  }

  @Transactional()
  async both(fails: string): Promise<string[]> {
    const heard: string[] = [];
    await User.create({ username: "outer" });
    this.db.afterCommit(() => heard.push("committed"));
    await this.nested(fails).catch(() => heard.push("nested failed"));
    return heard;
  }

  @Transactional()
  async nested(fails: string): Promise<void> {
    await User.create({ username: "inner" });
    if (fails === "inner") throw new Error("inner");
  }

  @Transactional({ propagation: "mandatory" })
  async mandatory(): Promise<void> {}

  @Transactional()
  // A mistake that types do not see.
  sync(): number {
    return 1;
  }

  @Transactional({ readOnly: true, name: "other" })
  async elsewhere(): Promise<void> {}

  @Transactional({ retries: 2 })
  async typo(options: object): Promise<object> {
    return options;
  }
}

@Transactional({ propagation: "required" })
class Whole {
  async make(username: string): Promise<void> {
    await User.create({ username });
    throw new Error("taken back");
  }

  @NotTransactional()
  async free(username: string): Promise<void> {
    await User.create({ username });
    throw new Error("stays");
  }

  @NotTransactional()
  plain(): number {
    return 1;
  }

  get getter(): number {
    return 2;
  }
}

const open = async () => {
  const { app, db } = await makeApp({ providers: [Service, Whole] });
  const service = app.get(Service);
  service.db = db;
  return { app, db, service, names: () => db.model(User).orderBy("id").pluck("username") };
};
const message = async (work: () => Promise<unknown>): Promise<string> =>
  work().then(
    () => "no error",
    (error: Error) => error.message,
  );

describe("@Transactional()", () => {
  test("keeps the name, the length and the metadata of a method, from above and below", () => {
    const { register } = Service.prototype;
    expect([register.name, register.length]).toEqual(["register", 2]);
    expect([Reflect.getMetadata("before", register), Reflect.getMetadata("after", register)]).toEqual([1, 2]);
  });

  test("commits what ends well, and runs what waits for the commit", async () => {
    const { service, names } = await open();
    expect((await service.register("alice")).username).toBe("alice");
    expect(await service.both("none")).toEqual(["committed"]);
    expect(await names()).toEqual(["alice", "outer", "inner"]);
  });

  test("inside another one it is a savepoint, or what propagation says", async () => {
    const { db, service, names } = await open();
    expect(await service.both("inner")).toEqual(["nested failed", "committed"]);
    expect(await names()).toEqual(["outer"]);
    expect(await message(() => service.mandatory())).toContain("mandatory");
    await db.transaction(() => service.mandatory());
  });

  test("refuses a method that gives no promise when it is called, and undoes what it did", async () => {
    const { service } = await open();
    expect(await message(() => service.sync() as never)).toContain(
      "Service.sync is @Transactional() and gave no promise",
    );
  });

  test("a database that there is not is an error that names the method", async () => {
    const { service } = await open();
    expect(await message(() => service.elsewhere())).toContain("Service.elsewhere lives in the database");
  });

  test("on a class means each of its methods but those that are left out", async () => {
    const { app, names } = await open();
    const whole = app.get(Whole);
    await message(() => whole.make("alice"));
    await message(() => whole.free("bobby"));
    expect([await names(), whole.plain(), whole.getter]).toEqual([["bobby"], 1, 2]);
    expect(Object.keys(whole)).toEqual([]);
  });

  test("works on an instance that Nest did not make", async () => {
    const { names } = await open();
    await new Service().register("alice");
    expect(await names()).toEqual(["alice"]);
  });
});
