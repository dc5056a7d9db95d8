/** Owners to the left, owned to the right (or above and below on a narrow screen): layers, fewer crossings, ports. */
import { upper, lower } from "./data.js";

export const CARD = { width: 208, height: 52 };
const ACROSS = { layer: 168, gap: 20 };
const DOWN = { layer: 92, gap: 18 };
const SWEEPS = 24;

/** The layer of each node: the longest way from an owner that nobody owns; circles are cut where they close. */
function layers(ids, links) {
  const below = new Map(ids.map((id) => [id, []]));
  for (const link of links) if (upper(link) !== lower(link)) below.get(upper(link))?.push(lower(link));
  const depth = new Map(ids.map((id) => [id, 0]));
  const done = new Set();
  const order = [];
  const cut = new Set();
  const visit = (start) => {
    const stack = [[start, 0]];
    const open = new Set([start]);
    while (stack.length) {
      const top = stack[stack.length - 1];
      const [id, next] = top;
      const children = below.get(id) ?? [];
      if (next >= children.length) {
        stack.pop();
        open.delete(id);
        done.add(id);
        order.unshift(id);
        continue;
      }
      top[1] += 1;
      const child = children[next];
      if (open.has(child)) cut.add(`${id} ${child}`);
      else if (!done.has(child)) {
        open.add(child);
        stack.push([child, 0]);
      }
    }
  };
  for (const id of ids) if (!done.has(id)) visit(id);
  for (const id of order) for (const child of below.get(id) ?? []) if (!cut.has(`${id} ${child}`)) depth.set(child, Math.max(depth.get(child), depth.get(id) + 1));
  // An owner stands right before the first that it owns, not at the far edge.
  for (const id of [...order].reverse()) {
    const next = (below.get(id) ?? []).filter((child) => !cut.has(`${id} ${child}`)).map((child) => depth.get(child));
    if (next.length) depth.set(id, Math.max(depth.get(id), Math.min(...next) - 1));
  }
  return depth;
}

function sweep(rows, links) {
  const near = new Map();
  for (const link of links) {
    const [a, b] = [upper(link), lower(link)];
    if (!near.has(a)) near.set(a, []);
    if (!near.has(b)) near.set(b, []);
    near.get(a).push(b);
    near.get(b).push(a);
  }
  const place = new Map();
  const settle = (row) => row.forEach((id, index) => place.set(id, index - (row.length - 1) / 2));
  rows.forEach(settle);
  for (let round = 0; round < SWEEPS; round += 1) {
    const order = round % 2 ? [...rows.keys()].reverse() : [...rows.keys()];
    for (const index of order) {
      const beside = new Set([...(rows[index - 1] ?? []), ...(rows[index + 1] ?? [])]);
      const middle = (id) => {
        const others = (near.get(id) ?? []).filter((other) => beside.has(other));
        return others.length ? others.reduce((sum, other) => sum + place.get(other), 0) / others.length : place.get(id);
      };
      const value = new Map(rows[index].map((id) => [id, middle(id)]));
      rows[index].sort((a, b) => value.get(a) - value.get(b) || place.get(a) - place.get(b));
      settle(rows[index]);
    }
  }
  return near;
}

const isBend = (id) => id.startsWith("bend ");

/** A line over several layers gets a bend in each that it passes, so that it goes round the cards there. */
function lengthen(rows, depth, links, bends) {
  const parts = [];
  for (const link of links) {
    const [a, b] = [upper(link), lower(link)];
    let before = a;
    const passed = [];
    for (let layer = depth.get(a) + 1; layer < depth.get(b); layer += 1) {
      const bend = `bend ${layer} ${link.id}`;
      rows[layer].push(bend);
      passed.push(bend);
      parts.push({ kind: "", source: before, target: bend });
      before = bend;
    }
    if (passed.length) bends.set(link.id, passed);
    parts.push({ kind: "", source: before, target: b });
  }
  return parts;
}

/** Along the row every node strives to the middle of its neighbours, and no two come nearer than `step`. */
function straighten(rows, near, step) {
  const at = new Map();
  const offsets = rows.map((row) => row.reduce((list, id, index) => [...list, index ? list[index - 1] + step(row[index - 1], id) : 0], []));
  rows.forEach((row, number) => row.forEach((id, index) => at.set(id, offsets[number][index] - (offsets[number][row.length - 1] ?? 0) / 2)));
  for (let round = 0; round < 40; round += 1) {
    for (const number of round % 2 ? [...rows.keys()].reverse() : rows.keys()) {
      const [row, offset] = [rows[number], offsets[number]];
      const wanted = row.map((id) => {
        const others = (near.get(id) ?? []).filter((other) => !row.includes(other));
        return others.length ? others.reduce((sum, other) => sum + at.get(other), 0) / others.length : at.get(id);
      });
      // Blocks of neighbours that would overlap share one middle (isotonic regression).
      const blocks = [];
      wanted.forEach((value, index) => {
        let block = { sum: value - offset[index], count: 1, first: index };
        while (blocks.length && blocks[blocks.length - 1].sum / blocks[blocks.length - 1].count > block.sum / block.count) {
          const before = blocks.pop();
          block = { sum: before.sum + block.sum, count: before.count + block.count, first: before.first };
        }
        blocks.push(block);
      });
      for (const block of blocks) for (let k = 0; k < block.count; k += 1) at.set(row[block.first + k], block.sum / block.count + offset[block.first + k]);
    }
  }
  return at;
}

/** Places of the cards and of the bends of long lines, by node id and by link id. @param {Iterable<string>} ids @param {{kind: string, source: string, target: string}[]} links @param {boolean} down */
export function treeLayout(ids, links, down) {
  const all = [...ids].sort();
  const depth = layers(all, links);
  const rows = [];
  for (const id of all) (rows[depth.get(id)] ??= []).push(id);
  for (let index = 0; index < rows.length; index += 1) rows[index] ??= [];
  const bends = new Map();
  const near = sweep(rows, lengthen(rows, depth, links, bends));
  const step = (one, other) => (down ? CARD.width + DOWN.gap : CARD.height + ACROSS.gap) * ((isBend(one) ? 0.42 : 1) + (isBend(other) ? 0.42 : 1)) * 0.5;
  const at = straighten(rows, near, step);
  const places = Object.assign(new Map(), { bends });
  rows.forEach((row, index) => {
    for (const id of row) {
      const along = index * (down ? CARD.height + DOWN.layer : CARD.width + ACROSS.layer);
      places.set(id, down ? { x: at.get(id), y: along } : { x: along, y: at.get(id) });
    }
  });
  return places;
}
