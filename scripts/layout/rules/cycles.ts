import type { Rule } from "../finding.js";
import type { House } from "../house.js";
import { target } from "../imports.js";

/** Two files that reach each other, however far around, are one finding with the way spelt out. */
export const cycles: Rule = (house) =>
  knots(graphOf(house)).map((ring) => ({
    at: ring[0] ?? "",
    message: `imports itself: ${[...ring, ring[0]].join(" -> ")}`,
  }));

type Graph = ReadonlyMap<string, readonly string[]>;

/** Programs that tests compile and run are no part of the house; users' models may well import each other. */
const isFixture = (path: string): boolean => /\/test\/.*\bfixtures?\//.test(path);

/** The folder of an app's models, which refer to each other from both sides: that is what relations are. */
const modelsFolder = (path: string): string | undefined => /^apps\/[^/]+\/src\/models\//.exec(path)?.[0];

const isRelation = (from: string, to: string): boolean => {
  const folder = modelsFolder(from);
  return folder !== undefined && folder === modelsFolder(to);
};

function graphOf(house: House): Graph {
  const files = house.files.filter((file) => !isFixture(file.path));
  const known = new Set(files.map((file) => file.path));
  return new Map(
    files.map((file) => {
      const targets = file.imports.map((each) => target(file.path, each.specifier));
      const counts = (path: string | undefined): path is string =>
        path !== undefined && known.has(path) && !isRelation(file.path, path);
      return [file.path, targets.filter(counts)];
    }),
  );
}

/** One shortest ring for each knot of files that reach each other. */
function knots(graph: Graph): string[][] {
  const found: string[][] = [];
  const seen = new Set<string>();
  for (const start of graph.keys()) {
    if (seen.has(start)) continue;
    const ring = shortestRing(graph, start);
    if (ring === undefined) continue;
    found.push(ring);
    for (const path of reachable(graph, start)) if (reachable(graph, path).has(start)) seen.add(path);
  }
  return found;
}

function shortestRing(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const next of graph.get(path) ?? []) {
      if (next === start) return wayBack(cameFrom, start, path);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, path);
      queue.push(next);
    }
  }
  return undefined;
}

function wayBack(cameFrom: ReadonlyMap<string, string>, start: string, end: string): string[] {
  const way: string[] = [];
  for (let path: string | undefined = end; path !== undefined && path !== start; path = cameFrom.get(path))
    way.unshift(path);
  return [start, ...way];
}

function reachable(graph: Graph, start: string): Set<string> {
  const reached = new Set<string>();
  const stack = [start];
  for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
    for (const next of graph.get(path) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      stack.push(next);
    }
  }
  return reached;
}
