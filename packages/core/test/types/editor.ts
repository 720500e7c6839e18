import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript-5.9";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The place in a probe that is asked about. */
const mark = "/*|*/";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};

/** What an editor shows at a mark in a file beside these tests, by the language service of TypeScript 5.9. */
export class Editor {
  private readonly file = `${folder}probe.ts`;
  private source = "";
  private version = 0;
  private readonly service = ts.createLanguageService({
    getScriptFileNames: () => [this.file],
    getScriptVersion: (name) => (name === this.file ? String(this.version) : "0"),
    getScriptSnapshot: (name) => {
      if (name === this.file) return ts.ScriptSnapshot.fromString(this.source);
      return ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined;
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === this.file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });

  /** What hovering over the name that begins at the mark shows. */
  hover(code: string): string {
    const at = this.open(code);
    return ts.displayPartsToString(this.service.getQuickInfoAtPosition(this.file, at)?.displayParts);
  }

  /** What is offered at the mark, best first. */
  completions(code: string): string[] {
    const at = this.open(code);
    return (this.service.getCompletionsAtPosition(this.file, at, {})?.entries ?? []).map(({ name }) => name);
  }

  dispose(): void {
    this.service.dispose();
  }

  private open(code: string): number {
    const head = [
      'import * as models from "./models.js";',
      'import { Customer, Order } from "./shop.js";',
      'import { and, count, field, hasKey, jsonPath, Model, not, or } from "../../src/index.js";',
      "const { User, Post, PostTag, Session } = models;",
      "declare const user: models.User; declare const post: models.Post; declare const session: models.Session;",
      "",
    ].join("\n");
    const text = `${head}${code}\n`;
    const at = text.indexOf(mark);
    if (at < 0) throw new Error(`There is no ${mark} in the probe: ${code}`);
    this.source = text.replace(mark, "");
    this.version++;
    return at;
  }
}
