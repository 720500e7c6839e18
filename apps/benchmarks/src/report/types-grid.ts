import type { TypeCost } from "../typecost/measure-types.js";
import type { Grid } from "./grid.js";

/** The table of what models cost the type checker. */
export function typesGrid(costs: readonly TypeCost[], amount: { models: number; sites: number }): Grid {
  return {
    title: `Type checking ${amount.models} models of twelve columns and ${amount.sites} query sites`,
    head: ["", "TypeScript", "instantiations a model", "a query site", "in all", "types", "seconds"],
    rows: costs.map(({ label, compiler, perModel, perSite, total }) => [
      label,
      compiler,
      whole(perModel),
      whole(perSite),
      whole(total.instantiations),
      whole(total.types),
      total.seconds.toFixed(2),
    ]),
  };
}

const whole = (figure: number): string => Math.round(figure).toLocaleString("en");
