/** What one peer needed for one turn at a scenario. */
export interface Measurement {
  readonly scenario: string;
  readonly peer: string;
  readonly round: number;
  readonly operations: number;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}
