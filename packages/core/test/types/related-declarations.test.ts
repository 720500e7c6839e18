import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compile, temporaryFolder } from "./compile.js";

const fixture = fileURLToPath(new URL("fixture/", import.meta.url));
const names = readdirSync(fixture);

// A library that exports models and queries has them written into declaration files, where every type needs a name that
// users of the library can import.
describe.each(["7", "5.9"])("TypeScript %s declares models that refer to each other", (version) => {
  const options = { declaration: true, emitDeclarationOnly: true, declarationMap: false, outDir: "types" };

  test("with each relation in a few words, and queries by public names", () => {
    expect(names).toEqual(expect.arrayContaining(["city.ts", "company.ts", "person.ts", "main.ts"]));
    const folder = temporaryFolder();
    for (const name of names) {
      const source = readFileSync(join(fixture, name), "utf8");
      writeFileSync(join(folder, name), source.replace("../../../src/index.js", "@chakra-orm/core"));
    }
    expect(compile(version, folder, names, options)).toBe("");
    const files = readdirSync(join(folder, "types"), { recursive: true, encoding: "utf8" });
    const read = (name: string): string => {
      const file = files.find((path) => path.endsWith(name));
      return readFileSync(join(folder, "types", file as string), "utf8").replaceAll(/import\("[^"]*"\)\./g, "");
    };
    const person = read("person.d.ts");
    const typeOf = (text: string, property: string) => new RegExp(`^ {4}${property}: (.*);$`, "m").exec(text)?.[1];
    const declared = ["employer", "mentor", "pupils", "led", "visited"].map((name) => typeOf(person, name));
    expect(declared).toEqual([
      "ToOne<Company>",
      "ToOne<Person | null>",
      "ToMany<Person>",
      "ToOne<Company | null>",
      "ToMany<City>",
    ]);
    expect(typeOf(read("company.d.ts"), "boss")).toBe('ToOneBy<Person, "leaderId">');
    expect(typeOf(read("city.d.ts"), "about")).toMatch(/^ToOneOf<(Person \| Company|Company \| Person)>$/);
    expect(read("main.d.ts")).toMatch(/^export declare const staff: Query<Person, Person>;$/m);
  });
});
