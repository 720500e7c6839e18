import { deepStrictEqual } from "node:assert/strict";
import { Agent } from "node:http";
import { type Spread, spreadOf } from "../statistics/spread.js";
import { ask } from "./ask.js";
import type { ServerProcess } from "./server-process.js";

/** How long to measure. */
export interface HttpEffort {
  readonly warmUp: number;
  readonly rounds: number;
  /** Of one server's turn. */
  readonly milliseconds: number;
  /** Requests on their way at the same time, each over a connection that stays open. */
  readonly connections: number;
}

/** What is said of one server. */
export interface HttpSummary {
  readonly server: string;
  /** How many times as many requests a second as the first server in the same round. */
  readonly ratio: Spread;
  readonly requestsPerSecond: Spread;
}

/** The addresses of the articles, after all servers gave the same for each. */
export async function verifiedPaths(servers: readonly ServerProcess[], lister: ServerProcess): Promise<string[]> {
  const { articles } = JSON.parse(await ask(`${lister.url}/api/articles?limit=100`)) as {
    articles: { slug: string }[];
  };
  const paths = articles.map(({ slug }) => `/api/articles/${slug}`);
  if (paths.length === 0) throw new Error("There are no articles to ask for.");
  for (const path of paths) {
    const [first, ...others] = await Promise.all(servers.map(async ({ url }) => JSON.parse(await ask(url + path))));
    for (const other of others) deepStrictEqual(other, first);
  }
  return paths;
}

/** Lets every server have a turn in every round, the other way around in every second one. */
export async function measureHttp(
  servers: readonly ServerProcess[],
  paths: readonly string[],
  { warmUp, rounds, milliseconds, connections }: HttpEffort,
  onRound: (round: number, of: number) => void,
): Promise<HttpSummary[]> {
  const turns: number[][] = [];
  for (let round = -warmUp; round < rounds; round++) {
    onRound(round + warmUp + 1, warmUp + rounds);
    const rates: number[] = new Array(servers.length);
    const order = [...servers.keys()];
    for (const i of round % 2 === 0 ? order : order.reverse()) {
      rates[i] = await turn((servers[i] as ServerProcess).url, paths, { milliseconds, connections });
    }
    if (round >= 0) turns.push(rates);
  }
  return servers.map(({ name }, i) => ({
    server: name,
    ratio: spreadOf(turns.map((rates) => (rates[i] as number) / (rates[0] as number))),
    requestsPerSecond: spreadOf(turns.map((rates) => rates[i] as number)),
  }));
}

/** Requests a second, over connections of this turn alone: a server closes those that wait for their next turn. */
async function turn(
  url: string,
  paths: readonly string[],
  { milliseconds, connections }: { milliseconds: number; connections: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now();
  let answered = 0;
  try {
    await Promise.all(
      Array.from({ length: connections }, async (_, i) => {
        for (let next = i; performance.now() - begun < milliseconds; next++) {
          await ask(`${url}${paths[next % paths.length]}`, agent);
          answered++;
        }
      }),
    );
    return (answered * 1000) / (performance.now() - begun);
  } finally {
    agent.destroy();
  }
}
