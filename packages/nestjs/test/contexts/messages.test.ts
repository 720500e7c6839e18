import type { Database } from "@chakra-orm/core";
import { ChakraModule, getDatabaseToken, TransactionInterceptor } from "@chakra-orm/nestjs";
import { type CanActivate, Controller, UseGuards, UseInterceptors } from "@nestjs/common";
import { type ClientProxy, ClientProxyFactory, MessagePattern, Payload, Transport } from "@nestjs/microservices";
import { Test } from "@nestjs/testing";
import { concat, from, lastValueFrom, toArray } from "rxjs";
import { expect, onTestFinished, test } from "vitest";
import { Post, User } from "../blog.js";
import { Silence } from "../silence.js";

class Guard implements CanActivate {
  async canActivate(): Promise<boolean> {
    return (await User.count()) < 100;
  }
}

@Controller()
@UseGuards(Guard)
class UsersController {
  @MessagePattern("add")
  async add(@Payload() username: string) {
    return (await User.create({ username })).username;
  }

  @MessagePattern("each")
  @UseInterceptors(TransactionInterceptor)
  each(@Payload() names: string[]) {
    return concat(...names.map((username) => from(User.create({ username }).then((user) => user.username))));
  }
}

let port = 41_000 + Math.floor(Math.random() * 10_000);

const open = async (): Promise<{ db: Database; client: ClientProxy }> => {
  const options = { host: "127.0.0.1", port: port++ };
  const module = await Test.createTestingModule({
    imports: [ChakraModule.forRoot({ url: "sqlite::memory:", models: [User, Post] })],
    controllers: [UsersController],
  })
    .setLogger(new Silence())
    .compile();
  const app = module.createNestMicroservice({ transport: Transport.TCP, options });
  onTestFinished(() => app.close());
  await app.listen();
  const db = app.get<Database>(getDatabaseToken());
  await db.createTables();
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options });
  onTestFinished(() => client.close());
  return { db, client };
};

test("handlers of messages and their guards run in their own app, and errors are told", async () => {
  const [one, two] = [await open(), await open()];
  const ask = ({ client }: typeof one, pattern: string, data: unknown) =>
    lastValueFrom(client.send(pattern, data).pipe(toArray()));
  expect(await Promise.all([ask(one, "add", "alice"), ask(two, "add", "bobby")])).toEqual([["alice"], ["bobby"]]);
  await expect(ask(one, "add", "alice")).rejects.toMatchObject({ status: 409, code: "UNIQUE_VIOLATION" });
  expect(await ask(one, "each", ["carol", "dave"])).toEqual(["carol", "dave"]);
  await expect(ask(two, "each", ["carol", "bobby"])).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
  expect([await one.db.model(User).count(), await two.db.model(User).count()]).toEqual([3, 1]);
});
