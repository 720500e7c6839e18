import { ChakraModule, InjectModel, Transactional, WithDatabaseContext } from "@chakra-orm/nestjs";
import { Injectable } from "@nestjs/common";
import { EventEmitter2, EventEmitterModule, OnEvent } from "@nestjs/event-emitter";
import { Cron, ScheduleModule, SchedulerRegistry } from "@nestjs/schedule";
import { expect, test } from "vitest";
import { makeApp } from "../app.js";
import { User } from "../blog.js";

@Injectable()
class Background {
  readonly users: typeof User;
  readonly heard: Promise<number>[] = [];

  constructor(@InjectModel(User) users: typeof User) {
    this.users = users;
  }

  @Cron("0 0 1 1 *", { name: "yearly" })
  @WithDatabaseContext()
  async yearly(): Promise<void> {
    await User.create({ username: "yearly" });
  }

  @Transactional()
  @OnEvent("signed up", { suppressErrors: false })
  async signedUp(username: string): Promise<void> {
    await User.create({ username });
    if (username === "nobody") throw new Error("no");
  }
}

const open = async () => {
  const { app } = await makeApp({
    imports: [ScheduleModule.forRoot(), EventEmitterModule.forRoot(), ChakraModule.forFeature([User])],
    providers: [Background],
  });
  const names = () => app.get(Background).users.orderBy("id").pluck("username");
  return { events: app.get(EventEmitter2), registry: app.get(SchedulerRegistry), names };
};

test("jobs and listeners run in their own app", async () => {
  const [one, two] = [await open(), await open()];
  await one.registry.getCronJob("yearly").fireOnTick();
  await two.events.emitAsync("signed up", "alice");
  await two.events.emitAsync("signed up", "nobody").catch(() => undefined);
  await expect.poll(one.names).toEqual(["yearly"]);
  expect(await two.names()).toEqual(["alice"]);
});
