import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, temporaryFolder } from "./compile.js";

const library = `
import { definePlugin, field, Model, type Query } from "@chakra-orm/core";
export const publishable = definePlugin({
  name: "publishable",
  fields: () => ({ published: field.boolean({ default: false }) }),
  hooks: { beforeSave() { this.published = true; } },
  instance: { publish() { return this.update({ published: true }); } },
  query: { published() { return this.where({ published: true }); } },
});
declare module "@chakra-orm/core" {
  interface QueryMethods<T, R> {
    published(): Query<T, R>;
  }
}
export class Article extends Model.use(publishable) {
  id = field.id();
  title = field.string(100);
}
`;

const program = `
import { Model, field } from "@chakra-orm/core";
import { Article, publishable } from "./types/library.js";
class Reply extends Model.use(publishable) {
  id = field.id();
}
export const titles: string[] = (await Article.published()).map((article) => article.title);
export const again: Reply[] = await Reply.where({ published: true }).published();
export const count: number = await Article.where({ title: "a" }).published().count();
// @ts-expect-error: a word that nothing has
Article.where({ title: "a" }).publishd();
`;

// A package of plugins has them written into declaration files, where every type needs a name that others can import.
describe.each(["7", "5.9"])("TypeScript %s", (version) => {
  const options = {
    declaration: true,
    emitDeclarationOnly: true,
    declarationMap: false,
    outDir: "types",
    rootDir: ".",
  };

  test("declares plugins and the models that use them, and programs know their types", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "library.ts"), library);
    expect(compile(version, folder, ["library.ts"], options)).toBe("");
    expect(readFileSync(join(folder, "types/library.d.ts"), "utf8")).not.toMatch(/import\("[./]/);
    writeFileSync(join(folder, "program.ts"), program);
    expect(compile(version, folder, ["program.ts"], { noEmit: true })).toBe("");
  });
});
