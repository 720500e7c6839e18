import { type QueryEvent, queryChannel } from "@chakra-orm/core";
import type { Meter } from "@opentelemetry/api";
import { errorAttributes, statementAttributes } from "./attributes.js";
import { hear } from "./hear.js";

/** The boundaries that the conventions advise, in seconds. */
const explicitBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** Records how long statements take. Gives back what ends that. */
export function measureStatements(meter: Meter): () => void {
  const duration = meter.createHistogram("db.client.operation.duration", {
    description: "Duration of database client operations.",
    unit: "s",
    advice: { explicitBucketBoundaries },
  });
  const end = (event: QueryEvent): void => {
    duration.record(event.durationMs / 1000, { ...statementAttributes(event), ...errorAttributes(event.error) });
  };
  return hear(queryChannel, () => undefined, end);
}
