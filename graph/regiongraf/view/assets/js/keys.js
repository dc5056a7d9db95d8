/** The whole page by keyboard: walk the picture with arrows, ask with letters. */
import { state, set, reset } from "./state.js";
import { nodes } from "./data.js";
import { currentFrame, fit, zoom } from "./network.js";
import { byId, announce } from "./dom.js";
import { openMore, turn, turnAll } from "./opening.js";
import { t, nameOf, say } from "./words.js";

const TURNS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

/** The nearest node in a direction, and those linked to this one before others. @param {string} key */
export function step(key) {
  const frame = currentFrame();
  if (!frame?.items.length) return null;
  const here = state.node ? frame.byId.get(state.node) : null;
  if (!here) return [...frame.items].sort((p, q) => q.weight - p.weight || (p.id < q.id ? -1 : 1))[0].id;
  const linked = new Set(frame.links.flatMap((line) => (line.a === here ? [line.b.id] : line.b === here ? [line.a.id] : [])));
  /** @type {string | null} */
  let best = null;
  let least = Infinity;
  for (const item of frame.items) {
    if (item === here) continue;
    const [dx, dy] = [item.x - here.x, item.y - here.y];
    let off = Math.abs(Math.atan2(dy, dx) - TURNS[key]);
    if (off > Math.PI) off = 2 * Math.PI - off;
    if (off > Math.PI / 3) continue;
    const cost = Math.hypot(dx, dy) * (1 + 1.6 * off) * (linked.has(item.id) ? 0.6 : 1);
    if (cost < least) [least, best] = [cost, item.id];
  }
  return best;
}

/** What a screen reader hears of a node. @param {string} id */
export function describe(id) {
  const node = nodes.get(id);
  const frame = currentFrame();
  if (!node) return "";
  const count = frame ? frame.links.filter((line) => line.a.id === id || line.b.id === id).length : 0;
  return t("heard", nameOf(node), say(node.formLabel), count);
}

const typing = (target) => target instanceof HTMLElement && (target.matches("input:not([type=checkbox]):not([type=range]), textarea, select") || target.isContentEditable);

/** Answer to keys. */
export function openKeys() {
  byId("canvas-keys").addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in TURNS) {
      event.preventDefault();
      const id = step(event.key);
      if (id) {
        set({ node: id, edge: null });
        announce(describe(id));
      } else announce(t("nofurther"));
    } else if (event.key === "Enter" && state.node) {
      event.preventDefault();
      byId("panel-title").focus();
    } else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "0") fit(true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
    if (event.target instanceof HTMLElement && event.target.closest("dialog")) return;
    const key = event.key.toLowerCase();
    if (key === "/") {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (document.body.dataset.drawer) delete document.body.dataset.drawer;
      else if (state.node || state.edge || state.focus) set({ node: null, edge: null, focus: null });
      else reset();
    } else if (state.node && (key === "u" || key === "n" || key === "g")) {
      const focus = { u: "up", n: "down", g: "near" }[key];
      set({ focus, grown: "", view: focus === "near" ? "net" : "tree" });
    } else if (key === "f" && event.shiftKey) turnAll();
    else if (state.node && key === "f") turn(state.node);
    else if (state.node && key === "m") openMore(state.node);
  });
}
