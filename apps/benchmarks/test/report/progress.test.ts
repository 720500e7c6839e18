import { expect, test } from "vitest";
import { createProgress } from "../../src/report/progress.js";

function stream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  return { written, target: { isTTY, columns: 40, write } as Parameters<typeof createProgress>[0] };
}

test("piped, each step is a line, and of the ticks one in ten seconds", () => {
  const { written, target } = stream(false);
  let now = 0;
  const progress = createProgress(target, () => now);
  progress.step("find");
  for (now = 1000; now <= 12_000; now += 1000) progress.tick(`round ${now / 1000}`);
  progress.end();
  expect(written).toEqual(["find\n", "round 10\n"]);
});

test("in a terminal there is one line, cut to its width, and nothing of it stays", () => {
  const { written, target } = stream(true);
  const progress = createProgress(target);
  progress.step("x".repeat(100));
  progress.tick("round 2");
  progress.end();
  expect(written.join("")).not.toContain("\n");
  expect(written).toContain("x".repeat(39));
  expect(written).toContain("round 2");
  expect(written.at(-1)).toBe("");
});
