/** Starts the page and keeps its parts in step with the state. */
import { data, nodes } from "./data.js";
import { state, set, onChange, reset, read, address } from "./state.js";
import { open, show, fit, zoom, repaint, reveal, usePen, pixelOf, pixelOfBadge, pixelOfEdge, currentFrame } from "./network.js";
import { canvasPen } from "./pen.js";
import { renderLegend, openLegend } from "./legend.js";
import { renderPanel } from "./panel.js";
import { renderTable, rows } from "./table.js";
import { renderMoney } from "./money.js";
import { openSearch } from "./searchbox.js";
import { openKeys, step, describe } from "./keys.js";
import { take, share, toSvg, toCsv, toCanvas, openPrinting, heading } from "./exporting.js";
import { asked } from "./growing.js";
import { shown, search } from "./shown.js";
import { openBadge, turnAll } from "./opening.js";
import { t, say, nameOf } from "./words.js";
import { byId, announce, el } from "./dom.js";

const PICTURE = ["view", "focus", "hops", "off", "forms", "open", "shut", "unsure", "grown", "changes", "doubt", "replaced", "date"];

function theme() {
  const dark = state.theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : state.theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function texts() {
  document.documentElement.lang = state.lang;
  document.title = `${say(data.title)} – regiongraf`;
  byId("title").textContent = say(data.title);
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.getAttribute("data-t") ?? "");
  for (const element of document.querySelectorAll("[data-label]")) {
    const text = t(element.getAttribute("data-label") ?? "");
    element.setAttribute("aria-label", text);
    if (element.matches("button")) element.setAttribute("title", text);
  }
  for (const element of document.querySelectorAll("[data-hint]")) element.setAttribute("placeholder", t(element.getAttribute("data-hint") ?? ""));
}

function views() {
  for (const button of document.querySelectorAll("button[data-view]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === state.view));
  const drawn = state.view === "net" || state.view === "tree";
  byId("stage").hidden = !drawn;
  byId("table").hidden = state.view !== "table";
  byId("money").hidden = state.view !== "money";
  document.body.dataset.view = state.view;
}

function crumb() {
  const place = byId("crumb");
  const about = state.focus && state.node;
  place.hidden = !about;
  if (about) place.replaceChildren(el("span", {}, heading()), el("button", { type: "button", onclick: () => set({ focus: null }) }, t("showall")));
}

/** @param {Set<string>} changed */
function render(changed) {
  const all = changed.has("all");
  if (all || changed.has("theme")) theme();
  if (all || changed.has("lang")) texts();
  views();
  crumb();
  renderLegend();
  renderPanel();
  const rebuilt = all || changed.has("lang") || (changed.has("node") && state.focus) || PICTURE.some((key) => changed.has(key));
  if (state.view === "table") {
    if (rebuilt) renderTable();
  } else if (state.view === "money") renderMoney();
  else if (rebuilt) {
    // Who grows a picture keeps looking at the same place.
    show(state.view === "tree" || !(changed.size === 1 && (changed.has("grown") || changed.has("shut"))));
    if (changed.has("grown") && state.grown && !all) fit(true, latest());
    announce(t("tally", shown(state).nodes.size, rows().length));
  } else repaint();
  byId("fold").setAttribute("aria-pressed", String(state.shut.size > 0));
  for (const attribute of ["aria-label", "title"]) byId("fold").setAttribute(attribute, t(state.shut.size ? "unfoldall" : "foldall"));
  byId("empty").hidden = state.view === "money" || shown(state).nodes.size > 0;
  if (changed.has("node") && state.node && !rebuilt && !byId("stage").hidden) reveal(state.node);
}

/** Whom to look at after growing: in the whole picture those who came forth, else everyone. */
function latest() {
  if (state.focus) return undefined;
  const [id] = asked(state.grown).slice(-1)[0] ?? [""];
  return new Set([id, ...[...shown(state).from].filter(([, parent]) => parent === id).map(([member]) => member)]);
}

function wire() {
  const press = (id, action) => byId(id).addEventListener("click", action);
  for (const button of document.querySelectorAll("button[data-view]")) button.addEventListener("click", () => set({ view: button.getAttribute("data-view") }));
  for (const button of document.querySelectorAll("[data-take]")) button.addEventListener("click", () => {
    /** @type {any} */ (button.closest("details")).open = false;
    take(/** @type {any} */ (button.getAttribute("data-take")));
  });
  press("zoom-in", () => zoom(1.3));
  press("zoom-out", () => zoom(1 / 1.3));
  press("zoom-fit", () => fit(true));
  press("fold", turnAll);
  press("reset", reset);
  press("share", share);
  press("theme", () => set({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  press("language", () => set({ lang: state.lang === "sv" ? "en" : "sv" }));
  press("filter", () => {
    if (document.body.dataset.drawer) delete document.body.dataset.drawer;
    else document.body.dataset.drawer = "legend";
    byId("filter").setAttribute("aria-expanded", String(Boolean(document.body.dataset.drawer)));
  });
  press("skip", (event) => {
    event.preventDefault();
    set({ view: "table" });
    byId("table").focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (theme(), repaint()));
  matchMedia("(forced-colors: active)").addEventListener("change", repaint);
  addEventListener("hashchange", () => set(read(), true));
  addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  });
}

function begin() {
  byId("app").hidden = false;
  Object.assign(state, read());
  usePen(canvasPen);
  theme();
  views();
  open({ choose: (change) => set(change), open: openBadge });
  onChange(render);
  wire();
  openLegend();
  openSearch();
  openKeys();
  openPrinting();
  render(new Set(["all"]));
  document.fonts?.ready.then(() => repaint());
  Object.defineProperty(globalThis, "regiongraf", {
    value: Object.freeze({
      state: () => ({ ...state, off: [...state.off], forms: [...state.forms], open: [...state.open], shut: [...state.shut], unsure: [...state.unsure], changes: [...state.changes] }), address, shown: () => shown(state), rows: () => rows().map(({ edge }) => edge.id),
      pixelOf, pixelOfBadge, pixelOfEdge, step, describe, search: (typed) => search(typed, 12).map(nameOf), toSvg, toCsv,
      png: () => toCanvas(1).toDataURL("image/png").length, frame: () => currentFrame()?.items.map(({ id, x, y, r, badge }) => ({ id, x, y, r, badge })), labels: () => currentFrame()?.labels?.list.map(({ box }) => box ?? null), zoom, nodes: () => [...nodes.keys()],
    }),
  });
  document.documentElement.dataset.ready = "1";
}

begin();
