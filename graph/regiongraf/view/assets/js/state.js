/** What the reader has chosen: one object, kept in the address so that a link opens exactly this state. */
import { data, nodes, edges } from "./data.js";

const VIEWS = ["net", "tree", "table", "money"];
const listeners = [];

function initial() {
  return {
    view: data.start.view ?? "net", lang: data.language, theme: "auto", node: null, edge: null, focus: null, hops: 1,
    off: new Set(data.start.off ?? []), forms: new Set(), open: new Set(), shut: new Set(), unsure: new Set(), grown: "", changes: new Set(data.start.changes ?? []), doubt: false, replaced: false, date: data.start.date ?? null, money: null,
    ...(data.start.node ? { node: data.start.node, focus: data.start.focus, hops: data.start.hops ?? 1 } : {}),
  };
}

export const state = initial();

/** @param {(changed: Set<string>) => void} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/** Change the state and tell everyone what changed. @param {Record<string, any>} change @param {boolean} [keep] */
export function set(change, keep) {
  const changed = new Set();
  // Who looks from somewhere else begins to grow anew.
  if ("focus" in change && change.focus !== state.focus && !("grown" in change) && state.grown) change = { ...change, grown: "" };
  for (const [key, value] of Object.entries(change)) {
    if (state[key] !== value) {
      state[key] = value;
      changed.add(key);
    }
  }
  if (!changed.size) return;
  if (!keep) write();
  for (const listener of listeners) listener(changed);
}

/** Everything as it was when the page opened, but language and theme. */
export function reset() {
  const { lang, theme } = state;
  set({ ...initial(), lang, theme, node: null, focus: null });
}

/** Turn one value of a set on or off. @param {string} key @param {string} value @param {boolean} on */
export function toggle(key, value, on) {
  const next = new Set(state[key]);
  if (on) next.add(value);
  else next.delete(value);
  set({ [key]: next });
}

const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));

/** The state as the part of the address behind #; what is as at the start is left out. */
export function address() {
  const start = initial();
  const parts = new URLSearchParams();
  if (state.view !== start.view) parts.set("v", state.view);
  if (state.node !== start.node) parts.set("n", state.node ?? "-");
  if (state.edge) parts.set("e", state.edge);
  if (state.focus !== start.focus) parts.set("f", state.focus ?? "-");
  if (state.hops !== start.hops) parts.set("h", String(state.hops));
  if (!same(state.off, start.off)) parts.set("k", [...state.off].sort().join(".") || "-");
  if (state.forms.size) parts.set("o", [...state.forms].sort().join("."));
  if (state.open.size) parts.set("x", [...state.open].sort().join("."));
  if (state.shut.size) parts.set("w", [...state.shut].sort().join("."));
  if (state.unsure.size) parts.set("q", [...state.unsure].sort().join("."));
  if (state.grown) parts.set("g", state.grown);
  if (!same(state.changes, start.changes)) parts.set("j", [...state.changes].sort().join(".") || "-");
  if (state.doubt) parts.set("d", "1");
  if (state.replaced) parts.set("r", "1");
  if (state.date !== start.date) parts.set("t", state.date ?? "all");
  if (state.money) parts.set("m", state.money);
  if (state.lang !== start.lang) parts.set("l", state.lang);
  if (state.theme !== "auto") parts.set("c", state.theme);
  return parts.toString();
}

function write() {
  const hash = address();
  if (location.protocol !== "about:") history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

const growth = (text) => text.split(".").filter((one) => /^[\w-]+~\d{1,3}$/.test(one) && nodes.has(one.split("~")[0])).slice(0, 200).join(".");

/** Read the state from the address; what is not known is passed over. */
export function read() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const known = (name, allowed) => (allowed(parts.get(name)) ? parts.get(name) : null);
  const list = (name) => (parts.get(name) ?? "").split(".").filter((value) => /^[\w-]+$/.test(value) && value !== "-");
  const start = initial();
  return {
    ...start,
    view: known("v", (v) => VIEWS.includes(v)) ?? start.view,
    ...(parts.has("n") ? { node: known("n", (v) => nodes.has(v)) } : {}),
    edge: known("e", (v) => edges.has(v)),
    ...(parts.has("f") ? { focus: known("f", (v) => ["up", "down", "near"].includes(v)) } : {}),
    ...(parts.has("h") ? { hops: Math.min(3, Math.max(1, Number.parseInt(parts.get("h") ?? "1", 10) || 1)) } : {}),
    off: parts.has("k") ? new Set(list("k").filter((kind) => kind in data.strokes)) : start.off,
    forms: new Set(list("o")), open: new Set(list("x").filter((id) => nodes.has(id))),
    unsure: new Set(list("q")),
    shut: new Set(list("w").filter((id) => nodes.has(id))), grown: growth(parts.get("g") ?? ""),
    changes: parts.has("j") ? new Set(list("j")) : start.changes,
    doubt: parts.get("d") === "1", replaced: parts.get("r") === "1",
    date: parts.has("t") ? known("t", (v) => /^\d{4}$/.test(v ?? "")) : start.date, money: known("m", (v) => /^[\w-]+$/.test(v ?? "")),
    lang: known("l", (v) => v === "sv" || v === "en") ?? start.lang,
    theme: known("c", (v) => v === "light" || v === "dark") ?? "auto",
  };
}
