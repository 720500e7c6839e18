import { currentRequest, PoolTimeoutError, RequestAbortedError } from "@chakra-orm/core";
import { TransactionInterceptor } from "@chakra-orm/nestjs";
import { Body, Controller, Get, Param, Post as PostRoute, Sse, UseInterceptors } from "@nestjs/common";
import { of } from "rxjs";
import { describe, expect, test } from "vitest";
import { adapters, makeApp } from "../app.js";
import { User } from "../blog.js";

let ended: unknown;
let begun: () => void = () => undefined;

@Controller("requests")
class RequestsController {
  @PostRoute(":id")
  async about(@Param("id") _: string, @Body() body: { username: string }) {
    await User.create(body);
    await User.count();
    const { route, method, id, traceparent, report } = currentRequest() ?? {};
    return { route, method, id, traceparent, statements: report?.statements };
  }

  @Get("busy")
  busy() {
    throw new PoolTimeoutError("all are taken");
  }

  @Get("slow")
  async slow() {
    begun();
    for (let i = 0; i < 500 && ended === undefined; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await User.count().catch((error: unknown) => {
        ended = error;
      });
    }
    return {};
  }

  @Sse("events")
  @UseInterceptors(TransactionInterceptor)
  events() {
    return of({ data: 1 });
  }
}

describe.each(adapters)("on %s", (adapter) => {
  const open = () => makeApp({ adapter, controllers: [RequestsController] });

  test("a statement knows its request, also one with a body", async () => {
    const { app } = await open();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const response = await fetch(`${await app.getUrl()}/requests/7`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "r1", traceparent, connection: "close" },
      body: JSON.stringify({ username: "alice" }),
    });
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ route: "/requests/:id", method: "POST", traceparent, statements: 2 });
    expect(body["id"]).toBe(adapter === "express" ? "r1" : "req-1");
  });

  test("a busy database is 503 with Retry-After", async () => {
    const { call } = await open();
    const { status, headers, body } = await call("GET", "/requests/busy");
    expect([status, headers.get("retry-after"), body.code]).toEqual([503, String(body.retryAfter), "POOL_TIMEOUT"]);
  });

  test("statements end when the client goes away", async () => {
    const { app } = await open();
    ended = undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const leaving = new AbortController();
    const request = fetch(`${await app.getUrl()}/requests/slow`, { signal: leaving.signal }).catch(() => undefined);
    await started;
    leaving.abort();
    await request;
    await expect.poll(() => ended, { timeout: 10_000 }).toBeInstanceOf(RequestAbortedError);
  });

  test("a stream of events is refused a transaction", async () => {
    const { call } = await open();
    expect((await call("GET", "/requests/events")).status).toBe(500);
  });
});
