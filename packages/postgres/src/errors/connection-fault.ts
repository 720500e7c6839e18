import type { DriverError } from "./driver-error.js";

/** What the network says, in words. */
const network: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: is the server running?",
  ECONNRESET: "the connection was reset",
  ECONNABORTED: "the connection was aborted",
  EPIPE: "the connection was closed",
  ETIMEDOUT: "the server did not answer in time",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ENOTFOUND: "no host has that name",
  EAI_AGAIN: "the name of the host could not be looked up",
};

/** What it says of a Unix socket; of a file, the same codes mean something else. */
const socket: Readonly<Record<string, string>> = {
  ENOENT: "there is no such socket: is the server running?",
  EACCES: "access to the socket is denied",
};

/** What `pg` itself says when a connection is no more, or never came about. */
const ofDriver =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout expired|Query read timeout|The server does not support SSL|There was an error establishing an SSL|SASL|Received unexpected|The server gave no answer|PGlite is clos)/;

/** Codes of errors that TLS reports. */
const ofTls = /^(ERR_(TLS|SSL|OSSL)_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_SOCKET)/;

/** Why the connection failed, if that is what the error is about. */
export function describeConnectionFault(error: DriverError): string | undefined {
  const { code = "", message } = error;
  const meaning = network[code] ?? (error.syscall === "connect" ? socket[code] : undefined);
  if (meaning !== undefined) {
    const host = error.hostname ?? error.address ?? firstAddress(error);
    return [host === undefined ? undefined : `${host}${error.port === undefined ? "" : `:${error.port}`}`, meaning]
      .filter((part) => part !== undefined)
      .join(": ");
  }
  if (ofDriver.test(message)) {
    return message === "timeout expired" ? "the server did not answer within connectTimeout" : message;
  }
  return ofTls.test(code) ? `TLS failed: ${message}` : undefined;
}

/** Node tries several addresses of a name at once and reports all their errors in one. */
function firstAddress(error: DriverError): string | undefined {
  const [first] = (error as DriverError & { errors?: DriverError[] }).errors ?? [];
  return first?.address && `${first.address}:${first.port}`;
}
