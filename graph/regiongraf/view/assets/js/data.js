/** The data of the page, parsed once, and the indices that every part uses. */
import { unpack } from "./packing.js";

/** @typedef {string | [string, string]} Words */
/** @typedef {{node?: string, text: Words, name?: Words}} Held */
/** @typedef {[Words, Words, Words]} Differing what differs, before, after */
/** @typedef {{id: string, iri: string, label: Words, short?: string, aliases: string[], form: string, formLabel: Words, family: string,
 *   shape: string, icon: string, branches: Words[], number?: string, homepage?: string, note?: Words, members: string[],
 *   statedCount?: number, gathers?: boolean, completeness: Words[], owners: Held[], holdings: Held[], control: Words[], x: number, y: number,
 *   change?: string, differences: Differing[]}} Node */
/** @typedef {{source: string, document?: string, start?: number, end?: number, page?: number, quote?: string}} Cited */
/** @typedef {{id: string, statement: string, kind: string, source: string, target: string, rank: string, derivation: string,
 *   conflict?: boolean, directness?: string, via?: string, share?: Words, lower?: number, upper?: number, amount?: number,
 *   amountText?: Words, currency?: string, stage?: string, instrument?: string, roleText?: Words, purpose?: Words, from?: string, to?: string, asOf?: string,
 *   note?: Words, expands: string[], evidence: Cited[], change?: string, differences: Differing[]}} Edge */

const raw = unpack(document.getElementById("data")?.textContent ?? "{}");

/** Everything that Python put into the page. */
export const data = JSON.parse(raw);
data.options = JSON.parse(data.options ?? "{}");

// What is usual was left out to keep the file small.
const cited = ([source, document, start, end, page, quote]) => ({ source, document: document ?? undefined, start: start ?? undefined, end: end ?? undefined, page: page ?? undefined, quote });
for (const node of data.nodes) {
  for (const list of ["aliases", "branches", "members", "completeness", "owners", "holdings", "control", "differences"]) node[list] ??= [];
  node.icon ??= node.form in data.icons ? node.form : "FormNotStated";
  node.family = data.families[node.icon];
  node.shape = data.shapes[node.family];
  node.formLabel = data.forms[node.form];
  node.iri = data.base + node.iri;
}
for (const edge of data.edges) {
  edge.rank ??= "Normal";
  edge.derivation ??= "Stated";
  edge.expands ??= [];
  edge.differences ??= [];
  edge.evidence = (edge.evidence ?? []).map(cited);
  edge.statement = data.base + edge.statement;
  if (edge.kind === "owns") edge.share ??= data.words.sharenotstated;
  if (edge.kind === "funds") edge.amountText ??= data.words.amountnotstated;
}
for (const other of data.compared?.others ?? []) other.differences ??= [];
for (const chart of data.money ?? []) {
  for (const list of ["ends", "links", "rows", "remarks"]) chart[list] ??= [];
  for (const row of chart.rows) row.evidence = (row.evidence ?? []).map(cited);
}

/** @type {Map<string, Node>} */
export const nodes = new Map(data.nodes.map((node) => [node.id, node]));

/** @type {Map<string, Edge>} */
export const edges = new Map(data.edges.map((edge) => [edge.id, edge]));

export const sources = new Map(data.sources.map((source) => [source.id, source]));

/** What an amount is ranked by: kronor; other money is above none and below every other. @param {Edge} edge */
export const kronor = (edge) => (edge.currency ? 0 : edge.amount ?? -1);

/** How many edges touch each node, all kinds. */
export const degree = new Map(data.nodes.map((node) => [node.id, 0]));
for (const edge of data.edges) {
  degree.set(edge.source, (degree.get(edge.source) ?? 0) + 1);
  degree.set(edge.target, (degree.get(edge.target) ?? 0) + 1);
}

/** Names without case, accents and punctuation. @param {string} text */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Who stands on the owning side of an edge: a unit hangs under its parent. @param {{kind: string, source: string, target: string}} edge */
export function upper(edge) {
  return edge.kind === "unitOf" ? edge.target : edge.source;
}

/** Who stands on the owned side. @param {{kind: string, source: string, target: string}} edge */
export function lower(edge) {
  return edge.kind === "unitOf" ? edge.source : edge.target;
}
