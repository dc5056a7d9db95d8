/** Fold and unfold, and grow: what a click on a badge, a button of the panel and a key do alike. */
import { nodes } from "./data.js";
import { state, set, toggle } from "./state.js";
import { shown, wouldHide, allFoldable } from "./shown.js";
import { centreOf, more } from "./growing.js";
import { t, figure } from "./words.js";

/** How many neighbours of a node, or of those that it stands for, can still be brought forth. @param {string} id */
export function canOpen(id) {
  const node = nodes.get(id);
  const { waiting, from } = shown(state);
  if (!node?.gathers) return state.focus === "near" ? (waiting.get(id) ?? 0) : 0;
  return state.view === "net" && !state.focus ? node.members.length - [...from.values()].filter((one) => one === id).length : 0;
}

/** Bring forth the next of them. @param {string} id */
export function openMore(id) {
  if (canOpen(id)) set({ grown: more(state.grown, nodes.get(id)?.gathers ? "" : (centreOf(state) ?? ""), id) });
}

/** Fold a node that is unfolded, or the reverse. @param {string} id */
export function turn(id) {
  const shut = state.shut.has(id);
  if (shut || wouldHide(state, id)) toggle("shut", id, !shut);
}

/** What the button of a node says; nothing where nothing folds. @param {string} id */
export function foldText(id) {
  const count = shown(state).folded.get(id);
  if (state.shut.has(id)) return t("unfold", figure(count ?? 0));
  const would = state.view === "net" || state.view === "tree" ? wouldHide(state, id) : 0;
  return would ? t("fold", figure(would)) : "";
}

/** What a click on a badge does. @param {string} id */
export function openBadge(id) {
  if (state.shut.has(id)) turn(id);
  else openMore(id);
}

/** Fold all that folds, or unfold it. */
export function turnAll() {
  set({ shut: state.shut.size ? new Set() : new Set(allFoldable(state)) });
}
