/** A route that tells how the databases are. */
export interface HealthOptions {
  /** Its path, such as `/health`: whether the app can serve. Below it `/live` says whether the process runs at all. */
  path: string;
  /** `true`: tells of each database whether it answers, in how many milliseconds, and the figures of its pool. */
  details?: boolean | undefined;
  /** Milliseconds that a database gets to answer in; 1000 if not given. */
  timeout?: number | undefined;
}
