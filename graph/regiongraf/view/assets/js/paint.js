/** A frame drawn with a pen. */
import { data } from "./data.js";
import { nameOf, t } from "./words.js";
import { state } from "./state.js";
import { CARD } from "./tree.js";
import { endOf, headLength, pointAt, boundsOf, badgeAt, hasBadge } from "./frame.js";
import { width } from "./measure.js";
import { compared, sign } from "./compare.js";

/** The colours of the present theme; with forced colours the system's own. */
export function colours() {
  const theme = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  const { surface, fills } = data.themes[theme];
  if (!globalThis.matchMedia?.("(forced-colors: active)").matches) return { ...surface, fills };
  const probe = document.createElement("span");
  document.body.append(probe);
  const ask = (name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const [ink, page, mark] = [ask("CanvasText"), ask("Canvas"), ask("Highlight")];
  probe.remove();
  const plain = Object.fromEntries(Object.keys(fills).map((family) => [family, ink]));
  return { ...surface, ink, soft: ink, line: ink, canvas: page, panel: page, page, icon: page, accent: mark, on_accent: page, warn: ink, fills: plain };
}

const colourOf = (style, paint) => (style.hue === "ink" ? paint.ink : paint.fills[style.hue]);

/** The colour of a change; its sign stands beside it. @param {string} change */
function changeColour(change, paint) {
  return change === "added" ? paint.fills.civil : change === "removed" ? paint.warn : paint.accent;
}

/** In a comparison what differs stands out from what does not. */
function differing(frame) {
  const links = new Set(frame.links.filter((line) => line.change));
  if (!compared || links.size === frame.links.length) return null;
  const items = new Set([...frame.items.filter((item) => item.node.change).map((item) => item.id), ...[...links].flatMap((line) => [line.a.id, line.b.id])]);
  return { items, links, fade: 0.38 };
}

/** Which items and links stand out: what is chosen or pointed at, and what touches it. */
function emphasis(frame, focus) {
  const id = focus.hover ?? state.node;
  if (focus.link || state.edge) {
    const line = focus.link ?? frame.links.find((found) => found.link.edges.some((edge) => edge.id === state.edge));
    if (line) return { items: new Set([line.a.id, line.b.id]), links: new Set([line]) };
  }
  if (!id || !frame.byId.has(id) || state.focus === "up" || state.focus === "down") return differing(frame);
  // Who was taken out of a node stands out with it.
  const own = (line) => [line.a.id, line.b.id].some((end) => end === id || (!state.focus && frame.from.get(end) === id));
  const links = new Set(frame.links.filter(own));
  return { items: new Set([id, ...[...links].flatMap((line) => [line.a.id, line.b.id])]), links };
}

/**
 * Draw everything. `scale` is how many pixels a unit is; `focus` what is pointed at.
 * @param {any} pen @param {any} frame @param {number} scale @param {{hover?: string | null, link?: any}} focus
 */
export function paintFrame(pen, frame, scale, focus) {
  const paint = colours();
  frame.scale = scale;
  const stress = emphasis(frame, focus);
  const dim = (thing, set) => (stress && !stress[set].has(thing) ? (stress.fade ?? 0.16) : 1);
  drawChanges(pen, frame, paint, (line) => dim(line, "links"));
  drawLinks(pen, frame, paint, (line) => dim(line, "links"));
  for (const item of frame.items) {
    pen.open?.(nameOf(item.node));
    pen.alpha(dim(item.id, "items"));
    if (item.tree) drawCard(pen, item, paint, focus);
    else drawDisc(pen, item, paint, focus, scale);
    if (hasBadge(frame, item)) drawBadge(pen, item, frame, paint);
    pen.close?.();
  }
  const labels = placeLabels(frame, scale, focus, stress);
  for (const label of labels) {
    pen.alpha(label.item ? dim(label.item.id, "items") : dim(label.line, "links"));
    if (label.item) drawName(pen, label, paint);
    else drawPill(pen, label, paint);
  }
  pen.alpha(1);
}

function drawLinks(pen, frame, paint, dimmed) {
  const batches = new Map();
  for (const line of frame.links) {
    const look = { colour: colourOf(line.style, paint), line: Math.round(line.style.line * 4) / 4, dash: line.style.dash, fade: dimmed(line) };
    const key = `${look.colour} ${look.line} ${look.dash} ${look.fade}`;
    if (!batches.has(key)) batches.set(key, { look, lines: [] });
    batches.get(key).lines.push(line);
  }
  for (const { look, lines } of [...batches.values()].sort((p, q) => p.look.fade - q.look.fade || p.look.line - q.look.line)) {
    pen.alpha(look.fade);
    pen.curves(lines.flatMap((line) => line.parts), look);
    for (const line of lines) drawHead(pen, line, look, paint);
  }
}

/** A broad band under each line that differs. */
function drawChanges(pen, frame, paint, dimmed) {
  for (const line of frame.links) {
    if (!line.change) continue;
    pen.alpha(dimmed(line) * 0.3);
    pen.curves(line.parts, { colour: changeColour(line.change, paint), line: line.style.line + 8, dash: [] });
  }
}

/** The sign of a node that differs, at its corner. */
function drawSign(pen, change, x, y, paint) {
  if (!change) return;
  pen.circle(x, y, 8, changeColour(change, paint), paint.canvas, 1.5);
  pen.text(sign(change), x, y + 4.4, { size: 12, bold: true, colour: paint.icon });
}

/** How many are behind a node: a click brings them forth. */
function drawBadge(pen, item, frame, paint) {
  const { x, y, size, half, tall } = badgeAt(frame, item);
  pen.rect(x - half, y - tall, half * 2, tall * 2, tall, paint.accent, paint.canvas, 1.5);
  pen.text(item.badge, x, y + size * 0.36, { size, bold: true, colour: paint.on_accent });
}

function drawHead(pen, line, { colour }, paint) {
  const { c, style } = line;
  const [ux, uy] = endOf(c);
  const [x, y] = [c[6], c[7]];
  const long = headLength(style);
  const half = 3.4 + style.line * 0.7;
  const at = (forward, side) => [x + ux * forward - uy * side, y + uy * forward + ux * side];
  if (style.head === "arrow") pen.poly([at(-0.5, half), at(long, 0), at(-0.5, -half)], colour);
  else if (style.head === "open") pen.path([at(0, 5), at(long, 0), at(0, -5)], colour, 1.8), pen.path([at(-1, 0), at(long, 0)], colour, style.line);
  else if (style.head === "dot") pen.circle(...at(long / 2, 0), 3.3, colour);
  else if (style.head === "diamond") pen.poly([at(0, 0), at(long / 2, 4.2), at(long, 0), at(long / 2, -4.2)], paint.canvas, colour, 1.5);
  else if (style.head === "bar") pen.path([at(long, 5), at(long, -5)], colour, 2);
}

/** The outline of a shape as points. */
export function outline(shape, x, y, r) {
  if (shape === "square") return [[x - r * 0.9, y - r * 0.9], [x + r * 0.9, y - r * 0.9], [x + r * 0.9, y + r * 0.9], [x - r * 0.9, y + r * 0.9]];
  if (shape === "diamond") return [[x, y - r * 1.14], [x + r * 1.14, y], [x, y + r * 1.14], [x - r * 1.14, y]];
  return [0, 1, 2, 3, 4, 5].map((k) => [x + r * 1.04 * Math.cos((Math.PI / 3) * k), y + r * 1.04 * Math.sin((Math.PI / 3) * k)]);
}

function drawShape(pen, shape, x, y, r, fill, stroke, line) {
  if (shape === "disc") pen.circle(x, y, r, fill, stroke, line);
  else if (shape === "square") pen.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, r * 0.3, fill, stroke, line);
  else pen.poly(outline(shape, x, y, r), fill, stroke, line);
}

function drawDisc(pen, item, paint, focus, scale) {
  const { node, x, y, r } = item;
  const fill = paint.fills[node.family];
  if (item.stack) for (const step of [6, 3]) drawShape(pen, node.shape, x + step, y - step, r, paint.canvas, fill, 1.4);
  if (state.node === item.id || focus.hover === item.id) drawShape(pen, node.shape, x, y, r + 4.5, null, paint.accent, 2.6);
  drawShape(pen, node.shape, x, y, r, fill, paint.canvas, 1.5);
  if (r * scale > 5) pen.icon(node.icon in data.icons ? data.icons[node.icon] : data.icons.FormNotStated, x, y, r * 1.16, paint.icon);
  drawSign(pen, node.change, x - r * 0.8, y - r * 0.8, paint);
}

function drawCard(pen, item, paint, focus) {
  const { node, x, y } = item;
  const [left, top] = [x - CARD.width / 2, y - CARD.height / 2];
  const fill = paint.fills[node.family];
  if (item.stack) for (const step of [6, 3]) pen.rect(left + step, top + step, CARD.width, CARD.height, 9, paint.panel, paint.line, 1.4);
  const picked = state.node === item.id || focus.hover === item.id;
  pen.rect(left, top, CARD.width, CARD.height, 9, paint.panel, picked ? paint.accent : paint.line, picked ? 2.6 : 1.4);
  drawShape(pen, node.shape, left + 27, y, 15, fill);
  pen.icon(data.icons[node.icon] ?? data.icons.FormNotStated, left + 27, y, 18, paint.icon);
  item.lines.forEach((line, index) => pen.text(line, left + 52, y + 4.2 + (index - (item.lines.length - 1) / 2) * 15.5, { size: 12, bold: true, colour: paint.ink, anchor: "start" }));
  drawSign(pen, node.change, left + 3, top + 3, paint);
}

function drawName(pen, label, paint) {
  const bold = label.strong;
  label.item.lines.forEach((line, index) =>
    pen.text(line, label.x, label.y + index * label.size * 1.18, { size: label.size, bold, colour: paint.ink, halo: paint.canvas }),
  );
}

function drawPill(pen, label, paint) {
  const { line, x, y, size, half } = label;
  const colour = line.change ? changeColour(line.change, paint) : colourOf(line.style, paint);
  pen.rect(x - half, y - size * 0.78, half * 2, size * 1.56, size * 0.78, paint.panel, colour, 1);
  pen.text(label.text, x, y + size * 0.36, { size, bold: true, colour: paint.ink });
}

/** Free slots: names first by weight, then figures; what finds no room is left for pointing, zooming, or the table. */
function placeLabels(frame, scale, focus, stress) {
  const size = Math.max(11.5, Math.min(26, 10 / scale));
  const key = `${frame.version} ${size.toFixed(1)} ${scale > 1.15} ${state.node} ${state.edge} ${focus.hover} ${focus.link?.link.id} ${state.lang}`;
  if (frame.labels?.key === key) return frame.labels.list;
  const grid = new Room();
  const list = [];
  for (const item of frame.items) {
    if (item.tree) grid.take(...boundsOf(item));
    else grid.take(item.x - item.r, item.y - item.r, item.x + item.r, item.y + item.r);
    if (hasBadge(frame, item)) {
      const { x, y, half, tall } = badgeAt(frame, item);
      grid.take(x - half, y - tall, x + half, y + tall);
    }
  }
  // That something was read from context is said in the panel and the table; in the picture where there is room for it.
  const near = scale > 1.15 && frame.links.length < 400;
  const lines = frame.links.filter((line) => line.pill || line.change || line.mark === "!" || (line.mark && (near || stress?.links.has(line))));
  lines.sort((p, q) => (stress ? Number(stress.links.has(q)) - Number(stress.links.has(p)) : 0) || q.style.line - p.style.line);
  const write = (line) => {
    const label = pillSlot(line, Math.max(10.5, size * 0.86), grid, line.change || stress?.links.has(line));
    if (label) list.push(label);
  };
  // Shares find their slot before names do: a name has four sides, a line is where it is.
  const isShare = (line) => line.change || line.kind === "owns" && line.link.edges[0].lower !== undefined;
  const first = (id) => (id === state.node || id === focus.hover ? 2 : stress?.items.has(id) ? 1 : 0);
  if (!frame.tree) {
    const order = [...frame.items].sort((p, q) => first(q.id) - first(p.id) || q.weight - p.weight || (p.id < q.id ? -1 : 1));
    const most = frame.items.length > 1500 ? 60 : 100000;
    const chosen = order.filter((item) => first(item.id) === 2);
    const named = (items) => {
      for (const item of items) {
        // What stands out is named even where a name that is dimmed would lie.
        const label = nameSlot(item, size, grid, first(item.id) === 2 || (first(item.id) === 1 && (stress?.items.size ?? 99) <= 12));
        if (label) list.push(label);
      }
    };
    named(chosen);
    for (const line of lines) if (isShare(line)) write(line);
    named(order.slice(0, most).filter((item) => !chosen.includes(item)));
  } else for (const line of lines) if (isShare(line)) write(line);
  for (const line of lines) if (!isShare(line)) write(line);
  frame.labels = { key, list };
  return list;
}

function nameSlot(item, size, grid, must) {
  const strong = item.weight > 11 || must;
  const wide = Math.max(...item.lines.map((line) => width(line, size, strong)));
  const tall = item.lines.length * size * 1.18;
  const gap = item.r + 3;
  const slots = [
    [item.x, item.y + gap + size * 0.95], [item.x, item.y - gap - tall + size * 0.95],
    [item.x + gap + wide / 2 + 2, item.y - tall / 2 + size * 0.95], [item.x - gap - wide / 2 - 2, item.y - tall / 2 + size * 0.95],
  ];
  for (const [x, y] of slots) {
    const box = [x - wide / 2 - 1, y - size * 0.9, x + wide / 2 + 1, y - size * 0.9 + tall];
    if (grid.free(...box)) {
      grid.take(...box);
      return { item, x, y, size, strong, box };
    }
  }
  if (!must) return null;
  for (let ring = 1; ring < 5; ring += 1) {
    for (const [dx, dy] of [[0, 1], [0, -1], [1, 0.6], [-1, 0.6], [1, -0.6], [-1, -0.6]]) {
      const [x, y] = [item.x + dx * (gap + wide / 2), item.y + dy * (gap + tall * 0.6 * ring + 8) + size * 0.3];
      const box = [x - wide / 2 - 1, y - size * 0.9, x + wide / 2 + 1, y - size * 0.9 + tall];
      if (!grid.free(...box)) continue;
      grid.take(...box);
      return { item, x, y, size, strong, box };
    }
  }
  const [x, y] = slots[0];
  grid.take(x - wide / 2 - 1, y - size * 0.9, x + wide / 2 + 1, y - size * 0.9 + tall);
  return { item, x, y, size, strong };
}

const ALONG = [0.56, 0.62, 0.5, 0.68, 0.44, 0.74, 0.38, 0.8, 0.32, 0.86, 0.26, 0.2, 0.14];

function pillSlot(line, size, grid, must) {
  const text = [line.mark, line.pill].filter(Boolean).join(" ");
  const half = width(text, size, true) / 2 + size * 0.55;
  const slots = must ? ALONG : line.a.tree ? [0.6, 0.68, 0.5, 0.42, 0.76, 0.32, 0.22] : [0.56, 0.66, 0.46, 0.75, 0.36, 0.84, 0.27, 0.18];
  for (const s of slots) {
    const [x, y] = pointAt(line.c, s);
    const box = [x - half - 1, y - size * 0.8, x + half + 1, y + size * 0.8];
    if (grid.free(...box)) {
      grid.take(...box);
      return { line, text, x, y, size, half, box };
    }
  }
  return null;
}

/** Rectangles that are taken, in cells. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  * around(left, top, right, bottom) {
    for (let x = Math.floor(left / 90); x <= Math.floor(right / 90); x += 1) for (let y = Math.floor(top / 60); y <= Math.floor(bottom / 60); y += 1) yield x * 100003 + y;
  }

  free(left, top, right, bottom) {
    for (const cell of this.around(left, top, right, bottom)) {
      for (const box of this.cells.get(cell) ?? []) if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
    }
    return true;
  }

  take(...box) {
    for (const cell of this.around(...box)) {
      const held = this.cells.get(cell);
      if (held) held.push(box);
      else this.cells.set(cell, [box]);
    }
  }
}

/** Colours that stand for a relation in the legend. @param {string} kind */
export function strokeColour(kind) {
  return colourOf(data.strokes[kind], colours());
}

/** What a mark means. @param {string} mark */
export function markText(mark) {
  return mark === "!" ? t("conflict") : t("reading");
}
