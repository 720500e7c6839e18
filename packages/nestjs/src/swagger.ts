export {
  ApiModelBody,
  ApiModelResponse,
  type ModelResponseOptions,
  type ModelSchemaOptions,
  modelSchema,
} from "./swagger/model-schema.js";
export type { OpenApiSchema } from "./swagger/open-api-schema.js";
