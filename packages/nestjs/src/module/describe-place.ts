import type { ConnectOptions } from "@chakra-orm/core";

/** Its name, and where it is, without what nobody else may know. */
export function describePlace({ name, url, driver = {} }: ConnectOptions): string {
  const { host, port, database, file } = driver as Readonly<Record<string, unknown>>;
  const address = url === undefined ? [host, port].filter(Boolean).join(":") : withoutSecrets(url);
  const where = [address, url === undefined ? (database ?? file) : undefined].filter(Boolean).join("/");
  return `${JSON.stringify(name)}${where && ` at ${where}`}`;
}

/** The scheme, host and path of a URL: user, password and parameters may be secrets. */
function withoutSecrets(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}${host && "//"}${host}${pathname}`;
  } catch {
    return url.replace(/\?.*$/s, "").replace(/\/\/.*@/s, "//");
  }
}
