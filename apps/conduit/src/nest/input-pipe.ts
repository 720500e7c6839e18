import type { PipeTransform } from "@nestjs/common";
import { checkerOf, type Schema, type Source } from "../api/check-input.js";
import { type Operation, type OperationId, operations } from "../api/operations.js";

/** Checks a part of a request against the schema that its operation has for it. */
class InputPipe implements PipeTransform<unknown, unknown> {
  readonly #check: (value: unknown) => void;

  constructor(schema: Schema = {}, source: Source) {
    this.#check = checkerOf(schema, source);
  }

  transform(value: unknown): unknown {
    this.#check(value);
    return value;
  }
}

/** For `@Body`. */
export function bodyOf(id: OperationId): PipeTransform {
  const { body }: Operation = operations[id];
  return new InputPipe(body, "body");
}

/** For `@Query`: fills in defaults, and makes numbers of text. */
export function queryOf(id: OperationId): PipeTransform {
  const { query }: Operation = operations[id];
  return new InputPipe(query, "address");
}
