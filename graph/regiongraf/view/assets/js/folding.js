/** Folding: what hangs on one node alone steps behind it, with a count. */
import { upper, lower } from "./data.js";

/** @typedef {import("./shown.js").Link} Link */

/** From how many leaves on a node is a hub. */
const HUB = 4;

/** The leaves of each node: neighbours that have no other line. @param {Link[]} links */
function leaves(links) {
  const beside = new Map();
  const note = (here, there) => {
    if (!beside.has(here)) beside.set(here, new Set());
    beside.get(here).add(there);
  };
  for (const { source, target } of links) {
    if (source === target) continue;
    note(source, target);
    note(target, source);
  }
  const found = new Map();
  for (const [id, others] of beside) {
    if (others.size !== 1) continue;
    const [hub] = others;
    // Of two that have only each other, neither hangs on the other.
    if (beside.get(hub).size > 1) found.set(hub, [...(found.get(hub) ?? []), id]);
  }
  return found;
}

/** Who stands behind whom in a tree: those owned, or the owners when these are asked for. */
function onward(links, up) {
  const next = new Map();
  for (const link of links) {
    const [near, far] = up ? [lower(link), upper(link)] : [upper(link), lower(link)];
    if (near === far) continue;
    if (!next.has(near)) next.set(near, []);
    next.get(near).push(far);
  }
  return next;
}

function reach(starts, next, shut) {
  const seen = new Set(starts);
  const queue = [...starts];
  while (queue.length) {
    const here = queue.pop();
    if (shut.has(here)) continue;
    for (const far of next.get(here) ?? []) {
      if (seen.has(far)) continue;
      seen.add(far);
      queue.push(far);
    }
  }
  return seen;
}

/** What is hidden behind the nodes of `shut`, and how many behind each. @param {Link[]} links @param {Set<string>} ids @param {Set<string>} shut @param {{tree: boolean, up: boolean, start: string | null}} how */
export function behind(links, ids, shut, how) {
  const hidden = new Set();
  const counts = new Map();
  if (!shut.size) return { hidden, counts };
  if (!how.tree) {
    const found = leaves(links);
    for (const id of shut) {
      const some = (found.get(id) ?? []).filter((leaf) => leaf !== how.start);
      for (const leaf of some) hidden.add(leaf);
      if (some.length) counts.set(id, some.length);
    }
    return { hidden, counts };
  }
  const next = onward(links, how.up);
  const reached = new Set([...next.values()].flat());
  const starts = how.start ? [how.start] : [...ids].filter((id) => !reached.has(id));
  const whole = reach(starts, next, new Set());
  const left = reach(starts, next, shut);
  for (const id of whole) if (!left.has(id)) hidden.add(id);
  for (const id of shut) {
    const count = left.has(id) ? [...reach([id], next, new Set())].filter((far) => hidden.has(far)).length : 0;
    if (count) counts.set(id, count);
  }
  return { hidden, counts };
}

/** The nodes that fold when all is folded: hubs of a network, the roots of trees. @param {Link[]} links @param {Set<string>} ids @param {{tree: boolean, up: boolean, start: string | null}} how */
export function foldable(links, ids, how) {
  if (!how.tree) return [...leaves(links)].filter(([, some]) => some.length >= HUB).map(([id]) => id);
  const next = onward(links, how.up);
  const reached = new Set([...next.values()].flat());
  return [...ids].filter((id) => next.has(id) && (how.start ? next.get(how.start)?.includes(id) : !reached.has(id)));
}
