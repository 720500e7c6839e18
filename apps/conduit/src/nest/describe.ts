import { applyDecorators, HttpCode, SetMetadata } from "@nestjs/common";
import { type Operation, type OperationId, operations } from "../api/operations.js";

const key = Symbol("operation");

/** Says which operation a method is: who may ask for it, and the status of its answer. */
export function Describe(id: OperationId): MethodDecorator {
  return applyDecorators(SetMetadata(key, operations[id]), HttpCode(operations[id].status));
}

/** The operation that a method was said to be; none for what is not of the API. */
export function operationOf(method: object): Operation | undefined {
  return Reflect.getMetadata(key, method);
}
