/** The search field: a combobox that finds every name a body goes by. */
import { search } from "./shown.js";
import { t, say, nameOf } from "./words.js";
import { el, byId, announce } from "./dom.js";
import { badge } from "./legend.js";
import { choose } from "./panel.js";
import { data } from "./data.js";
import { set } from "./state.js";

/** With more nodes than this nobody finds one in the whole picture. */
const LARGE = 1500;
let found = [];
let at = -1;

function field() {
  return /** @type {HTMLInputElement} */ (byId("search"));
}

function close() {
  byId("found").hidden = true;
  field().setAttribute("aria-expanded", "false");
  field().removeAttribute("aria-activedescendant");
  at = -1;
}

function pick(node) {
  field().value = nameOf(node);
  close();
  // A large picture is looked into from one node; it grows from there.
  if (data.nodes.length > LARGE) set({ node: node.id, edge: null, focus: "near", hops: 1, grown: "", view: "net" });
  else choose(node.id);
  byId("panel-title").focus({ preventScroll: true });
}

function render() {
  const typed = field().value;
  found = search(typed, 12);
  const list = byId("found");
  list.replaceChildren(
    ...found.map((node, index) => {
      const other = [node.short, ...node.aliases].find((name) => name && name.toLowerCase().includes(typed.toLowerCase()) && name !== nameOf(node));
      return el("li", { role: "option", id: `found-${index}`, "aria-selected": String(index === at), onmousedown: (event) => { event.preventDefault(); pick(node); } }, badge(node), el("span", {}, nameOf(node), el("small", {}, [say(node.formLabel), other].filter(Boolean).join(" · "))));
    }),
  );
  if (typed.trim() && !found.length) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("nothingfound")));
  list.hidden = !typed.trim();
  field().setAttribute("aria-expanded", String(!list.hidden));
  if (at >= 0) {
    field().setAttribute("aria-activedescendant", `found-${at}`);
    document.getElementById(`found-${at}`)?.scrollIntoView({ block: "nearest" });
  } else field().removeAttribute("aria-activedescendant");
}

/** Answer to typing. */
export function openSearch() {
  const input = field();
  input.addEventListener("input", () => {
    at = -1;
    render();
    if (input.value.trim()) announce(t("hits", found.length));
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % found.length;
      render();
    } else if (event.key === "Enter" && found.length) {
      event.preventDefault();
      pick(found[Math.max(0, at)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (byId("found").hidden) input.value = "";
      close();
    }
  });
  input.addEventListener("blur", close);
}
