import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Page } from "./site.js";

/** What a prelude offers the harness. */
export interface Stage {
  /** Before an example: a fresh database with its models. */
  open(): Promise<void>;
  /** After an example or a page: whatever is still open is closed. */
  close(): Promise<void>;
}

/** Runs one module in an empty folder, with what it prints kept quiet. */
export async function run(page: Page, module: Page["modules"][number], stage: Stage): Promise<void> {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  const quiet = (["debug", "info", "log", "table", "warn"] as const).map((name) =>
    vi.spyOn(console, name).mockReturnValue(),
  );
  // An assertion in the docs that does not hold is a fault of the docs, not a line on the console.
  quiet.push(vi.spyOn(console, "assert").mockImplementation(refuse) as never);
  process.chdir(folder);
  try {
    if (page.isSource) await stage.open();
    await import(/* @vite-ignore */ join(page.folder, module.file));
  } finally {
    await stage.close();
    process.chdir(home);
    for (const spy of quiet) spy.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuse(holds?: boolean, ...message: unknown[]): void {
  if (!holds) throw new Error(["console.assert does not hold", ...message].join(": "));
}
