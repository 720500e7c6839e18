const key = "conduit-user";

/** Who is logged in: their account with its token, or nobody. */
export function me() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an account, also for the next visit. */
export function remember(account) {
  localStorage.setItem(key, JSON.stringify(account));
  dispatchEvent(new Event("session"));
}

/** Logs out. */
export function forget() {
  localStorage.removeItem(key);
  dispatchEvent(new Event("session"));
}
