/** Growing from one node by its neighbours, a few at a time: those that hold or give most come first. */
import { data, nodes, degree, kronor } from "./data.js";

/** @typedef {import("./shown.js").Link} Link */

export const BATCH = 25;
/** Up to so many nodes a neighbourhood is shown whole. */
const WHOLE = 150;

/** What was asked for, in order: [node, how many times more]. The first is where the growing began. @param {string} grown @returns {[string, number][]} */
export function asked(grown) {
  return grown.split(".").filter(Boolean).map((one) => [one.split("~")[0], Number(one.split("~")[1])]);
}

/** Ask for one more helping of a node's neighbours. @param {string} grown @param {string} centre @param {string} id */
export function more(grown, centre, id) {
  const list = asked(grown);
  if (!list.length && centre) list.push([centre, 0]);
  const found = list.find(([one]) => one === id);
  if (found) found[1] += 1;
  else list.push([id, 1]);
  return list.map(([one, times]) => `${one}~${times}`).join(".");
}

/** From where a neighbourhood is seen: where the growing began, else the chosen node. @param {{grown: string, node: string | null}} state */
export function centreOf(state) {
  return asked(state.grown).find(([id]) => !nodes.get(id)?.gathers)?.[0] ?? state.node;
}

const largest = (link) => link.edges.reduce((most, edge) => Math.max(most, edge.lower ?? -1), -1);
const richest = (link) => link.edges.reduce((most, edge) => Math.max(most, kronor(edge)), -1);

/** The neighbours of each node, by share, then by amount, then by how well connected they are. @param {Link[]} links */
function neighbours(links) {
  /** @type {Map<string, Map<string, {share: number, amount: number}>>} */
  const found = new Map();
  const note = (here, there, link) => {
    if (!found.has(here)) found.set(here, new Map());
    const known = found.get(here)?.get(there) ?? { share: -1, amount: -1 };
    found.get(here)?.set(there, { share: Math.max(known.share, largest(link)), amount: Math.max(known.amount, richest(link)) });
  };
  for (const link of links) {
    note(link.source, link.target, link);
    note(link.target, link.source, link);
  }
  const rank = ([a, p], [b, q]) => q.share - p.share || q.amount - p.amount || (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || (a < b ? -1 : 1);
  return (id) => [...(found.get(id) ?? [])].sort(rank).map(([other]) => other);
}

function reach(start, hops, beside, most) {
  const reached = new Set([start]);
  let edge = [start];
  for (let step = 0; step < hops; step += 1) {
    const next = [];
    for (const id of edge) {
      for (const other of beside(id).slice(0, most)) {
        if (reached.has(other)) continue;
        reached.add(other);
        next.push(other);
      }
    }
    edge = next;
  }
  return reached;
}

/** The nodes around one, those grown from it, and how many neighbours of each are not shown. @param {Link[]} links @param {string} start @param {number} hops @param {string} grown */
export function around(links, start, hops, grown) {
  const beside = neighbours(links);
  let base = reach(start, hops, beside, Infinity);
  if (base.size > WHOLE) base = reach(start, hops, beside, BATCH);
  const reached = new Set(base);
  /** @type {Map<string, string>} */
  const from = new Map();
  for (const [id, times] of asked(grown)) {
    if (!reached.has(id)) continue;
    for (const other of beside(id).filter((one) => !reached.has(one)).slice(0, BATCH * times)) {
      reached.add(other);
      from.set(other, id);
    }
  }
  const waiting = new Map();
  for (const id of reached) {
    const count = beside(id).filter((other) => !reached.has(other)).length;
    if (count) waiting.set(id, count);
  }
  return { reached, from, waiting };
}

/** Who is put together into one node until it is opened, by member. */
const gathered = new Map(data.nodes.flatMap((node) => (node.gathers ? node.members.map((member) => [member, node.id]) : [])));

/** Those whom an opened node that stands for many shows one by one, each with that node. @param {string} grown @returns {Map<string, string>} */
export function takenOut(grown) {
  const out = new Map();
  for (const [id, times] of asked(grown)) {
    const node = nodes.get(id);
    if (node?.gathers) for (const member of node.members.slice(0, BATCH * times)) out.set(member, id);
  }
  return out;
}

/** Put those together again who were taken out of a node. @param {string} grown @param {string} id */
export function putBack(grown, id) {
  return asked(grown).filter(([one]) => one !== id).map(([one, times]) => `${one}~${times}`).join(".");
}

/** Whether nobody is left in a node that stands for many. @param {string} id @param {Map<string, string>} out */
export function isEmptied(id, out) {
  const node = nodes.get(id);
  return Boolean(node?.gathers && out.size && node.statedCount === node.members.length && node.members.every((member) => out.has(member)));
}

/** Whether a node is put together with others, and not taken out. @param {string} id @param {Map<string, string>} out */
export function isStowed(id, out) {
  return gathered.has(id) && !out.has(id);
}
