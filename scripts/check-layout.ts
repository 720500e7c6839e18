// Fails when the code stands against the plan in docs/architecture.md: `npm run check:layout`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readHouse } from "./layout/house.js";
import { readPlan } from "./layout/plan.js";
import { report } from "./layout/report.js";

const root = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));
const { text, failures } = report(readHouse(root), readPlan(readFileSync(join(root, "docs/architecture.md"), "utf8")));
console.log(text);
console.log(failures === 0 ? "\nThe layout keeps the plan." : `\n${failures} against the plan.`);
process.exitCode = failures === 0 ? 0 : 1;
