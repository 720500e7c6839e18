import { relative } from "node:path";
import type { Arguments } from "./arguments.js";
import { results, root } from "./places.js";
import { createProgress } from "./report/progress.js";
import { toTerminal } from "./report/terminal.js";
import { typesGrid } from "./report/types-grid.js";
import { versionsOf } from "./report/versions.js";
import { circumstances, writeResults } from "./report/write-results.js";
import { check, compilers } from "./typecost/compile.js";
import { forms } from "./typecost/forms/index.js";
import { amount, measureTypes, type TypeCost } from "./typecost/measure-types.js";
import { openWorkshop } from "./typecost/project.js";

/** `npm run bench -- types`. */
export function runTypes({ name }: Arguments): void {
  const progress = createProgress(process.stderr);
  progress.step("Making the declarations of core");
  const workshop = openWorkshop();
  const costs: TypeCost[] = [];
  try {
    for (const form of forms) {
      for (const compiler of compilers) {
        progress.step(`Checking ${form.label} under TypeScript ${compiler}`);
        costs.push(measureTypes(workshop, form, compiler));
      }
    }
  } finally {
    workshop.remove();
    progress.end();
  }
  const grid = typesGrid(costs, amount);
  const versions = versionsOf([...forms.flatMap(({ packages }) => packages), "typescript", "typescript-5.9"]);
  console.log(toTerminal(grid));
  console.log(
    Object.entries(versions)
      .map(([library, version]) => `${library} ${version}`)
      .join(", "),
  );
  compareWith(process.env.BENCH_TYPES_PROTOTYPE);
  const report = { kind: "types", ...amount, versions, costs };
  const { json, markdown } = writeResults(results, `${name}-types`, report, [grid], circumstances());
  console.log(`Written: ${relative(root, json)} and ${relative(root, markdown)}`);
}

/** A project of somebody's own, such as the sketch that the types began as, beside the others. */
function compareWith(folder: string | undefined): void {
  if (folder === undefined) return;
  for (const compiler of compilers) {
    const { instantiations, seconds } = check(compiler, folder);
    console.log(`${folder} under TypeScript ${compiler}: ${instantiations} instantiations, ${seconds} s`);
  }
}
