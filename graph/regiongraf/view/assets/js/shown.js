/** Which nodes and links the state asks for. The picture, the table and every export take them from here. */
import { data, nodes, edges, upper, lower, fold } from "./data.js";
import { around, centreOf, takenOut, isStowed, isEmptied } from "./growing.js";
import { behind, foldable } from "./folding.js";

/** @typedef {{id: string, kind: string, source: string, target: string, edges: import("./data.js").Edge[], through?: string}} Link */

const TREE = new Set(["owns", "founded", "unitOf", "memberOf"]);
/** @param {import("./data.js").Edge} edge */
const active = (edge) => edge.rank === "Preferred" || edge.rank === "Normal";
export const isDoubtful = (edge) => edge.conflict || edge.derivation !== "Stated";

function within(edge, date) {
  if (!date) return true;
  return (!edge.from || edge.from.slice(0, 4) <= date) && (!edge.to || edge.to.slice(0, 4) >= date);
}

/** Edges that the filters let through, a group's taken apart where it is opened. */
function chosen(state) {
  const found = [];
  const out = takenOut(state.grown);
  for (const edge of data.edges) {
    if (state.off.has(edge.kind) || (!active(edge) && !state.replaced) || (state.doubt && !isDoubtful(edge)) || !within(edge, state.date) || state.unsure.has(edge.derivation) || (edge.conflict && state.unsure.has("conflict")) || (data.compared && state.changes.has(edge.change ?? "same"))) continue;
    if (state.open.has(edge.source) && edge.expands.length) {
      for (const member of edge.expands) if (nodes.has(member)) found.push({ edge, source: member, target: edge.target, through: edge.source });
    } else found.push({ edge, source: edge.source, target: edge.target });
  }
  const stowed = state.focus ? () => false : (id) => isStowed(id, out) || isEmptied(id, out);
  const formOf = (id) => nodes.get(id)?.icon ?? "";
  return found.filter(({ source, target }) => !state.forms.has(formOf(source)) && !state.forms.has(formOf(target)) && !stowed(source) && !stowed(target));
}

/** Edges of the same kind between the same two, as one link each. @returns {Link[]} */
function bundle(found) {
  const links = new Map();
  for (const { edge, source, target, through } of found) {
    const id = `${edge.kind} ${source} ${target}`;
    const link = links.get(id);
    if (!link) links.set(id, { id, kind: edge.kind, source, target, edges: [edge], through });
    else if (!link.edges.includes(edge)) link.edges.push(edge);
  }
  return [...links.values()];
}

/** What hangs above or below a node along ownership, founding, units, and membership in what owns. */
function chain(links, start, direction) {
  const kept = new Set();
  const seen = new Set([start]);
  const queue = [start];
  while (queue.length) {
    const here = queue.shift();
    for (const link of links) {
      if (!TREE.has(link.kind)) continue;
      const [near, far] = direction === "up" ? [lower(link), upper(link)] : [upper(link), lower(link)];
      if (near !== here) continue;
      kept.add(link);
      if (!seen.has(far)) {
        seen.add(far);
        queue.push(far);
      }
    }
  }
  return kept;
}

/** In the tree a membership is drawn where it leads on to something owned. */
function treeLinks(links) {
  const holders = new Set(links.filter((link) => link.kind === "owns" || link.kind === "founded").map((link) => upper(link)));
  return links.filter((link) => TREE.has(link.kind) && (link.kind !== "memberOf" || holders.has(link.target)));
}

/** @typedef {{links: Link[], nodes: Set<string>, waiting: Map<string, number>, from: Map<string, string>, folded: Map<string, number>}} Shown
 * what is drawn; how many neighbours of a node wait to be grown; from where a node was grown; how many are folded behind one */

/** @type {{key: string, value: Shown | null, bare: {links: Link[], ids: Set<string>}}} */
let memory = { key: "", value: null, bare: { links: [], ids: new Set() } };

/** @returns {Shown} */
export function shown(state) {
  const key = [state.view === "tree", state.focus, state.focus && state.node, state.hops, state.grown, [...state.shut], [...state.off], [...state.forms], [...state.open], [...state.changes], [...state.unsure], state.doubt, state.replaced, state.date].join("|");
  if (memory.key === key && memory.value) return memory.value;
  // Who asks for owners asks for memberships in associations too, whatever the legend says.
  const lifted = state.focus === "up" || state.focus === "down" ? { ...state, off: new Set([...state.off].filter((kind) => !TREE.has(kind))) } : state;
  let links = bundle(chosen(lifted));
  let waiting = new Map();
  let from = state.focus ? new Map() : takenOut(state.grown);
  const centre = centreOf(state);
  if (state.focus === "near" && centre) {
    const found = around(links, centre, state.hops, state.grown);
    links = links.filter((link) => found.reached.has(link.source) && found.reached.has(link.target));
    ({ waiting, from } = found);
  } else if (state.focus && state.node) {
    const kept = chain(treeLinks(links), state.node, state.focus);
    links = links.filter((link) => kept.has(link));
  } else if (state.view === "tree") links = treeLinks(links);
  const ids = new Set(links.flatMap((link) => [link.source, link.target]));
  if (state.focus && state.node) ids.add(state.focus === "near" && centre ? centre : state.node);
  const { hidden, counts } = behind(links, ids, state.shut, manner(state));
  const left = hidden.size ? links.filter((link) => !hidden.has(link.source) && !hidden.has(link.target)) : links;
  const value = { links: left, nodes: new Set([...ids].filter((id) => !hidden.has(id))), waiting, from, folded: counts };
  memory = { key, value, bare: { links, ids } };
  return value;
}

function manner(state) {
  return { tree: state.view === "tree", up: state.focus === "up", start: state.focus === "near" ? centreOf(state) : state.focus ? state.node : null };
}

/** How many would step behind a node if it were folded. @param {string} id */
export function wouldHide(state, id) {
  shown(state);
  return behind(memory.bare.links, memory.bare.ids, new Set([id]), manner(state)).counts.get(id) ?? 0;
}

/** What folds when everything is to be folded. */
export function allFoldable(state) {
  shown(state);
  return foldable(memory.bare.links, memory.bare.ids, manner(state));
}

let turning = { key: "", value: /** @type {{before: string, come: import("./data.js").Edge[], gone: import("./data.js").Edge[]} | null} */ (null) };

/** What appears in the chosen year and what ended since the year before, of what is drawn; null for all years. */
export function turnedIn(state) {
  if (!state.date) return null;
  shown(state);
  if (turning.key === memory.key && turning.value) return turning.value;
  const kept = { ...memory };
  const before = String(Number(state.date) - 1);
  const held = (some) => new Map(some.links.flatMap((link) => link.edges.map((edge) => [edge.id, edge])));
  const [now, then] = [held(shown(state)), held(shown({ ...state, date: before }))];
  memory = kept;
  turning = { key: kept.key, value: { before, come: [...now.values()].filter((edge) => !then.has(edge.id)), gone: [...then.values()].filter((edge) => !now.has(edge.id)) } };
  return turning.value;
}

/** The links that touch a node, whatever is filtered away; replaced statements only when asked for. @returns {Link[]} */
export function linksOf(state, id) {
  return bundle(
    data.edges
      .filter((edge) => (edge.source === id || edge.target === id) && (active(edge) || state.replaced))
      .map((edge) => ({ edge, source: edge.source, target: edge.target })),
  );
}

/** The groups that a node is a member of. @param {string} id */
export function groupsOf(id) {
  return data.nodes.filter((node) => node.members.includes(id));
}

/** Owners or holdings as a nested list; what stands behind a node is told once. */
export function chainTree(state, id, direction, seen = new Set([id])) {
  const found = [];
  for (const edge of data.edges) {
    if (!active(edge) || edge.change === "removed" || !TREE.has(edge.kind)) continue;
    const [near, far] = direction === "up" ? [lower(edge), upper(edge)] : [upper(edge), lower(edge)];
    if (near !== id) continue;
    if (edge.kind === "memberOf" && !(direction === "up" ? seen.size > 1 : leadsOn(far))) continue;
    const same = found.find((one) => one.end === far);
    if (same) same.as.push(edge);
    else found.push({ as: [edge], end: far, children: [] });
  }
  // Who holds directly stands first, so that a chain is told where it is shortest.
  const fresh = found.filter((one) => !seen.has(one.end));
  for (const one of fresh) seen.add(one.end);
  for (const one of fresh) one.children = chainTree(state, one.end, direction, seen);
  return found;
}

function leadsOn(id) {
  return data.edges.some((edge) => edge.kind === "owns" && edge.source === id && active(edge));
}

const haystack = data.nodes.filter((node) => !node.gathers).map((node) => ({
  node, keys: [...[node.label].flat(), node.short ?? "", ...node.aliases, node.number ?? ""].map(fold).filter(Boolean),
}));

/** Nodes whose names hold every word that was typed, the nearest first. @param {string} typed @param {number} limit */
export function search(typed, limit) {
  const wanted = fold(typed);
  if (!wanted) return [];
  const parts = wanted.split(" ");
  const scored = [];
  for (const { node, keys } of haystack) {
    let best = Infinity;
    for (const key of keys) {
      if (key === wanted) best = 0;
      else if (key.startsWith(wanted)) best = Math.min(best, 1);
      else if (parts.every((part) => key.split(" ").some((word) => word.startsWith(part)))) best = Math.min(best, 2);
      else if (parts.every((part) => key.includes(part))) best = Math.min(best, 3);
    }
    if (best < Infinity) scored.push({ node, best });
  }
  return scored.sort((a, b) => a.best - b.best || [a.node.label].flat()[0].localeCompare([b.node.label].flat()[0], "sv")).slice(0, limit).map(({ node }) => node);
}

/** An edge's own node ends when it is looked at alone. @param {string} id */
export function edgeOf(id) {
  return edges.get(id);
}
