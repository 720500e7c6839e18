import type { Form } from "../form.js";
import { chakra } from "./chakra.js";
import { drizzle } from "./drizzle.js";
import { kysely } from "./kysely.js";
import { typeorm } from "./typeorm.js";

/** The registry: a library's form of models is a file, and its place here. */
export const forms: readonly Form[] = [chakra, drizzle, kysely, typeorm];
