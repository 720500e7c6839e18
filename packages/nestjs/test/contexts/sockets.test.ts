import { ChakraExceptionFilter } from "@chakra-orm/nestjs";
import { UseFilters } from "@nestjs/common";
import { WsAdapter } from "@nestjs/platform-ws";
import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { makeApp } from "../app.js";
import { User } from "../blog.js";

// Nest asks gateways no filters of the whole app.
@UseFilters(ChakraExceptionFilter)
@WebSocketGateway()
class UsersGateway {
  @SubscribeMessage("add")
  async add(@MessageBody() username: string) {
    await User.create({ username });
    return { event: "names", data: await User.orderBy("id").pluck("username") };
  }
}

const open = async () => {
  const { app } = await makeApp({
    providers: [UsersGateway],
    before: (made) => made.useWebSocketAdapter(new WsAdapter(made)),
  });
  const { port } = app.getHttpServer().address() as { port: number };
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  return async (username: string) => {
    const answer = new Promise<string>((resolve) => socket.once("message", (data) => resolve(String(data))));
    socket.send(JSON.stringify({ event: "add", data: username }));
    return JSON.parse(await answer);
  };
};

test("gateways run in their own app, and clients hear of errors", async () => {
  const [one, two] = [await open(), await open()];
  expect(await Promise.all([one("alice"), two("bobby")])).toEqual([
    { event: "names", data: ["alice"] },
    { event: "names", data: ["bobby"] },
  ]);
  expect(await two("bobby")).toMatchObject({ event: "exception", data: { status: 409, code: "UNIQUE_VIOLATION" } });
});
