import { describe, expect, test } from "vitest";
import { allocations } from "./allocations/allocations.js";
import { type Counted, usual } from "./allocations/count.js";
import { budgets } from "./budgets.js";
import { changed } from "./changed.js";

const isNode20 = process.versions.node.startsWith("20.");

describe("objects that a call allocates", async () => {
  const counted = await allocations();

  test.each(Object.entries(budgets.allocations))("%s", (name, budget) => {
    const { late, places } = counted[name as keyof typeof counted];
    const now = usual(late);
    const message = `${changed(`Objects of ${name}`, now, budget)} Most come from\n${listed(places)}`;
    // Another V8 makes an object more here and one less there.
    if (isNode20) expect(now, message).toBe(budget);
    else expect(now, message).toBeLessThan(budget * 1.03);
  });

  test.each(Object.entries(counted))("as many for the first %s as for the thousandth", (_, { early, late }) => {
    const [first, last] = [usual(early), usual(late)];
    if (isNode20) expect(last).toBe(first);
    else expect(last).toBeLessThan(first * 1.03);
  });

  /** How many objects a folder or a file makes in a call. */
  const made = (call: keyof typeof counted, by: string): number =>
    sum(Object.entries(counted[call].places).filter(([place]) => place.startsWith(`packages/core/src/${by}`)));

  test("no event is made where nobody listens", () => {
    for (const call of ["find", "list of ten", "create", "save of a change", "transaction of a find"] as const) {
      expect(made(call, "events/")).toBe(0);
    }
    expect(made("find with a listener", "events/")).toBeGreaterThan(0);
    const [event] = Object.entries(counted["find with a listener"].places).filter(([place]) =>
      place.endsWith(" eventOf"),
    );
    expect(event?.[1]).toBe(1);
    expect(Object.keys(counted.find.places).some((place) => place.endsWith(" eventOf"))).toBe(false);
  });

  test("no hook is looked for in a model without any", () => {
    for (const call of ["create", "save of a change", "save of nothing"] as const) expect(made(call, "hooks/")).toBe(0);
    expect(made("save of a change with a hook", "hooks/")).toBeGreaterThan(0);
  });
});

const sum = (places: readonly [string, number][]): number => places.reduce((all, [, count]) => all + count, 0);

function listed(places: Counted["places"]): string {
  const lines = Object.entries(places).map(([place, count]) => `${String(count).padStart(5)}  ${place}`);
  return lines.slice(0, 30).join("\n");
}
