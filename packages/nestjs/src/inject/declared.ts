/** What `forRoot` and `forFeature` were called for in this process: for messages about what is missing. */
const databases = new Set<string>();
const models = new Set<string>();

/** Remembers that a module was made for a database. */
export function declareDatabase(name: string): void {
  databases.add(name);
}

/** Remembers that a module was made for a model. */
export function declareModel(model: string, database: string): void {
  models.add(database === defaultName ? model : `${model} of ${JSON.stringify(database)}`);
}

/** What there is, as a message says it. */
export function declaredDatabases(): string {
  return [...databases].map((name) => JSON.stringify(name)).join(", ") || "none";
}

/** What there is, as a message says it. */
export function declaredModels(): string {
  return [...models].join(", ") || "none";
}

/** The name of the database that was given none. */
export const defaultName = "default";
