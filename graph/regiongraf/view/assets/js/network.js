/** The drawing surface: vis-network pans, zooms, drags and says what is under the pointer; what is seen is painted by us. */
import { data } from "./data.js";
import { state } from "./state.js";
import { makeFrame, route, extent, linkAt, moved, badgeAt, badgeUnder } from "./frame.js";
import { paintFrame } from "./paint.js";
import { CARD } from "./tree.js";
import { byId } from "./dom.js";

/** @type {{hover: string | null, link: import("./frame.js").Line | null}} */
const focus = { hover: null, link: null };
let network;
/** @type {import("./frame.js").Frame} */
let frame;
let steered = false;
let camera = { scale: 1 };

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const isNarrow = () => byId("canvas").clientWidth < 620;
export const currentFrame = () => frame;

/** Open the surface. @param {{choose: (change: any) => void, open: (id: string) => void}} on */
export function open(on) {
  const container = byId("canvas");
  network = new globalThis.vis.Network(container, { nodes: [], edges: [] }, data.options);
  const surface = container.querySelector(".vis-network");
  if (surface instanceof HTMLElement) surface.tabIndex = -1;
  network.on("beforeDrawing", (ctx) => {
    if (!frame) return;
    ctx.save();
    paintFrame(pen(ctx), frame, network.getScale(), focus);
    ctx.restore();
  });
  network.on("click", (event) => {
    const { x, y } = event.pointer.canvas;
    const held = badgeUnder(frame, x, y);
    if (held) return on.open(held.id);
    const id = event.nodes[0] ?? network.getNodeAt(event.pointer.DOM);
    if (id) return on.choose({ node: id, edge: null });
    const line = linkAt(frame, x, y, 8 / network.getScale());
    if (line) return on.choose({ edge: line.link.edges[0].id });
    return on.choose(state.focus ? { edge: null } : { node: null, edge: null });
  });
  network.on("doubleClick", (event) => {
    const id = event.nodes[0] ?? network.getNodeAt(event.pointer.DOM);
    if (id && !badgeUnder(frame, event.pointer.canvas.x, event.pointer.canvas.y)) on.choose({ node: id, edge: null, focus: "near", hops: 1, grown: "" });
  });
  network.on("hoverNode", ({ node }) => point(node, null));
  network.on("blurNode", () => point(null, null));
  network.on("dragging", drag);
  network.on("dragEnd", drag);
  network.on("dragStart", () => (steered = true));
  network.on("zoom", () => (steered = true));
  network.on("resize", () => requestAnimationFrame(() => (steered ? null : fit(false))));
  container.addEventListener("pointermove", (event) => {
    if (focus.hover || event.buttons || !frame || frame.links.length > 3000) return;
    const box = container.getBoundingClientRect();
    const at = network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
    point(null, linkAt(frame, at.x, at.y, 7 / network.getScale()));
  });
}

const pens = new WeakMap();
function pen(ctx) {
  if (!pens.has(ctx)) pens.set(ctx, canvasPenOf(ctx));
  return pens.get(ctx);
}
/** @type {(ctx: CanvasRenderingContext2D) => any} */
let canvasPenOf = () => null;
/** Which pen to paint the surface with. */
export function usePen(make) {
  canvasPenOf = make;
}

function point(hover, link) {
  if (focus.hover === hover && focus.link === link) return;
  focus.hover = hover;
  focus.link = link;
  byId("canvas").style.cursor = hover || link ? "pointer" : "";
  network.redraw();
}

function drag(event) {
  steered = true;
  if (!event.nodes.length) return;
  for (const id of event.nodes) {
    const item = frame.byId.get(id);
    const body = network.body.nodes[id];
    if (!item || !body) continue;
    item.x = body.x;
    item.y = body.y;
    if (!frame.tree) moved.set(id, { x: body.x, y: body.y });
  }
  route(frame);
  if (event.event?.type === "dragend") network.redraw();
}

/** Build the frame of the present state and show it. @param {boolean} refit */
export function show(refit) {
  const before = frame ? { position: network.getViewPosition(), scale: network.getScale() } : camera;
  frame = makeFrame(isNarrow());
  focus.hover = focus.link = null;
  const list = frame.items.map((item) => {
    const size = item.tree ? CARD : { width: item.r * 2, height: item.r * 2 };
    return { id: item.id, x: item.x, y: item.y, shape: "custom", ctxRenderer: () => ({ drawNode: () => {}, nodeDimensions: size }) };
  });
  network.setData({ nodes: list, edges: [] });
  if (refit) {
    steered = false;
    fit(false);
  } else network.moveTo({ ...before, animation: false });
}

/** Paint again, as it is. */
export function repaint() {
  if (frame) frame.labels = null;
  network?.redraw();
}

/** Show all of it, or the nodes of `ids`. @param {boolean} animate @param {Set<string>} [ids] */
export function fit(animate, ids) {
  const container = byId("canvas");
  const [left, top, right, bottom] = extent(frame, ids);
  // Below stand the buttons, above what was asked.
  const above = byId("crumb").hidden ? 14 : 66;
  const room = { width: Math.max(60, container.clientWidth - 28), height: Math.max(60, container.clientHeight - above - 60) };
  const scale = Math.min(1.3, room.width / (right - left || 1), room.height / (bottom - top || 1));
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (60 - above) / 2 / scale };
  camera = { position, scale };
  network.moveTo({ position, scale, animation: animate && !still() ? { duration: 320, easingFunction: "easeInOutQuad" } : false });
}

/** Bring one node into sight, near enough to read. @param {string} id */
export function reveal(id) {
  const item = frame?.byId.get(id);
  if (!item) return;
  const container = byId("canvas");
  const at = network.canvasToDOM({ x: item.x, y: item.y });
  const inside = at.x > 60 && at.y > 60 && at.x < container.clientWidth - 60 && at.y < container.clientHeight - 60;
  const scale = Math.max(network.getScale(), 0.55);
  if (inside && scale === network.getScale()) return repaint();
  steered = true;
  network.moveTo({ position: { x: item.x, y: item.y }, scale, animation: still() ? false : { duration: 260, easingFunction: "easeInOutQuad" } });
}

/** @param {number} factor */
export function zoom(factor) {
  steered = true;
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: still() ? false : { duration: 140, easingFunction: "linear" } });
}

/** Where a node is on the page, in pixels of the window; for tests and for the keyboard's ring. @param {string} id */
export function pixelOf(id) {
  const item = frame?.byId.get(id);
  if (!item) return null;
  const box = byId("canvas").getBoundingClientRect();
  const at = network.canvasToDOM({ x: item.x, y: item.y });
  return { x: box.left + at.x, y: box.top + at.y };
}

/** Where the badge of a node is on the page, in pixels. @param {string} id */
export function pixelOfBadge(id) {
  const item = frame?.byId.get(id);
  if (!item?.badge) return null;
  const box = byId("canvas").getBoundingClientRect();
  const at = network.canvasToDOM(badgeAt(frame, item));
  return { x: box.left + at.x, y: box.top + at.y };
}

/** The middle of a link on the page, in pixels. @param {string} edge */
export function pixelOfEdge(edge) {
  const line = frame?.links.find((found) => found.link.edges.some((one) => one.id === edge));
  if (!line) return null;
  const box = byId("canvas").getBoundingClientRect();
  const c = line.c;
  const at = network.canvasToDOM({ x: (c[0] + 3 * c[2] + 3 * c[4] + c[6]) / 8, y: (c[1] + 3 * c[3] + 3 * c[5] + c[7]) / 8 });
  return { x: box.left + at.x, y: box.top + at.y };
}
