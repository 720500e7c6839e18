/** Why nothing in the database may be called after a class of this name; nothing, where it may. */
export function whyNoName(name: string): string | undefined {
  // `export default class extends Model` is named "default" by the language.
  if (name === "" || name === "default") return "is no name of its own";
  return name.length < 3 ? "looks like a minifier's" : undefined;
}
