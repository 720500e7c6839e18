import { type Compiler, type Cost, check } from "./compile.js";
import type { Form } from "./form.js";
import type { Workshop } from "./project.js";

/** How much of each there is in the measured project. */
export const amount = { models: 100, sites: 20 } as const;

/** What a form of models costs one compiler. */
export interface TypeCost {
  readonly label: string;
  readonly compiler: Compiler;
  /** More instantiations for each further model. */
  readonly perModel: number;
  /** More instantiations for each query site, what is common to all sites included. */
  readonly perSite: number;
  /** The whole project, models and query sites. */
  readonly total: Cost;
}

/** Takes the differences between projects of one model, of all models, and of all models with query sites. */
export function measureTypes(workshop: Workshop, form: Form, compiler: Compiler): TypeCost {
  const costOf = (models: number, sites: number): Cost => check(compiler, workshop.write(form, models, sites));
  const one = costOf(1, 0);
  const all = costOf(amount.models, 0);
  const total = costOf(amount.models, amount.sites);
  return {
    label: form.label,
    compiler,
    perModel: (all.instantiations - one.instantiations) / (amount.models - 1),
    perSite: (total.instantiations - all.instantiations) / amount.sites,
    total,
  };
}
