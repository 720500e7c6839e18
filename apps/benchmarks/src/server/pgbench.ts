import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { userColumns } from "../database/user.js";

const run = promisify(execFile);

/** How many statements a second the server answers, asked by PostgreSQL's own pgbench, which does nothing with rows. */
export interface ServerLimit {
  /** What is asked for: pgbench's own rows, or the users of the scenarios. */
  readonly statement: "pgbench -S" | "find";
  /** Connections, each with one statement on its way. */
  readonly clients: number;
  readonly perSecond: number;
}

/** Where Debian has it, which is not on the path of a shell. */
const debian = "/usr/lib/postgresql";

/** The pgbench of this machine, if there is one. The PostgreSQL that is started for a run brings none. */
export async function findPgbench(): Promise<string | undefined> {
  for (const command of ["pgbench", ...versionsOf(debian).map((version) => join(debian, version, "bin/pgbench"))]) {
    try {
      await run(command, ["--version"]);
      return command;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

function versionsOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/** Asks the server with prepared statements, over one connection and over as many as the peers have. */
export async function measureServer(
  pgbench: string,
  { url, users, pool, seconds }: { url: string; users: number; pool: number; seconds: number },
): Promise<ServerLimit[]> {
  const folder = mkdtempSync(join(tmpdir(), "chakra-pgbench-"));
  const script = join(folder, "find.sql");
  writeFileSync(script, `\\set id random(1, ${users})\nselect ${userColumns.join(", ")} from users where id = :id;\n`);
  const limits: ServerLimit[] = [];
  try {
    await run(pgbench, ["--initialize", "--quiet", "--scale=1", url]);
    for (const clients of [1, pool]) {
      for (const [statement, args] of [
        ["pgbench -S", ["--select-only"]],
        ["find", [`--file=${script}`]],
      ] as const) {
        const { stdout } = await run(pgbench, [
          "--no-vacuum",
          "--protocol=prepared",
          `--client=${clients}`,
          `--time=${seconds}`,
          ...args,
          url,
        ]);
        limits.push({ statement, clients, perSecond: readRate(stdout) });
      }
    }
    return limits;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rate that pgbench prints, without what connecting took. */
export function readRate(output: string): number {
  const [, rate] = /^tps = ([\d.]+)/m.exec(output) ?? [];
  if (rate === undefined) throw new Error(`pgbench printed no rate:\n${output}`);
  return Number(rate);
}
