/** What is drawn where: the geometry that canvas, hit test, SVG and keyboard share. */
import { data, nodes, degree, kronor, upper } from "./data.js";
import { state } from "./state.js";
import { shown, isDoubtful, turnedIn } from "./shown.js";
import { treeLayout, CARD } from "./tree.js";
import { say, shortName, nameOf, figure, t } from "./words.js";
import { wrap } from "./measure.js";
import { changeOf, briefly, sign } from "./compare.js";
import { BATCH, centreOf } from "./growing.js";
import { rings, freeBeside } from "./radial.js";

/** @typedef {number[] & {straight?: boolean}} Curve four points: x, y of each */
/** @typedef {{id: string, node: import("./data.js").Node, x: number, y: number, r: number, tree: boolean, weight: number, lines: string[], stack: boolean, badge: string}} Item */
/** @typedef {{link: import("./shown.js").Link, kind: string, a: Item, b: Item, c: Curve, parts: Curve[], style: any, pill: string, mark: string, change?: string, from?: Item, to?: Item}} Line */
/** @typedef {{tree: boolean, down: boolean, items: Item[], byId: Map<string, Item>, links: Line[], version: number, labels: any, places: any, scale: number, from: Map<string, string>}} Frame */

/** Radius of a node's disc. @param {string} id */
export function radius(id) {
  return 14 + Math.min(13, 1.7 * Math.sqrt(degree.get(id) ?? 0));
}

/** The places that Python worked out, as the reader has moved them. */
export const moved = new Map();

/** Build the frame of the present state. @param {boolean} narrow a phone: the tree goes from top to bottom @returns {Frame} */
export function makeFrame(narrow) {
  const { links, nodes: ids, waiting, from, folded } = shown(state);
  const tree = state.view === "tree";
  const places = tree ? treeLayout(ids, links, narrow) : ownPlaces(ids, links, from);
  const items = [...ids].sort().flatMap((id) => {
    const node = nodes.get(id);
    if (!node) return [];
    const place = (tree ? null : moved.get(id)) ?? places.get(id) ?? node;
    /** @type {Item} */
    const item = { id, node, x: place.x ?? 0, y: place.y ?? 0, r: radius(id), tree, weight: degree.get(id) ?? 0, lines: [], stack: node.form === "Group", badge: badgeOf(node, (folded.get(id) ?? 0) + (waiting.get(id) ?? 0), from) };
    const name = node.gathers ? remaining(node, from) : tree ? nameOf(node) : shortName(node);
    item.lines = tree ? wrap(name, CARD.width - 64, 2, true) : wrap(name, 132, 3);
    return [item];
  });
  /** @type {Frame} */
  const frame = { tree, down: tree && narrow, items, byId: new Map(items.map((item) => [item.id, item])), links: [], version: 0, labels: null, places, scale: 1, from };
  const fresh = new Set(turnedIn(state)?.come);
  const becomes = (link) => changeOf(link) ?? (link.edges.some((edge) => fresh.has(edge)) ? "added" : undefined);
  frame.links = links.map((link) => ({ link, kind: link.kind, a: itemOf(frame, link.source), b: itemOf(frame, link.target), c: [], style: styleOf(link), pill: pillOf(link), mark: markOf(link, becomes(link)), change: becomes(link), parts: [] }));
  route(frame);
  return frame;
}

/** How many stand for themselves of those whom a node stands for. */
const outOf = (node, from) => [...from.values()].filter((id) => id === node.id).length;

/** What a node that stands for many is called once some were taken out of it. */
function remaining(node, from) {
  const out = outOf(node, from);
  return out ? t("remaining", figure((node.statedCount ?? 0) - out), nameOf(node).replace(/^[^×]*× /, "")) : nameOf(node);
}

/** “+ 37”: what a click brings forth. */
function badgeOf(node, waiting, from) {
  if (!node.gathers) return waiting ? `+ ${figure(waiting)}` : "";
  const left = Math.min(BATCH, node.members.length - outOf(node, from));
  return left > 0 ? `+ ${figure(left)}` : "";
}

/** Where a large scene is seen from one node its neighbours stand in rings; who is grown stands beside where it grew. */
function ownPlaces(ids, links, from) {
  const centre = centreOf(state);
  const ringed = state.focus === "near" && centre && data.nodes.length > 400;
  const base = [...ids].filter((id) => !from.has(id));
  const places = ringed ? rings(centre, base, links) : new Map();
  if (!from.size) return places;
  const placeOf = (id) => moved.get(id) ?? places.get(id) ?? nodes.get(id);
  const taken = base.map(placeOf);
  for (const [id, parent] of from) {
    if (!ids.has(id)) continue;
    const own = nodes.get(id);
    if (!ringed && own && own.x !== undefined) continue;
    const away = ringed ? placeOf(centre) : { x: 0, y: 0 };
    const place = freeBeside(placeOf(parent) ?? away, away, taken);
    places.set(id, place);
    taken.push(place);
  }
  return places;
}

/** @param {Frame} frame @param {string} id @returns {Item} */
function itemOf(frame, id) {
  const found = frame.byId.get(id);
  if (!found) throw new Error(`a line without an end: ${id}`);
  return found;
}

function styleOf(link) {
  const stroke = data.strokes[link.kind];
  const edge = link.edges[0];
  if (link.kind === "owns" && edge.directness === "Indirect") return { ...stroke, line: 1.2, dash: data.indirectDash };
  if (link.kind === "owns") {
    const known = edge.lower !== undefined && edge.lower === edge.upper;
    return { ...stroke, line: known ? 1.4 + edge.lower / 28 : 1.5, dash: known ? [] : data.unknownDash };
  }
  if (link.kind === "funds" && kronor(edge) > 0) return { ...stroke, line: Math.min(4.5, 1 + Math.max(0, Math.log10(kronor(edge)) - 4) * 0.7) };
  return { ...stroke, line: stroke.width };
}

function pillOf(link) {
  const edge = link.edges[0];
  if (link.edges.length === 1 && briefly(edge)) return briefly(edge);
  if (link.edges.length > 1) return link.kind === "funds" ? t("flows", link.edges.length) : "";
  if (link.kind === "owns" && edge.directness === "Indirect") return t("indirect");
  if (link.kind === "owns") return edge.lower === undefined ? "" : say(edge.share);
  if (link.kind === "funds") return edge.amount === undefined ? "" : say(edge.amountText);
  return "";
}

function markOf(link, change) {
  if (change) return sign(change);
  if (link.edges.some((edge) => edge.conflict)) return "!";
  return link.edges.some(isDoubtful) ? "≈" : "";
}

const HEAD = { arrow: 9, open: 8, dot: 7, diamond: 10, bar: 3, none: 0 };

/** How long the head at the end of a line is. */
export function headLength(style) {
  return HEAD[style.head] + (style.head === "arrow" ? style.line * 1.2 : 0);
}

/** Give every link its curve, after nodes were placed or moved. */
export function route(frame) {
  frame.version += 1;
  frame.labels = null;
  if (frame.tree) routeTree(frame);
  else routeNet(frame);
  for (const line of frame.links) if (!frame.tree) line.parts = [line.c];
}

function routeNet(frame) {
  const lanes = new Map();
  for (const line of frame.links) {
    const key = line.a.id < line.b.id ? `${line.a.id} ${line.b.id}` : `${line.b.id} ${line.a.id}`;
    if (!lanes.has(key)) lanes.set(key, []);
    lanes.get(key).push(line);
  }
  for (const lane of lanes.values()) {
    lane.forEach((line, index) => {
      const turned = line.a.id < line.b.id ? 1 : -1;
      line.c = bend(line, (index - (lane.length - 1) / 2) * 34 * turned);
    });
  }
}

function bend(line, away) {
  const { a, b } = line;
  if (a === b) return loop(a);
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const mx = (a.x + b.x) / 2 - (dy / length) * away;
  const my = (a.y + b.y) / 2 + (dx / length) * away;
  const [sx, sy] = toward(a, mx, my, a.r + 2 + (a.stack ? 4 : 0));
  const [ex, ey] = toward(b, mx, my, b.r + 3 + headLength(line.style) + (b.stack ? 4 : 0));
  /** @type {Curve} */
  const c = [sx, sy, sx + (2 / 3) * (mx - sx), sy + (2 / 3) * (my - sy), ex + (2 / 3) * (mx - ex), ey + (2 / 3) * (my - ey), ex, ey];
  c.straight = away === 0;
  return c;
}

function loop(item) {
  const r = item.r + 4;
  return [item.x + r * 0.7, item.y - r * 0.7, item.x + r * 2.6, item.y - r * 2.6, item.x - r * 2.6, item.y - r * 2.6, item.x - r * 0.7, item.y - r * 0.7];
}

function toward(item, x, y, by) {
  const dx = x - item.x;
  const dy = y - item.y;
  const length = Math.hypot(dx, dy) || 1;
  const step = Math.min(by, length * 0.96);
  return [item.x + (dx / length) * step, item.y + (dy / length) * step];
}

function routeTree(frame) {
  const along = frame.down ? "x" : "y";
  const ports = new Map();
  const sides = (item, side) => {
    const key = `${item.id} ${side}`;
    if (!ports.has(key)) ports.set(key, []);
    return ports.get(key);
  };
  for (const line of frame.links) {
    const [from, to] = upper(line.link) === line.link.source ? [line.a, line.b] : [line.b, line.a];
    line.from = from;
    line.to = to;
    sides(from, "out").push(line);
    sides(to, "in").push(line);
  }
  const spot = new Map();
  for (const [key, lines] of ports) {
    const out = key.endsWith("out");
    lines.sort((p, q) => (out ? p.to[along] - q.to[along] : p.from[along] - q.from[along]) || (p.link.id < q.link.id ? -1 : 1));
    const room = frame.down ? CARD.width - 40 : CARD.height - 14;
    const step = Math.min(frame.down ? 26 : 13, room / Math.max(1, lines.length));
    lines.forEach((line, index) => spot.set(`${out} ${line.link.id}`, (index - (lines.length - 1) / 2) * step));
  }
  for (const line of frame.links) {
    const away = spot.get(`true ${line.link.id}`) ?? 0;
    const into = spot.get(`false ${line.link.id}`) ?? 0;
    bendThrough(frame, line, away, into);
  }
}

/** The curve of a line in the tree, through the bends that keep it clear of cards; a unit's line ends at its parent. */
function bendThrough(frame, line, away, into) {
  const { from, to, style } = line;
  const turned = line.kind === "unitOf";
  const head = headLength(style) + 2;
  const card = frame.down ? CARD.height : CARD.width;
  const [main, cross] = frame.down ? ["y", "x"] : ["x", "y"];
  const start = [from[main] + card / 2 + (from.stack ? 6 : 0) + (turned ? head : 0), from[cross] + away];
  const end = [to[main] - card / 2 - (turned ? 0 : head), to[cross] + into];
  const stops = [start];
  for (const turn of frame.places.bends.get(line.link.id) ?? []) {
    const at = frame.places.get(turn);
    stops.push([at[main] - card / 2, at[cross]], [at[main] + card / 2, at[cross]]);
  }
  stops.push(end);
  const parts = [];
  for (let k = 1; k < stops.length; k += 1) {
    const [p, q] = [stops[k - 1], stops[k]];
    const reach = p[1] === q[1] ? (q[0] - p[0]) / 3 : Math.max(frame.down ? 30 : 44, (q[0] - p[0]) * 0.5);
    const points = [p, [p[0] + reach, p[1]], [q[0] - reach, q[1]], q];
    if (turned) points.reverse();
    parts.push(points.flatMap(([m, c]) => (frame.down ? [c, m] : [m, c])));
  }
  if (turned) parts.reverse();
  line.parts = parts;
  line.c = parts[parts.length - 1];
}

/** The point at `s` (0 to 1) of a curve. */
export function pointAt(c, s) {
  if (c.straight) return [c[0] + (c[6] - c[0]) * s, c[1] + (c[7] - c[1]) * s];
  const u = 1 - s;
  const [k0, k1, k2, k3] = [u * u * u, 3 * u * u * s, 3 * u * s * s, s * s * s];
  return [k0 * c[0] + k1 * c[2] + k2 * c[4] + k3 * c[6], k0 * c[1] + k1 * c[3] + k2 * c[5] + k3 * c[7]];
}

/** The direction in which a curve ends, as a unit vector. */
export function endOf(c) {
  const [px, py] = c.straight ? [c[0], c[1]] : pointAt(c, 0.94);
  const dx = c[6] - px;
  const dy = c[7] - py;
  const length = Math.hypot(dx, dy) || 1;
  return [dx / length, dy / length];
}

/** The room of an item: left, top, right, bottom. */
export function boundsOf(item) {
  if (item.tree) return [item.x - CARD.width / 2, item.y - CARD.height / 2, item.x + CARD.width / 2 + 8, item.y + CARD.height / 2 + 8];
  const half = Math.max(item.r + 4, 84);
  return [item.x - half, item.y - item.r - 6, item.x + half, item.y + item.r + 8 + item.lines.length * 14];
}

/** The room of the whole frame. */
export function extent(frame, ids) {
  const items = ids ? frame.items.filter((item) => ids.has(item.id)) : frame.items;
  if (!items.length) return [-200, -150, 200, 150];
  const all = items.map(boundsOf);
  if (!ids) for (const line of frame.links) if (line.parts.length > 1) for (const c of line.parts) all.push([c[0] - 4, c[1] - 4, c[0] + 4, c[1] + 4]);
  const edge = (index, pick) => all.reduce((found, box) => pick(found, box[index]), all[0][index]);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

/** The link nearest to a point, no further than `reach`. */
export function linkAt(frame, x, y, reach) {
  /** @type {Line | null} */
  let best = null;
  let least = reach;
  for (const line of frame.links) for (const c of line.parts) {
    if (x < Math.min(c[0], c[2], c[4], c[6]) - reach || x > Math.max(c[0], c[2], c[4], c[6]) + reach) continue;
    if (y < Math.min(c[1], c[3], c[5], c[7]) - reach || y > Math.max(c[1], c[3], c[5], c[7]) + reach) continue;
    let [px, py] = [c[0], c[1]];
    const parts = c.straight ? 1 : 18;
    for (let k = 1; k <= parts; k += 1) {
      const [qx, qy] = pointAt(c, k / parts);
      const away = distance(x, y, px, py, qx, qy);
      if (away < least) [least, best] = [away, line];
      [px, py] = [qx, qy];
    }
  }
  return best;
}

function distance(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const s = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - s * dx, y - ay - s * dy);
}

/** Whether the badge of an item is drawn: of a whole picture put together only from near. @param {Frame} frame @param {Item} item */
export function hasBadge(frame, item) {
  return item.badge !== "" && (!item.node.gathers || frame.scale > 0.45);
}

/** Where the badge of an item is, the size of its letters, half its width and half its height. @param {Frame} frame @param {Item} item */
export function badgeAt(frame, item) {
  const size = Math.max(11, Math.min(26, 10 / frame.scale));
  const [half, tall] = [size * (0.5 + item.badge.length * 0.31), size * 0.82];
  const side = state.focus === "up" ? -1 : 1;
  if (!item.tree) return { x: item.x + item.r * 0.75 + half * 0.6, y: item.y - item.r * 0.85, size, half, tall };
  if (frame.down) return { x: item.x, y: item.y + (side * CARD.height) / 2, size, half, tall };
  return { x: item.x + (side * CARD.width) / 2, y: item.y, size, half, tall };
}

/** The item whose badge is under a point. @param {Frame} frame @param {number} x @param {number} y */
export function badgeUnder(frame, x, y) {
  return frame.items.find((item) => {
    if (!hasBadge(frame, item)) return false;
    const at = badgeAt(frame, item);
    return Math.abs(x - at.x) <= at.half + 2 && Math.abs(y - at.y) <= at.tall + 2;
  });
}

/** The item under a point. */
export function itemAt(frame, x, y) {
  return frame.items.find((item) =>
    item.tree ? Math.abs(x - item.x) <= CARD.width / 2 && Math.abs(y - item.y) <= CARD.height / 2 : Math.hypot(x - item.x, y - item.y) <= item.r + 3,
  );
}
