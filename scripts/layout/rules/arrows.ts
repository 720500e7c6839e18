import type { Finding, Rule } from "../finding.js";
import type { House, Member, SourceFile } from "../house.js";
import { packageOf, target } from "../imports.js";
import { ANYTHING, type Arrow, type Plan } from "../plan.js";

const SCOPE = "@chakra-orm/";

/** What a member imports, in its sources, in its tests and in its package.json, is what its arrow allows. */
export const arrows: Rule = (house, plan) =>
  house.members.flatMap((member) => {
    const arrow = plan.arrows.get(member.folder);
    if (arrow === undefined) return [{ at: member.path, message: "has no arrow in docs/architecture.md" }];
    return [...manifestAgainst(member, arrow), ...importsAgainst(house, plan, member, arrow)];
  });

function importsAgainst(house: House, plan: Plan, member: Member, arrow: Arrow): Finding[] {
  return house.files
    .filter((file) => file.member === member.path)
    .flatMap((file) =>
      file.imports.flatMap(({ specifier, line }) =>
        [...crossing(file, specifier), ...against(member, specifier, allowed(arrow, file.isTest), plan)].map(
          (message) => ({
            at: `${file.path}:${line}`,
            message,
          }),
        ),
      ),
    );
}

function manifestAgainst(member: Member, arrow: Arrow): Finding[] {
  const { dependencies, peerDependencies, devDependencies } = member.manifest;
  const check = (names: object | undefined, permitted: readonly string[], kind: string) =>
    Object.keys(names ?? {})
      .filter((name) => !permits(permitted, member, name))
      .map((name) => ({ at: `${member.path}/package.json`, message: `lists ${name} as a ${kind}, against its arrow` }));
  return [
    ...check(dependencies, allowed(arrow, false), "dependency"),
    ...check(peerDependencies, allowed(arrow, false), "peer dependency"),
    ...check(devDependencies, allowed(arrow, true), "development dependency"),
  ];
}

/** A relative import that leaves its own member. */
function crossing(file: SourceFile, specifier: string): string[] {
  const path = target(file.path, specifier);
  if (path === undefined || path.startsWith(`${file.member}/`) || !/^(packages|apps)\//.test(path)) return [];
  return [`reaches into ${path}: import the package by its name`];
}

function against(member: Member, specifier: string, permitted: readonly string[], plan: Plan): string[] {
  const name = packageOf(specifier);
  if (permits(permitted, member, name)) return [];
  const known = plan.arrows.has(name.slice(SCOPE.length));
  return [`imports ${name}, ${known ? "against its arrow" : "which docs/architecture.md does not know"}`];
}

function permits(permitted: readonly string[], member: Member, name: string): boolean {
  if (!name.startsWith(SCOPE) || name === member.manifest.name) return true;
  return permitted.includes(ANYTHING) || permitted.includes(name.slice(SCOPE.length));
}

function allowed(arrow: Arrow, isTest: boolean): readonly string[] {
  return isTest ? [...arrow.sources, ...arrow.tests] : arrow.sources;
}
