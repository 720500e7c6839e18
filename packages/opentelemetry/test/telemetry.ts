import type { Attributes } from "@opentelemetry/api";
import { AggregationTemporality, DataPointType, MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

/** Collects when it is asked to. */
class Reader extends MetricReader {
  protected onShutdown = async (): Promise<void> => undefined;
  protected onForceFlush = async (): Promise<void> => undefined;
}

/** One figure: of a histogram the number of values, and its boundaries. */
export interface Figure {
  readonly attributes: Attributes;
  readonly value: number;
  readonly boundaries?: readonly number[];
}

const exporter = new InMemorySpanExporter();
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const reader = new Reader({ aggregationTemporalitySelector: () => AggregationTemporality.CUMULATIVE });
const meterProvider = new MeterProvider({ readers: [reader] });

/** What OpenTelemetry's SDK would send. */
export const telemetry = {
  tracerProvider,
  meterProvider,

  /** Forgets the spans so far. */
  reset: (): void => exporter.reset(),

  /** The spans that have ended, in the order in which they did. */
  spans: (): ReadableSpan[] => exporter.getFinishedSpans(),

  /** The figures of a metric. */
  async figures(name: string): Promise<Figure[]> {
    const { resourceMetrics } = await reader.collect();
    const found = resourceMetrics.scopeMetrics
      .flatMap(({ metrics }) => metrics)
      .find((metric) => metric.descriptor.name === name);
    if (found === undefined) return [];
    if (found.dataPointType !== DataPointType.HISTOGRAM) {
      return found.dataPoints.map(({ attributes, value }) => ({ attributes, value: value as number }));
    }
    return found.dataPoints.map(({ attributes, value }) => ({
      attributes,
      value: value.count,
      boundaries: value.buckets.boundaries,
    }));
  },
};
