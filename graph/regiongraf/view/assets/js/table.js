/** The table twin: one row for each statement that is drawn, no more and no fewer. */
import { kronor, nodes } from "./data.js";
import { state, set } from "./state.js";
import { shown } from "./shown.js";
import { t, term, nameOf, byName, parted } from "./words.js";
import { el, byId } from "./dom.js";
import { sample } from "./legend.js";
import { nodeButton, figureOf, citations } from "./panel.js";
import { compared, inWords, sign } from "./compare.js";

let order = { column: 0, down: false };

/** The rows of the table: [edge, source id, target id]. */
export function rows() {
  return shown(state).links.flatMap((link) => link.edges.map((edge) => ({ edge, source: link.source, target: link.target })));
}

/** @type {[string, (row: {edge: import("./data.js").Edge, source: string, target: string}) => string | number][]} */
const COLUMNS = [
  ["from", (row) => nameOf(nodes.get(row.source))],
  ["relation", (row) => t(`verb.${row.edge.kind}`)],
  ["to", (row) => nameOf(nodes.get(row.target))],
  ["figure", (row) => row.edge.lower ?? kronor(row.edge)],
  ["reliability", (row) => reliability(row.edge)],
  ["source", (row) => citations(row.edge)],
];
if (compared) COLUMNS.push(["change", (row) => inWords(row.edge)]);

/** How sure a statement is, in words. */
export function reliability(edge) {
  if (!edge.evidence.length) return "–";
  return [edge.conflict ? t("conflict") : "", edge.derivation !== "Stated" ? term(edge.derivation) : t("stated"), edge.rank === "Normal" ? "" : term(edge.rank)].filter(Boolean).join(", ");
}

/** Write the table anew. */
export function renderTable() {
  const value = COLUMNS[order.column][1];
  const list = rows().sort((p, q) => {
    const [a, b] = [value(p), value(q)];
    const by = typeof a === "number" && typeof b === "number" ? a - b : byName(String(a), String(b));
    return (order.down ? -by : by) || (p.edge.id < q.edge.id ? -1 : 1);
  });
  const head = COLUMNS.map(([key], index) =>
    el("th", { scope: "col", "aria-sort": index === order.column ? (order.down ? "descending" : "ascending") : null },
      el("button", { type: "button", id: `sort-${key}`, onclick: () => { order = { column: index, down: index === order.column && !order.down }; renderTable(); byId(`sort-${key}`).focus(); } }, t(`column.${key}`), el("span", { "aria-hidden": "true" }, index === order.column ? (order.down ? " ↓" : " ↑") : ""))),
  );
  const body = list.map(({ edge, source, target }) =>
    el("tr", { "data-edge": edge.id }, el("td", {}, nodeButton(source, parted)), el("td", { class: "rel" }, sample(edge.kind), t(`verb.${edge.kind}`)), el("td", {}, nodeButton(target, parted)), el("td", {}, parted(figureOf(edge))), el("td", {}, reliability(edge)),
      el("td", {}, el("button", { type: "button", class: "name", onclick: () => set({ edge: edge.id }) }, citations(edge))),
      compared && el("td", { class: edge.change ?? "same" }, edge.change ? `${sign(edge.change)} ${inWords(edge)}` : "")),
  );
  byId("table").replaceChildren(
    el("table", { class: compared ? "twin wider" : "twin" }, el("caption", {}, t("tablecaption", list.length)), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)),
  );
}
