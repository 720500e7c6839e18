/** What `ChakraInstrumentation` may be told. */
export interface ChakraInstrumentationConfig {
  /** `false`: begin only with `enable()`. */
  enabled?: boolean | undefined;
  /** `false`: leave `db.query.text` out. It has placeholders and never values; `true` if not given. */
  queryText?: boolean | undefined;
  /** `false`: no spans for transactions and savepoints; `true` if not given. */
  transactions?: boolean | undefined;
  /** `true`: no spans outside of another span, such as of a request. Metrics are of all. `false` if not given. */
  requireParentSpan?: boolean | undefined;
}

const known = ["enabled", "queryText", "transactions", "requireParentSpan"] as const;

/** Refuses what is misspelt or no switch. */
export function readConfig(config: ChakraInstrumentationConfig): ChakraInstrumentationConfig {
  for (const [name, value] of Object.entries(config)) {
    if (!known.some((one) => one === name)) {
      throw new TypeError(`ChakraInstrumentation has no option ${JSON.stringify(name)}. It has ${known.join(", ")}.`);
    }
    if (value !== undefined && typeof value !== "boolean") {
      throw new TypeError(`${name} of ChakraInstrumentation is true or false, not ${String(value)}.`);
    }
  }
  return { ...config };
}
