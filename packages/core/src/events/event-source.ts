/** Where a database is, as far as that is no secret. */
export interface ServerInfo {
  /** Name or address of the server, or the path of its socket; `undefined` for one within the process. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  /** The name of the database on the server, or the path of its file. */
  readonly namespace?: string | undefined;
}

/** Which database an event is of. */
export interface EventSource {
  /** Name of the database, as `connect` was given it. */
  readonly database: string;
  /** The kind of database, as OpenTelemetry's `db.system.name` calls it. */
  readonly system: string;
  /** Where it is. */
  readonly server: ServerInfo;
}
