import type { Arguments } from "./arguments.js";
import { build } from "./build.js";
import { createProgress } from "./report/progress.js";
import { tellSpeed } from "./report/tell-speed.js";
import { measureSpeed } from "./speed/measure-speed.js";
import type { Effort } from "./speed/rounds.js";

const thorough: Effort = { warmUp: 10, rounds: 25, milliseconds: 200, seconds: 300 };
/** So many seconds a scenario, whatever the machine is busy with: less than five minutes in all. */
const quick: Effort = { warmUp: 14, rounds: 15, milliseconds: 60, seconds: 21 };

/** Takes a second for each turn of some peers, and says what `graph` and `feed` say, too. */
const leftOutOfQuick = "eager";

/** `npm run bench -- speed`. */
export async function runSpeed(wanted: Arguments): Promise<void> {
  if (!wanted.source && wanted.peers.includes("chakra")) build("@chakra-orm/postgres");
  const effort = wanted.quick ? quick : thorough;
  const report = await measureSpeed(
    {
      peers: wanted.peers,
      scenarios: wanted.scenarios.filter((name) => !wanted.quick || wanted.only || name !== leftOutOfQuick),
      users: wanted.users,
      pool: 10,
      effort: { ...effort, rounds: wanted.rounds ?? effort.rounds },
      flags: wanted.flags,
      serverSeconds: wanted.quick ? 1 : 3,
    },
    createProgress(process.stderr),
  );
  tellSpeed("speed", report, wanted.name, wanted.readme);
}
