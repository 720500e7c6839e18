import { sentence } from "./api.js";
import { announce, h } from "./dom.js";

let forms = 0;

/**
 * A form. `fields` have name, label, type, value and hint; `submit(values)` does what it is for, and what it throws is
 * shown at the fields that it is about.
 */
export function form({ fields, action, submit }) {
  const id = `form-${++forms}`;
  const alert = h("p", { class: "alert", role: "alert", hidden: true });
  const button = h("button", { type: "submit" }, action);
  const rows = fields.map((field) => row(`${id}-${field.name}`, field));
  const element = h("form", { novalidate: true }, alert, ...rows.map(({ box }) => box), h("p", {}, button));

  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    for (const { tell } of rows) tell();
    alert.hidden = true;
    try {
      await submit(Object.fromEntries(rows.map(({ name, input }) => [name, input.value])), element);
    } catch (error) {
      showErrors(error, rows, alert);
    }
    button.disabled = false;
  });
  return element;
}

function row(id, { name, label, type = "text", value = "", hint, autocomplete, rows }) {
  const told = h("p", { class: "error", id: `${id}-error`, hidden: true });
  const described = hint === undefined ? `${id}-error` : `${id}-hint ${id}-error`;
  const shared = { id, name, autocomplete, "aria-describedby": described };
  const input = type === "textarea" ? h("textarea", { ...shared, rows: rows ?? 4 }) : h("input", { ...shared, type });
  input.value = value ?? "";
  const tell = (messages = []) => {
    told.replaceChildren(messages.map((message) => `${label} ${message}.`).join(" "));
    told.hidden = messages.length === 0;
    if (messages.length > 0) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const box = h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    input,
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    told,
  );
  return { name, input, box, tell };
}

function showErrors(error, rows, alert) {
  const { errors } = error;
  if (errors === undefined) throw error;
  const rest = { ...errors };
  for (const { name, tell } of rows) {
    tell(errors[name]);
    delete rest[name];
  }
  if (Object.keys(rest).length > 0) {
    alert.textContent = sentence(rest);
    alert.hidden = false;
  }
  const first = rows.find(({ name }) => errors[name]);
  first?.input.focus();
  announce(error.message);
}
