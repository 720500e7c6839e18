import { join } from "node:path";
import { parseArgs } from "node:util";
import { base, type PeerName, peerNames } from "./peers/index.js";
import { results } from "./places.js";
import { scenarioNames } from "./scenarios/index.js";
import { type SqlitePeerName, sqliteBase, sqlitePeerNames } from "./sqlite/index.js";

/** What can be run. */
const commands = ["speed", "sqlite", "memory", "types", "http"] as const;

export type Command = (typeof commands)[number];

/** What the command line asks for. */
export interface Arguments {
  readonly command: Command | "help";
  readonly quick: boolean;
  readonly source: boolean;
  /** Node's own for the peers' processes: conditions of imports, and CPU profiles. */
  readonly flags: readonly string[];
  /** Whether scenarios or peers were named. */
  readonly only: boolean;
  readonly peers: readonly PeerName[];
  readonly sqlitePeers: readonly SqlitePeerName[];
  readonly scenarios: readonly string[];
  readonly users: number;
  readonly rounds: number | undefined;
  /** Writes the table into the repository's README. */
  readonly readme: boolean;
  /** Name of the result files. */
  readonly name: string;
}

/** A command line that cannot be followed; its message says what would do. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
}

export const help = `npm run bench -- [${commands.join(" | ")}] [options]

  speed              operations in times of plain pg (what runs if nothing is said)
  sqlite             lists, finds and inserts on SQLite, in times of bare better-sqlite3
  memory             what imports take, and records that are kept or streamed
  types              what the models cost the type checker
  http               the sample app beside a server written by hand

  --quick            fewer and shorter rounds, without eager unless --only is given: under five minutes
  --only <names>     only these scenarios and peers, such as find,list-1000,chakra,kysely;
                     ${base} always takes part, being what the others are divided by
                     scenarios: ${scenarioNames.join(", ")}
                     peers:     ${peerNames.join(", ")}
                     on SQLite: ${sqlitePeerNames.join(", ")}
  --rounds <n>       how many rounds count
  --users <n>        rows in the table; 10000
  --name <name>      writes results/<name>.json, .md and .svg; "latest"
  --readme           writes the table of speed into the README, too; the name is that of the day
  --source           measures Chakra's sources as they are, without building them
  --profile          writes CPU profiles of the peers' processes to results/profiles/; slows them all down
  --help             this

BENCH_DATABASE_URL   a PostgreSQL server to use, in a database of its own that is dropped again;
                     without it, one is started for the run`;

/** Reads the command line. Throws `ArgumentError`. */
export function readArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const [command = "speed", ...more] = positionals;
  const found = commands.find((each) => each === command);
  if (found === undefined || more.length > 0) {
    throw new ArgumentError(`There is ${commands.join(", ")} to run, not "${positionals.join(" ")}".`);
  }
  return {
    command: values.help ? "help" : found,
    quick: values.quick,
    source: values.source,
    flags: flagsOf(values),
    only: values.only.length > 0,
    ...readOnly(values.only),
    users: readCount("users", values.users) ?? 10_000,
    rounds: readCount("rounds", values.rounds),
    readme: readReadme(values, found),
    name: readName(values.name ?? (values.readme ? new Date().toISOString().slice(0, 10) : "latest")),
  };
}

/** Part of a run would pass for the whole in the README. */
function readReadme({ readme, only }: { readme: boolean; only: readonly string[] }, command: Command): boolean {
  if (!readme || (command === "speed" && only.length === 0)) return readme;
  throw new ArgumentError("--readme takes speed as a whole, without --only.");
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        quick: { type: "boolean", default: false },
        source: { type: "boolean", default: false },
        profile: { type: "boolean", default: false },
        only: { type: "string", multiple: true, default: [] },
        users: { type: "string" },
        rounds: { type: "string" },
        readme: { type: "boolean", default: false },
        name: { type: "string" },
      },
    });
  } catch (cause) {
    throw new ArgumentError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function flagsOf({ source, profile }: { source: boolean; profile: boolean }): string[] {
  const conditions = source ? ["--conditions=@chakra-orm/source"] : [];
  return profile ? [...conditions, "--cpu-prof", `--cpu-prof-dir=${join(results, "profiles")}`] : conditions;
}

/** Names of one sort leave all of the other sort in. */
function readOnly(lists: readonly string[]): Pick<Arguments, "peers" | "sqlitePeers" | "scenarios"> {
  const names = lists.flatMap((list) => list.split(",")).map((name) => name.trim());
  const known: readonly string[] = [...scenarioNames, ...peerNames, ...sqlitePeerNames];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ArgumentError(
      `--only knows no ${unknown.map((name) => JSON.stringify(name)).join(", ")}. Scenarios: ${scenarioNames.join(", ")}. Peers: ${peerNames.join(", ")}.`,
    );
  }
  const peers = peerNames.filter((peer) => names.includes(peer));
  const onSqlite = sqlitePeerNames.filter((peer) => names.includes(peer));
  const scenarios = scenarioNames.filter((scenario) => names.includes(scenario));
  return {
    peers: peers.length === 0 ? peerNames : [...new Set([base, ...peers])],
    sqlitePeers: onSqlite.length === 0 ? sqlitePeerNames : [...new Set([sqliteBase, ...onSqlite])],
    scenarios: scenarios.length === 0 ? scenarioNames : scenarios,
  };
}

function readCount(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new ArgumentError(`--${option} takes a whole number from 1 on, not "${given}".`);
}

function readName(name: string): string {
  if (/^[\w.-]+$/.test(name)) return name;
  throw new ArgumentError(`--name takes letters, digits, dots, hyphens and underscores, not "${name}".`);
}
