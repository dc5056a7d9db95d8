/** What a comparison of two datasets found: signs, words and lists; every part asks here whether anything is compared. */
import { data, edges, nodes } from "./data.js";
import { state, set, toggle } from "./state.js";
import { t, say, nameOf, byName } from "./words.js";
import { el } from "./dom.js";

/** The name of the older dataset and what differs beside nodes and lines; null when nothing is compared. */
export const compared = data.compared ?? null;

export const CHANGES = ["added", "removed", "changed", "same"];
const SIGNS = { added: "+", removed: "−", changed: "Δ", same: "" };

/** The sign of a change. @param {string | undefined} change */
export function sign(change) {
  return SIGNS[change ?? "same"] ?? "";
}

/** What became of a link: the same as of all its statements, or changed. @param {{edges: {change?: string}[]}} link */
export function changeOf(link) {
  const found = new Set(link.edges.map((edge) => edge.change));
  return found.size === 1 ? link.edges[0].change : "changed";
}

/** “50 % → 51 %”: the first value that differs, where there is little room. @param {{change?: string, differences: any[]}} thing */
export function briefly(thing) {
  const found = thing.change === "changed" ? thing.differences[0] : null;
  return found ? `${say(found[1]) || "–"} → ${say(found[2]) || "–"}` : "";
}

/** All that differs, in words. @param {{change?: string, differences: any[]}} thing */
export function inWords(thing) {
  if (!thing.change) return "";
  const told = thing.change === "changed" ? thing.differences.map(([what, before, after]) => `${say(what)}: ${say(before) || "–"} → ${say(after) || "–"}`) : [];
  return [t(`is.${thing.change}`), ...told].join("; ");
}

/** A tag that tells the change, or nothing. @param {{change?: string}} thing */
export function changeTag(thing) {
  return thing.change ? el("span", { class: `tag ${thing.change}` }, `${sign(thing.change)} ${t(`is.${thing.change}`)}`) : null;
}

/** Each value that differs, before and after. @param {{change?: string, differences: any[]}} thing */
export function differences(thing) {
  if (thing.change !== "changed" || !thing.differences.length) return null;
  const head = el("tr", {}, el("td", {}), el("th", { scope: "col" }, t("before")), el("th", { scope: "col" }, t("after")));
  const rows = thing.differences.map(([what, before, after]) => el("tr", {}, el("th", { scope: "row" }, say(what)), el("td", {}, el("del", {}, say(before) || "–")), el("td", {}, el("ins", {}, say(after) || "–"))));
  return el("table", { class: "small differs" }, el("thead", {}, head), el("tbody", {}, rows));
}

/** The boxes of the legend: how many of each, and whether they are shown. @param {(id: string, checked: boolean, mark: any, text: string, count: number, onchange: (on: boolean) => void) => any} row */
export function changeRows(row) {
  const count = (change) => data.edges.filter((edge) => (edge.change ?? "same") === change).length;
  return CHANGES.map((change) => row(`change-${change}`, !state.changes.has(change), el("span", { class: `sign ${change}` }, sign(change) || "·"), t(`change.${change}`), count(change), (on) => toggle("changes", change, !on)));
}

/** Everything that differs, as a list that opens what it names. */
export function changeList() {
  const claim = (edge) => `${nameOf(nodes.get(edge.source))} ${t(`verb.${edge.kind}`)} ${nameOf(nodes.get(edge.target))}`;
  const found = [
    ...[...nodes.values()].filter((node) => node.change).map((node) => ({ thing: node, text: nameOf(node), open: () => set({ node: node.id, edge: null, focus: null }) })),
    ...[...edges.values()].filter((edge) => edge.change).map((edge) => ({ thing: edge, text: claim(edge), open: () => set({ edge: edge.id, node: null, focus: null }) })),
    ...(compared?.others ?? []).map((other) => ({ thing: other, text: say(other.text), open: null })),
  ];
  const one = ({ thing, text, open }) => el("li", {}, el("span", { class: `sign ${thing.change}`, "aria-hidden": "true" }, sign(thing.change)), el("div", {}, open ? el("button", { class: "name", type: "button", onclick: open }, text) : el("span", {}, text), briefly(thing) && el("p", { class: "soft small" }, inWords(thing))));
  const sections = CHANGES.slice(0, 3).map((change) => {
    const some = found.filter(({ thing }) => thing.change === change).sort((p, q) => byName(p.text, q.text));
    return some.length ? el("section", {}, el("h3", {}, `${t(`change.${change}`)} (${some.length})`), el("ul", { class: "changes" }, some.map(one))) : null;
  });
  return found.length ? sections : [el("p", { class: "soft" }, t("samefacts"))];
}
