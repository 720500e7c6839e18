import { afterAll, beforeAll, expect } from "vitest";

/** Zones in which mistakes with local time show: behind and ahead of UTC, half hours, a day that never was. */
export const timeZones = ["America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia"] as const;

/** Moves the process to another time zone for the tests of a `describe`; Node reads `TZ` anew when it is set. */
export function useTimeZone(zone: string): void {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
    // In a worker thread the variable is a copy that nobody reads: run the suite in processes, `pool: "forks"`.
    const changed = (new Date().getTimezoneOffset() === 0) === (zone === "UTC");
    expect(changed, "the time zone of the process did not change").toBe(true);
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
