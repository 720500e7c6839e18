import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { QueryError, UnsupportedError } from "../errors/usage.js";
import { modelJsonSchema } from "../schema/model-json-schema.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { checkInput, type InputOptions } from "../validation/check-input.js";

/** What a schema checks: the attributes of a new record, or those of a change. */
export type InputPurpose = "create" | "update";

/** What an input schema takes. */
export interface InputSchemaOptions<K extends string> {
  /** These properties alone; a hidden one has to be named here. */
  readonly only?: readonly K[] | undefined;
  /** `"json"`: values as JSON has them, instants, large integers and bytes as texts; as they are held if not given. */
  readonly from?: "json" | undefined;
}

/** A Standard Schema that can also be written as JSON Schema. */
export interface InputSchema<Input, Output = Input> {
  readonly "~standard": StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>;
}

/** The Standard Schema of what may come from outside for a model. */
export function inputSchema<Input>(
  meta: ModelMeta,
  purpose: InputPurpose,
  options: InputOptions = {},
): InputSchema<Input> {
  if (options.from !== undefined && options.from !== "json") {
    throw new QueryError(`from of ${meta.name}.inputSchema is "json", or left out.`, { model: meta.name });
  }
  const json = ({ target }: StandardJSONSchemaV1.Options): Record<string, unknown> => {
    if (target !== "draft-2020-12" && target !== "draft-07") {
      throw new UnsupportedError(
        `${meta.name} can be written as JSON Schema of draft-2020-12 and draft-07, not of ${target}.`,
      );
    }
    return modelJsonSchema(meta, purpose, { only: options.only });
  };
  const validate = async (input: unknown): Promise<StandardSchemaV1.Result<Input>> =>
    (await checkInput(meta, purpose, options, input)) as StandardSchemaV1.Result<Input>;
  return { "~standard": { version: 1, vendor: "chakra-orm", validate, jsonSchema: { input: json, output: json } } };
}
