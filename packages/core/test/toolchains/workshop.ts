import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const sources = fileURLToPath(new URL("../../src/", import.meta.url));
const fixture = new URL("fixture/", import.meta.url);

/** A folder with this package installed as a user has it, in which a toolchain compiles and runs the fixture. */
export class Workshop {
  readonly folder: string;
  /** TypeScript sources of the program. */
  readonly program: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.program = join(folder, "program");
  }

  /** Opens one for the program in a folder. */
  static async open(program: URL = fixture): Promise<Workshop> {
    mkdirSync(join(root, ".generated"), { recursive: true });
    const workshop = new Workshop(mkdtempSync(join(root, ".generated/toolchains-")));
    cpSync(fileURLToPath(program), workshop.program, { recursive: true });
    await workshop.install();
    return workshop;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where a toolchain puts its output. */
  out(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  get files(): string[] {
    return readdirSync(this.program);
  }

  /** Runs a file and gives what it printed; a failure shows what the program said. */
  run(file: string, nodeOptions: readonly string[] = []): string {
    const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeOptions, file], {
      cwd: this.folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${file} ended with ${status}:\n${stderr}`);
    return stdout;
  }

  /** As installed from the registry: JavaScript in node_modules, its own dependencies beside it. */
  private async install(): Promise<void> {
    const home = join(this.folder, "node_modules/@chakra-orm/core");
    await build({
      entryPoints: [join(sources, "index.ts"), join(sources, "internal.ts")],
      outdir: home,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      logLevel: "silent",
    });
    const exports = { ".": "./index.js", "./internal": "./internal.js" };
    writeFileSync(join(home, "package.json"), JSON.stringify({ name: "@chakra-orm/core", type: "module", exports }));
    writeFileSync(join(this.folder, "package.json"), '{ "type": "module" }');
  }
}
