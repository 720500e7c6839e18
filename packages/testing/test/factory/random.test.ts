import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/index.js";

test("whole numbers stay between their bounds, and reach both", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.nat(), (a, b, seed) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)];
      const drawn = new Random(seed).integer(min, max);
      return Number.isInteger(drawn) && drawn >= min && drawn <= max;
    }),
  );
  const random = new Random(1);
  const thrown = Array.from({ length: 6000 }, () => random.integer(1, 6));
  for (let eye = 1; eye <= 6; eye++) expect(thrown.filter((one) => one === eye).length).toBeGreaterThan(850);
});

test("a seed always gives the same, another one something else", () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const take = (random: Random) => [random.number(), random.words(2), random.boolean(), random.pick(["a", "b"])];
      expect(take(new Random(seed))).toEqual(take(new Random(seed)));
      expect(new Random(`${seed}.`).number()).not.toBe(new Random(seed).number());
    }),
  );
});

test("instants lie in their span, words are words", () => {
  const [from, to] = [new Date("2024-01-01T00:00:00Z"), new Date("2024-02-01T00:00:00Z")];
  const random = new Random("dates");
  for (let i = 0; i < 100; i++) {
    const at = random.date(from, to);
    expect(at >= from && at < to).toBe(true);
  }
  expect(random.words(3)).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/);
  expect([random.boolean(0), random.boolean(1)]).toEqual([false, true]);
});

test("what cannot be drawn is refused", () => {
  const random = new Random(1);
  expect(() => random.integer(2, 1)).toThrow(/the smaller one first, not 2 and 1/);
  expect(() => random.integer(0.5, 1)).toThrow(/two whole numbers/);
  expect(() => random.pick([])).toThrow(/the list is empty/);
});
