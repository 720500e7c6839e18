import type { House } from "./house.js";
import type { Plan } from "./plan.js";

export interface Finding {
  /** Where: a path, with a line where there is one. */
  readonly at: string;
  readonly message: string;
}

/** A rule looks at the whole house and says what is wrong. */
export type Rule = (house: House, plan: Plan) => Finding[];

export const ALL_SOURCES = /^(packages|apps)\/[^/]+\/src\//;
export const PACKAGE_SOURCES = /^packages\/[^/]+\/src\//;
export const CORE_SOURCES = /^packages\/core\/src\//;
