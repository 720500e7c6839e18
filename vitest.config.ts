import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongFilesFirst } from "./scripts/long-files-first.js";

// Our packages are read from their sources: nothing is built before a test runs.
// The other names are Vite's defaults for Node, which setting `conditions` would otherwise drop; without "module", which
// Node does not know: some packages give bundlers files under it that Node cannot read.
const conditions = ["@chakra-orm/source", "node", "development|production"];

const packages = ["core", "sqlite", "postgres", "testing", "fastify", "nestjs", "opentelemetry"];
const apps = ["conduit", "benchmarks"];

// Projects that meet a real PostgreSQL; they share one server for the run.
const postgresSetup = fileURLToPath(new URL("./packages/testing/src/vitest-postgres.ts", import.meta.url));
const globalSetups: Readonly<Record<string, string[]>> = {
  postgres: [postgresSetup],
  fastify: [postgresSetup],
  conduit: [postgresSetup],
  benchmarks: [postgresSetup],
};

const project = (name: string, folder: string) => ({
  extends: true as const,
  test: {
    name,
    root: folder,
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    setupFiles: [fileURLToPath(new URL("./scripts/fail-on-console.ts", import.meta.url))],
    globalSetup: globalSetups[name] ?? [],
  },
});

// What has to hold on NestJS 11 too runs on it once more: the module and its tests see the one of apps/nest-11.
const nest11 = {
  ...project("nestjs-11", "packages/nestjs"),
  resolve: {
    conditions,
    alias: [
      {
        find: /^@nestjs\/([\w-]+)$/,
        replacement: fileURLToPath(new URL("./apps/nest-11/node_modules/@nestjs/$1", import.meta.url)),
      },
    ],
  },
};
nest11.test.include = ["test/both/**/*.test.ts"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Class fields stay as they are written: models read their definition from them.
  oxc: { target: "es2022" },
  test: {
    environment: "node",
    pool: "forks",
    maxWorkers: Math.max(2, Math.min(8, availableParallelism())),
    sequence: { sequencer: LongFilesFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: process.env.CI ? ["default", ["json", { outputFile: ".generated/tests.json" }]] : ["default"],
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      ...apps.map((name) => project(name, `apps/${name}`)),
      nest11,
      {
        extends: true as const,
        test: { name: "scripts", root: "scripts", include: ["**/*.test.ts"] },
      },
      {
        extends: true as const,
        test: { name: "docs", root: "docs/test", include: ["**/*.test.ts"] },
      },
    ],
  },
});
