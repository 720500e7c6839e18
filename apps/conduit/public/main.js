import { ApiError } from "./api.js";
import { announce, h, link } from "./dom.js";
import { me } from "./session.js";
import { logIn, register, settings } from "./views/account.js";
import { article } from "./views/article.js";
import { editor } from "./views/editor.js";
import { home } from "./views/home.js";
import { profile } from "./views/profile.js";

/** Parts of this page by the first word of their address. Those that need somebody come with who that is. */
const views = {
  "": { view: home },
  article: { view: article },
  profile: { view: profile },
  login: { view: logIn },
  register: { view: register },
  settings: { view: settings, needsSomebody: true },
  editor: { view: editor, needsSomebody: true },
};

const main = document.getElementById("main");
const menu = document.getElementById("menu");
let latest = 0;
let visited = false;

function address() {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...parts] = path.split("/").map(decode);
  return { name, parts, query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows what the address says. What comes late, when another one was asked for already, is not shown. */
async function show() {
  const turn = ++latest;
  main.setAttribute("aria-busy", "true");
  const { title, content } = await load(address());
  if (turn !== latest) return;
  document.title = title ? `${title} · Conduit` : "Conduit";
  main.replaceChildren(...content);
  main.removeAttribute("aria-busy");
  showMenu();
  if (visited) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
    announce(document.title);
  }
  visited = true;
}

async function load({ name, parts, query }) {
  const { view, needsSomebody } = Object.hasOwn(views, name) ? views[name] : {};
  if (view === undefined) return missing("There is nothing here");
  if (needsSomebody && !me()) return logIn();
  try {
    return await view({ parts, query });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return logIn();
    if (error.status === 404) return missing("There is no such thing here, or no longer");
    return missing("That did not work", error.message);
  }
}

function missing(title, text = "It may have been deleted, or the address is not quite right.") {
  const back = h("a", { class: "button", href: "#/" }, "To all articles");
  return { title, content: [h("section", { class: "empty" }, h("h1", {}, title), h("p", {}, text), h("p", {}, back))] };
}

function showMenu() {
  const user = me();
  const items = user
    ? [
        ["Write", link("editor")],
        ["Settings", link("settings")],
        [user.username, link("profile", user.username)],
      ]
    : [
        ["Log in", link("login")],
        ["Sign up", link("register")],
      ];
  const here = location.hash.split("?")[0];
  menu.replaceChildren(...items.map(([text, href]) => h("a", { href, "aria-current": href === here && "page" }, text)));
}

// Its own address would take the place of the one that says what is shown.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", show);
addEventListener("session", showMenu);
showMenu();
show();
