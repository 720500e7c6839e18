// A test that prints has something to say that nobody will read: it fails, and shows what it printed.
// A test about printing replaces the method first: `vi.spyOn(console, "warn")`.
import { format } from "node:util";
import { afterEach } from "vitest";

const printed: string[] = [];

for (const method of ["debug", "error", "info", "log", "warn"] as const) {
  const print = console[method];
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${format(...values)}`);
    print(...values);
  };
}

afterEach(() => {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`This test printed to the console.\n${lines.join("\n")}`);
});
