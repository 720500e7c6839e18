import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { StackNode } from "./samples.js";

/** Names what allocates: the innermost function that is not Node's or V8's, such as `packages/core/src/query/fetch.ts fetchSelected`. */
export class Places {
  readonly #bundle: string;
  readonly #map: SourceMap;
  readonly #root: string;

  /** `bundle` is the program's one file, with its map beside it; paths are told from `root`. */
  constructor(bundle: string, root: string) {
    this.#bundle = bundle;
    this.#map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
    this.#root = root;
  }

  /** The places of all nodes by their numbers. */
  of(root: StackNode): Map<number, string> {
    const places = new Map<number, string>();
    const visit = (node: StackNode, above: string | undefined): void => {
      const own = this.#named(node) ?? above;
      places.set(node.id, own ?? `node ${node.callFrame.functionName}`);
      for (const child of node.children) visit(child, own);
    };
    visit(root, undefined);
    return places;
  }

  #named({ callFrame: { url, functionName, lineNumber, columnNumber } }: StackNode): string | undefined {
    const path = url.startsWith("file:") ? fileURLToPath(url) : url;
    if (!path.startsWith("/")) return undefined;
    const name = functionName === "" ? "=>" : functionName;
    if (path !== this.#bundle) return `${relative(this.#root, path)}:${lineNumber + 1} ${name}`;
    const entry = this.#map.findEntry(lineNumber, columnNumber);
    if (!("originalSource" in entry)) return `${name}`;
    const source = relative(this.#root, resolve(this.#bundle, "..", entry.originalSource));
    return `${source}:${entry.originalLine + 1} ${name}`;
  }
}
