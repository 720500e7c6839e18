import { expect, test } from "vitest";
import { RequestContext } from "../../src/events/request-context.js";
import { RequestEnd } from "../../src/events/request-end.js";

test("the end of a request stops what watches it, once, and is a signal for those who ask for one", () => {
  const end = new RequestEnd();
  const request = new RequestContext({}, undefined, { end, origin: {} });
  const inner = new RequestContext({ tenant: "acme" }, request);
  const stopped: string[] = [];
  request.onAbort(() => stopped.push("outer"));
  inner.onAbort(() => stopped.push("inner"));
  request.onAbort(() => stopped.push("done"))();
  const { signal } = inner;
  expect([signal?.aborted, request.canAbort, inner.aborted("it")]).toEqual([false, true, undefined]);
  const gone = new Error("gone");
  end.abort(gone);
  end.abort(new Error("again"));
  expect(stopped).toEqual(["outer", "inner"]);
  expect([signal?.aborted, signal?.reason, request.signal === signal]).toEqual([true, gone, true]);
  expect(inner.aborted("it")).toMatchObject({ code: "REQUEST_ABORTED", cause: gone });
  expect(new RequestContext({ signal: null }, inner).signal).toBeUndefined();
});

test("one that has come before somebody asks for its signal is told of there", () => {
  const end = new RequestEnd();
  end.abort("late");
  expect(end.signal).toMatchObject({ aborted: true, reason: "late" });
});
