/**
 * Builds an element. A child is an element or text; text is always text, so nothing that people wrote becomes markup.
 * A property that begins with "on" is a listener, and one that is false, null or undefined is left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** The address of a part of this page: `link("article", "the-slug")`. */
export function link(...parts) {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** Goes to a part of this page; shows it anew where that is the one that is shown. */
export function go(address) {
  if (location.hash === address) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = address;
}

/** Tells those who cannot see it what happened. */
export function announce(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  // A reader speaks of a change only, also where it is the same text again.
  setTimeout(() => (status.textContent = text), 50);
}

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });

/** A time as people read it. */
export function when(iso) {
  return h("time", { datetime: iso }, dates.format(new Date(iso)));
}

/** Text as it was written: a blank line parts paragraphs, a line break is one. */
export function prose(text) {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== "");
  return paragraphs.map((part) => h("p", {}, part.trim()));
}
