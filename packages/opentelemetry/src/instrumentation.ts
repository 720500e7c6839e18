import { createRequire } from "node:module";
import { type Meter, type MeterProvider, metrics, type Tracer, type TracerProvider, trace } from "@opentelemetry/api";
import { type ChakraInstrumentationConfig, readConfig } from "./config.js";
import { measurePools } from "./pool-metrics.js";
import { traceQueries } from "./query-spans.js";
import { measureStatements } from "./statement-metrics.js";
import { TransactionSpans } from "./transaction-spans.js";

const { name, version } = createRequire(import.meta.url)("../package.json") as { name: string; version: string };

/**
 * Spans and metrics of every database of the process, by OpenTelemetry's conventions. It listens on
 * `node:diagnostics_channel`, so nothing is patched and it may be made before or after `connect`. Has the methods that
 * `registerInstrumentations` and `NodeSDK` ask for. Throws `TypeError` for an option that there is not.
 *
 * @example
 * const instrumentation = new ChakraInstrumentation({ requireParentSpan: true });
 * await User.count();
 * instrumentation.disable();
 */
export class ChakraInstrumentation {
  /** Name of the package, which spans and metrics are of. */
  readonly instrumentationName: string = name;
  /** Version of the package. */
  readonly instrumentationVersion: string = version;
  #config: ChakraInstrumentationConfig;
  #tracer: Tracer = trace.getTracer(name, version);
  #meter: Meter | undefined;
  #stops: (() => void)[] | undefined;
  #stopMetrics: () => void = () => undefined;

  constructor(config: ChakraInstrumentationConfig = {}) {
    this.#config = readConfig(config);
    if (this.#config.enabled !== false) this.enable();
  }

  /** Begins; twice does nothing. */
  enable(): void {
    if (this.#stops !== undefined) return;
    const config = () => this.#config;
    const tracer = () => this.#tracer;
    const transactions = new TransactionSpans(tracer, config);
    this.#stops = [transactions.listen(), traceQueries(tracer, config, transactions)];
    this.#measure();
  }

  /** Ends, also for what is running just now. Twice does nothing. */
  disable(): void {
    for (const stop of this.#stops ?? []) stop();
    this.#stops = undefined;
    this.#stopMetrics();
    this.#stopMetrics = () => undefined;
  }

  /** Where spans go; the global provider if never said. */
  setTracerProvider(provider: TracerProvider): void {
    this.#tracer = provider.getTracer(name, version);
  }

  /** Where metrics go; if never said, the provider that was the global one when this was enabled. */
  setMeterProvider(provider: MeterProvider): void {
    this.#meter = provider.getMeter(name, version);
    if (this.#stops !== undefined) this.#measure();
  }

  /** Changes the options. `enabled` is for the constructor: later call `enable` or `disable`. */
  setConfig(config: ChakraInstrumentationConfig): void {
    this.#config = readConfig(config);
  }

  /** The options. */
  getConfig(): ChakraInstrumentationConfig {
    return { ...this.#config, enabled: this.#config.enabled ?? true };
  }

  #measure(): void {
    this.#stopMetrics();
    const meter = this.#meter ?? metrics.getMeter(name, version);
    const stops = [measureStatements(meter), measurePools(meter)];
    this.#stopMetrics = () => {
      for (const stop of stops) stop();
    };
  }
}
