import type { TakeColumn } from "./take-column.js";

/** One property of what is made from a row: a value of the row, or something that is made of several. */
export type MakingStep =
  | { readonly property: string; readonly place: number; readonly take: TakeColumn | undefined }
  | { readonly make: (made: object, row: unknown[]) => void };

/** Makes an object of a row. Its prototype is whatever it is given. */
export type RowConstructor = { new (row: unknown[]): object; prototype: object };

/**
 * A constructor whose body takes each property out of a row: what it makes shares a hidden class with the properties
 * inside. Names enter the code only as JSON strings; where code may not be generated
 * (`--disallow-code-generation-from-strings`), a loop does the same.
 */
export function rowConstructor(steps: readonly MakingStep[]): RowConstructor {
  return generate(steps) ?? loop(steps);
}

function generate(steps: readonly MakingStep[]): RowConstructor | undefined {
  const lines = steps.map((step, i) => {
    if ("make" in step) return `t${i}(this,r);`;
    const { property, place, take } = step;
    const name = `this[${JSON.stringify(property)}]`;
    if (take === undefined) return `${name}=r[${place}];`;
    // Most values of most columns: a call for each of them is half the cost of a row.
    if (take.unless !== undefined) return `v=r[${place}];${name}=${tests[take.unless]}?v:t${i}(r,${place});`;
    return `${name}=t${i}(r,${place});`;
  });
  const names = steps.map((_, i) => `t${i}`);
  const functions = steps.map((step) => ("make" in step ? step.make : step.take));
  try {
    return new Function(...names, `return function(r){let v;${lines.join("")}}`)(...functions) as RowConstructor;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

const tests = {
  strings: 'typeof v==="string"||v===null',
  int32: 'typeof v==="number"&&(v|0)===v||v===null',
} as const;

function loop(steps: readonly MakingStep[]): RowConstructor {
  return function (this: Record<string, unknown>, row: unknown[]) {
    for (const step of steps) {
      if ("make" in step) step.make(this, row);
      else this[step.property] = step.take === undefined ? row[step.place] : step.take(row, step.place);
    }
  } as unknown as RowConstructor;
}
