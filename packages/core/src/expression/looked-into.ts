import { jsonFunctions } from "../functions/json.js";
import { scalars } from "../functions/scalar.js";
import { eqOperator } from "../operators/eq.js";
import { jsonPathOperator } from "../operators/json-path.js";
import { ofLengthOperator } from "../operators/of-length.js";
import { noneOfOperator, oneOfOperator } from "../operators/one-of.js";
import { isLookup } from "../operators/operator.js";
import { textValue } from "../statement/typed.js";
import type { Draft } from "./draft.js";
import { draftOf } from "./drafting.js";

/** What an operator that looks into a value says of it, or a value that it is compared with. */
export function lookedInto(subject: Draft, given: unknown): Draft {
  if (!isLookup(given)) return { type: "compare", operator: eqOperator, left: subject, right: [draftOf(given)] };
  const { operator, operands } = given;
  const [first, second] = operands;
  if (operator === jsonPathOperator) {
    const path: Draft = { type: "value", value: first, as: textValue };
    return lookedInto(
      { type: "call", definition: jsonFunctions.at, parts: [subject, path], filter: undefined },
      second,
    );
  }
  if (operator === ofLengthOperator) {
    return lookedInto({ type: "call", definition: scalars.length, parts: [subject], filter: undefined }, first);
  }
  if (operator.inside === true) return { type: "inside", operator, left: subject, operand: first };
  if (operator === oneOfOperator || operator === noneOfOperator) {
    return {
      type: "listed",
      left: subject,
      members: first as readonly unknown[],
      negated: operator === noneOfOperator,
    };
  }
  return { type: "compare", operator, left: subject, right: operands.map(draftOf) };
}
