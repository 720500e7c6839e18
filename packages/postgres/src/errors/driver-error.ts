/** The fields of an error that PostgreSQL reported, as both drivers give them; errors of the network have some. */
export interface DriverError extends Error {
  code?: string;
  severity?: string;
  detail?: string;
  hint?: string;
  where?: string;
  internalQuery?: string;
  schema?: string;
  table?: string;
  column?: string;
  dataType?: string;
  constraint?: string;
  position?: string;
  routine?: string;
  /** Set by Node on errors of the network. */
  syscall?: string;
  address?: string;
  port?: number;
  hostname?: string;
}

/** Tells a driver's error from other values that can be thrown. */
export function isDriverError(error: unknown): error is DriverError {
  return error instanceof Error || (typeof error === "object" && error !== null && "message" in error);
}

/** Tells whether the server reported the error, as opposed to the network or the driver. */
export function hasState(error: DriverError): error is DriverError & { code: string } {
  return error.severity !== undefined && error.code !== undefined && /^[0-9A-Z]{5}$/.test(error.code);
}
