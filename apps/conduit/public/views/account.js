import { api } from "../api.js";
import { go, h, link } from "../dom.js";
import { form } from "../form.js";
import { forget, me, remember } from "../session.js";

const email = { name: "email", label: "E-mail", type: "email", autocomplete: "email" };
const username = { name: "username", label: "Name", autocomplete: "username" };
const newPassword = { name: "password", label: "Password", type: "password", autocomplete: "new-password" };

/** Logs in. Shown instead of what needs somebody, too, and leads on to it. */
export async function logIn() {
  const wanted = location.hash.startsWith("#/login") ? "#/" : location.hash;
  return page("Log in", ["No account yet? ", h("a", { href: link("register") }, "Sign up"), "."], {
    fields: [email, { ...newPassword, autocomplete: "current-password" }],
    action: "Log in",
    submit: async (values) => {
      try {
        remember(await api.logIn(values));
      } catch (error) {
        if (error.errors?.credentials) error.errors = { "e-mail or password": ["is wrong"] };
        throw error;
      }
      go(wanted);
    },
  });
}

/** Signs up. */
export async function register() {
  return page("Sign up", ["You have an account? ", h("a", { href: link("login") }, "Log in"), "."], {
    fields: [username, email, { ...newPassword, hint: "8 characters or more." }],
    action: "Sign up",
    submit: async (values) => {
      remember(await api.register(values));
      go("#/");
    },
  });
}

/** Changes one's own account, and logs out. */
export async function settings() {
  const user = me();
  const view = page("Settings", ["What others see of you, and how you log in."], {
    fields: [
      {
        name: "image",
        label: "Picture",
        type: "url",
        value: user.image,
        hint: "The address of one, beginning with https://",
      },
      { ...username, value: user.username },
      { name: "bio", label: "About you", type: "textarea", value: user.bio },
      { ...email, value: user.email },
      { ...newPassword, hint: "Leave it empty to keep the one you have." },
    ],
    action: "Save",
    submit: async ({ password, ...values }) => {
      const account = await api.changeUser({ ...values, ...(password !== "" && { password }) });
      remember(account);
      go(link("profile", account.username));
    },
  });
  const leave = h("button", { type: "button", class: "quiet" }, "Log out");
  leave.addEventListener("click", () => {
    forget();
    go("#/");
  });
  view.content[0].append(h("hr"), h("p", {}, leave));
  return view;
}

function page(title, text, fields) {
  return {
    title,
    content: [h("section", { class: "card" }, h("h1", {}, title), h("p", { class: "muted" }, ...text), form(fields))],
  };
}
