/** The texts in a JSON array with a separator between, NULL left out; NULL where there are none. */
export function joinMembers(members: unknown, separator: unknown): string | null {
  const texts = (JSON.parse(String(members)) as (string | null)[]).filter((member) => member !== null);
  return texts.length === 0 ? null : texts.join(String(separator));
}
