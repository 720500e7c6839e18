/** The token of a header `Authorization: Token …`, or `Bearer …`; nothing for any other. */
export function tokenIn(authorization: string | undefined): string | undefined {
  return /^(?:token|bearer) +(\S+) *$/i.exec(authorization ?? "")?.[1];
}
