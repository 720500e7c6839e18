import type { UserSession } from "../peers/peer.js";
import type { Scenario, Work } from "../scenarios/scenario.js";
import type { Turn } from "./messages.js";

/** Works at a scenario until the time is over, and ends what was begun by then: at least one operation. */
export async function takeTurn<S extends UserSession>(
  scenario: Scenario<S>,
  session: S,
  work: Work,
  limit: { readonly milliseconds: number; readonly operations?: number },
): Promise<Turn> {
  const most = limit.operations ?? Number.POSITIVE_INFINITY;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + limit.milliseconds;
  let begun = 0;
  const caller = async (): Promise<void> => {
    do await scenario.operate(session, work, begun++);
    while (begun < most && performance.now() < end);
  };
  const { callers = 1 } = scenario;
  if (callers === 1) await caller();
  else await Promise.all(Array.from({ length: callers }, caller));
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { operations: begun, milliseconds, cpuMilliseconds: (user + system) / 1000 };
}
