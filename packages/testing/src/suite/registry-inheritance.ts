import { inheritance } from "./inheritance.js";
import { inheritanceElsewhere } from "./inheritance-elsewhere.js";
import { randomInheritance } from "./inheritance-random.js";
import { inheritanceRelations } from "./inheritance-relations.js";
import { inheritanceSchema } from "./inheritance-schema.js";
import { inheritanceWriting } from "./inheritance-writing.js";
import type { Behaviour } from "./kit/suite.js";

/** The part of the registry that is about classes which share a table. */
export const inheritanceBehaviours: readonly Behaviour[] = [
  { name: "inheritance", define: inheritance },
  { name: "inheritance, relations", define: inheritanceRelations },
  { name: "inheritance, schema", define: inheritanceSchema },
  { name: "inheritance, writing", define: inheritanceWriting },
  { name: "inheritance, elsewhere", define: inheritanceElsewhere },
  { name: "inheritance, random", define: randomInheritance },
];
