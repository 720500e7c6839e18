import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Frames } from "../../src/pg/frames.js";

interface Message {
  readonly type: string;
  readonly payload: Uint8Array;
}

const message = fc.record({
  type: fc.constantFrom("D", "D", "C", "Z", "E", "T"),
  payload: fc.uint8Array({ maxLength: 40 }),
});

function written({ type, payload }: Message): Buffer {
  const bytes = Buffer.alloc(5 + payload.length);
  bytes.write(type, 0, "latin1");
  bytes.writeInt32BE(4 + payload.length, 1);
  bytes.set(payload, 5);
  return bytes;
}

/** Everything that came out, in order: rows that were taken as "row:…", the bytes of all else together. */
function cut(messages: readonly Message[], cuts: readonly number[], takes: boolean): string[] {
  const stream = Buffer.concat(messages.map(written));
  const seen: string[] = [];
  const frames = new Frames({
    rest: (bytes) => {
      // Several messages may come in one piece, but each is whole.
      for (let at = 0; at < bytes.length; ) {
        const end = at + 1 + bytes.readInt32BE(at + 1);
        expect(end).toBeLessThanOrEqual(bytes.length);
        seen.push(`${String.fromCharCode(bytes[at] as number)}:${bytes.toString("hex", at + 5, end)}`);
        at = end;
      }
    },
    rows: () =>
      takes
        ? {
            takeRow: (bytes, at) =>
              void seen.push(`row:${bytes.toString("hex", at, at - 5 + 1 + bytes.readInt32BE(at - 4))}`),
          }
        : undefined,
  });
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]) {
    // A copy, as the network's buffer may be used again.
    frames.push(Buffer.from(stream.subarray(from, to)));
    from = to;
  }
  return seen;
}

const expected = (messages: readonly Message[], takes: boolean): string[] =>
  messages.map(
    ({ type, payload }) => `${takes && type === "D" ? "row" : type}:${Buffer.from(payload).toString("hex")}`,
  );

describe("messages of the server", () => {
  it("come out whole and in order, wherever the network cuts them", () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        fc.boolean(),
        (...given) => {
          const [messages, cuts, takes] = given;
          expect(cut(messages, cuts, takes)).toEqual(expected(messages, takes));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("come out whole when they come byte by byte", () => {
    const messages = fc.sample(message, { numRuns: 50, seed: 1 });
    const size = messages.reduce((sum, { payload }) => sum + 5 + payload.length, 0);
    for (const takes of [true, false]) {
      expect(
        cut(
          messages,
          Array.from({ length: size }, (_, i) => i),
          takes,
        ),
      ).toEqual(expected(messages, takes));
    }
  });

  it("are put together once, however many pieces a large one comes in", () => {
    const payload = new Uint8Array(3_000_000).fill(7);
    const messages = [
      { type: "D", payload },
      { type: "C", payload: new Uint8Array([1]) },
    ];
    const cuts = Array.from({ length: 3000 }, (_, i) => i * 1000);
    expect(cut(messages, cuts, true)).toEqual(expected(messages, true));
  });

  it("go to whoever takes rows at that moment", () => {
    const seen: string[] = [];
    let taking = true;
    const frames = new Frames({
      rest: (bytes) => {
        seen.push(`rest ${String.fromCharCode(bytes[0] as number)}`);
        taking = false;
      },
      rows: () => (taking ? { takeRow: () => void seen.push("row") } : undefined),
    });
    const row = { type: "D", payload: new Uint8Array(2) };
    frames.push(Buffer.concat([row, row, { type: "Z", payload: new Uint8Array(1) }, row].map(written)));
    expect(seen).toEqual(["row", "row", "rest Z", "rest D"]);
  });
});
