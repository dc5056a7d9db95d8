/* The queue at the side: what waits, and what is decided. */

import { byId, el, fill } from "./dom.js";
import { conflictsOf, FILTERS, nameOf, state, stateOf, visible } from "./model.js";
import { flat, kindName, said, t } from "./words.js";

const SIGNS = { accepted: "✓", edited: "✎", rejected: "✕", open: "·" };
const SHOWN = 160;

export function lineOf(entry) {
  if (entry.type === "item") return flat(said(entry.item.kind, entry.item.names, entry.item.values));
  if (entry.type === "record") return flat(said(entry.record.kind, named(entry.record.ends), entry.record.values ?? {}));
  if (entry.type === "open") return flat(said(entry.one.record.split("/")[0], named(entry.one.ends), entry.one.values));
  if (entry.type === "pair") return t("pair-line", nameOf(entry.left), nameOf(entry.right));
  return `${entry.prompt.words}${entry.prompt.end - entry.prompt.start > entry.prompt.words.length + 5 ? " …" : ""}`;
}
export const named = (ends) => Object.fromEntries(Object.entries(ends).map(([end, ids]) => [end, (Array.isArray(ids) ? ids : [ids]).map(nameOf)]));

export function draw(go) {
  const counts = Object.fromEntries(Object.entries(FILTERS).map(([name, is]) => [name, state.order.filter(is).length]));
  const filters = Object.keys(FILTERS).filter((name) => counts[name] || ["open", "all", "done"].includes(name));
  fill(byId("filters"), filters.map((name) =>
    el("button", { type: "button", "aria-pressed": String(state.filter === name), "data-filter": name, onclick: () => { state.filter = name; draw(go); go(visible()[0]?.id ?? null); } }, `${t(name)} ${counts[name]}`)));
  const all = visible();
  const place = Math.max(0, all.findIndex((entry) => entry.id === state.at));
  const from = Math.max(0, Math.min(place - SHOWN / 2, all.length - SHOWN));
  const rows = all.slice(from, from + SHOWN).map((entry) => row(entry, go));
  const hidden = all.length - rows.length;
  fill(byId("list"), rows, hidden > 0 ? el("li", { class: "more" }, t("more", hidden)) : null);
  const at = byId("list").querySelector("[aria-current]")?.parentElement;
  const box = byId("list");
  if (at && (at.offsetTop - box.offsetTop < box.scrollTop || at.offsetTop + at.offsetHeight - box.offsetTop > box.scrollTop + box.clientHeight)) {
    box.scrollTop = at.offsetTop - box.offsetTop - box.clientHeight / 3;
  }
}

function row(entry, go) {
  const kind = entry.type === "item" ? entry.item.kind : entry.type === "record" ? entry.record.kind : entry.type === "open" ? entry.one.record.split("/")[0] : null;
  const status = entry.type === "item" ? stateOf(entry.key) : entry.type === "record" ? "accepted" : "open";
  const clash = (entry.type === "item" && conflictsOf(entry.key).length > 0 && status === "open") || entry.type === "open";
  const more = [kind && kindName(kind), entry.type === "item" && status === "open" && t(`level.${entry.item.level}`), entry.type === "item" && entry.item.page && `${t("page")} ${entry.item.page}`, status !== "open" && t(entry.type === "record" ? "added" : status)].filter(Boolean);
  return el("li", { class: status === "open" ? "" : "done" },
    el("button", { type: "button", tabindex: entry.id === state.at ? "0" : "-1", "aria-current": entry.id === state.at ? "true" : null, "data-id": entry.id, onclick: () => go(entry.id) },
      el("span", { class: `sign ${clash ? "conflict" : status}`, "aria-hidden": "true" }, clash ? "!" : ["prompt", "pair"].includes(entry.type) ? "?" : SIGNS[status]),
      el("span", { class: "what" }, lineOf(entry), el("small", {}, more.join(" · ")))));
}
