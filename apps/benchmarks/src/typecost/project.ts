import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../places.js";
import type { Form } from "./form.js";

/** A folder for generated projects; inside the repository, so that they find the installed libraries. */
export interface Workshop {
  /** Writes a project of so many models and query sites, and returns its folder. */
  readonly write: (form: Form, models: number, sites: number) => string;
  readonly remove: () => void;
}

/**
 * Opens a workshop with declarations of core as a user would install them: what its sources cost is not what users
 * pay. They are made anew each time, so nothing has to be built before, and nothing old can be measured.
 */
export function openWorkshop(): Workshop {
  const parent = join(root, ".generated");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "type-cost-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    declareCore(join(folder, "core"));
  } catch (error) {
    remove();
    throw error;
  }
  let projects = 0;
  return {
    remove,
    write: (form, models, sites) => {
      const project = join(folder, `project-${++projects}`);
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }\n');
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify(configuration(form)));
      writeFileSync(join(project, "models.ts"), form.models(models));
      writeFileSync(join(project, "usage.ts"), form.usage(sites));
      return project;
    },
  };
}

function declareCore(folder: string): void {
  const project = join(root, "packages/core/tsconfig.build.json");
  const args = [join(root, "scripts/tsc.mjs"), "7", "-p", project, "--outDir", folder, "--emitDeclarationOnly"];
  const { status, stdout } = spawnSync(process.execPath, [...args, "--declarationMap", "false", "--pretty", "false"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The declarations of core cannot be made:\n${stdout}`);
}

const configuration = ({ compilerOptions = {} }: Form): object => ({
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: "ES2022",
    module: "nodenext",
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: { "@chakra-orm/core": ["../core/index.d.ts"] },
    ...compilerOptions,
  },
  files: ["models.ts", "usage.ts"],
});
