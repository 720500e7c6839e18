import { isIPv4, isIPv6 } from "node:net";

/** What a `format` means: the check, and the words for a value that fails it. */
export interface Format {
  readonly test: (value: string) => boolean;
  readonly message: string;
}

// The grammar of <input type="email">: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
const email =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// RFC 1123, section 2.1: labels of up to 63 letters, digits and inner hyphens, 253 characters in all.
const hostname = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** The formats that string fields know, under the names JSON Schema gives them. */
export const formats = {
  email: { test: (value) => email.test(value), message: "must be an e-mail address" },
  uri: { test: (value) => URL.canParse(value), message: "must be a URL with its scheme" },
  hostname: { test: (value) => hostname.test(value), message: "must be a host name" },
  ipv4: { test: isIPv4, message: "must be an IPv4 address" },
  ipv6: { test: isIPv6, message: "must be an IPv6 address" },
} as const satisfies Record<string, Format>;

/** The name of a format. */
export type FormatName = keyof typeof formats;
