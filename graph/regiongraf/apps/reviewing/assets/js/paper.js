/* The document: a page as it is printed with the place marked, or its text as text nodes. */

import { byId, el, every, fill } from "./dom.js";
import { current, partOf, recordOf, spanOf, state, stateOf } from "./model.js";
import { both, t } from "./words.js";
import { get } from "./wire.js";

/** @type {number | null} The part that is shown. */
let drawn = null;

const hasPictures = () => state.document.pictures;
const address = (part) => `picture/${part + 1}?width=1100`;

/** Show where an entry stands. */
export async function show(entry) {
  const span = spanOf(entry);
  if (span) state.part = partOf(span[0]);
  await draw(span);
}

export async function turn(step) {
  state.part = Math.min(Math.max(0, state.part + step), state.document.parts.length - 1);
  await draw(null);
}

export async function redraw() {
  await draw(spanOf(current()));
}

async function draw(span) {
  const part = state.part;
  const [, start, end] = state.document.parts[part];
  const paged = state.document.parts.length;
  byId("where").textContent = paged > 1 || hasPictures() ? `${t("page")} ${part + 1} / ${paged}` : "";
  byId("before").disabled = part === 0;
  byId("after").disabled = part === paged - 1;
  byId("shape").hidden = !hasPictures();
  byId("shape").textContent = state.picture ? t("as-text") : t("as-picture");
  byId("remarks").textContent = state.document.remarks.map(both).join(" · ");
  byId("remarks").hidden = !state.document.remarks.length;
  const within = span && span[0] >= start && span[0] < end ? span : null;
  drawn = part;
  if (hasPictures() && state.picture) await picture(part, within);
  else await text(part, within);
  for (const near of [part + 1, ...nextParts()]) if (near !== part) preload(near);
}

/** The parts of the entries that come next, so that moving on waits for nothing. */
function nextParts() {
  const place = state.order.findIndex((entry) => entry.id === state.at);
  return [...new Set(state.order.slice(place + 1, place + 4).map(spanOf).filter(Boolean).map(([start]) => partOf(start)))];
}

export function preload(part) {
  if (part < 0 || part >= state.document.parts.length) return;
  get(`part/${part}`).catch(() => {});
  if (!hasPictures() || !state.picture) return;
  get(`places/${part + 1}`).catch(() => {});
  new Image().src = address(part);
}

async function picture(part, span) {
  const frame = el("figure", { class: "picture", "data-part": part });
  const image = el("img", { src: address(part), alt: `${t("page")} ${part + 1}` });
  frame.append(image);
  fill(byId("sheet"), frame);
  image.addEventListener("error", () => { state.picture = false; redraw(); }, { once: true });
  const places = await get(`places/${part + 1}`).catch(() => []);
  if (drawn !== part || !frame.isConnected) return;
  if (!places.length) return;
  const boxes = [];
  for (const item of state.items.values()) {
    if (partOf(item.start) === part && recordOf(item.key)) boxes.push(...marked(places, [item.start, item.end], "beside"));
  }
  if (span) boxes.push(...marked(places, span, "now"));
  frame.append(...boxes);
  const now = frame.querySelector("i.now");
  const seen = () => centre(now);
  if (image.complete) seen(); else image.addEventListener("load", seen, { once: true });
}

/** Boxes over the words of a span, those of one line as one. */
function marked(places, [start, end], kind) {
  const lines = [];
  for (const [from, to, left, top, right, bottom] of places) {
    if (from >= end || to <= start) continue;
    const width = right - left;
    const first = left + (width * Math.max(0, start - from)) / (to - from);
    const last = left + (width * Math.min(to - from, end - from)) / (to - from);
    const before = lines.at(-1);
    if (before && before.top === top && first >= before.left) before.right = last;
    else lines.push({ left: first, right: last, top, bottom });
  }
  return lines.map(({ left, right, top, bottom }) => {
    const box = el("i", { class: kind });
    Object.assign(box.style, { left: `${left * 100}%`, width: `${(right - left) * 100}%`, top: `${top * 100}%`, height: `${(bottom - top) * 100}%` });
    return box;
  });
}

async function text(part, span) {
  const told = await get(`part/${part}`);
  if (drawn !== part) return;
  const at = units(told.text);
  const size = at.count;
  const spans = [];
  const inside = (start, end, kind) => {
    const from = Math.max(0, start - told.start), to = Math.min(size, end - told.start);
    if (from < to) spans.push([from, to, kind]);
  };
  for (const item of state.items.values()) inside(item.start, item.end, stateOf(item.key));
  for (const record of state.now.records) for (const [start, end] of record.spans) inside(start, end, "added");
  if (span) inside(span[0], span[1], "now");
  const rank = ["rejected", "open", "added", "edited", "accepted", "now"];
  const cuts = [...new Set([0, size, ...spans.flatMap(([from, to]) => [from, to])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    const words = told.text.slice(at.unit(from), at.unit(to));
    const kinds = spans.filter(([a, b]) => a <= from && to <= b).map(([, , kind]) => kind);
    const kind = kinds.sort((a, b) => rank.indexOf(b) - rank.indexOf(a))[0];
    pieces.push(kind ? el("mark", { class: kind }, words) : words);
  }
  fill(byId("sheet"), el("div", { class: "text", "data-part": part }, pieces));
  centre(byId("sheet").querySelector("mark.now"));
}

/** Bring a place into the middle of the sheet, and leave the rest of the page where it is. */
function centre(place) {
  if (!place) return;
  const sheet = byId("sheet");
  const there = place.getBoundingClientRect();
  const frame = sheet.getBoundingClientRect();
  sheet.scrollTop += there.top - frame.top - Math.max(40, (frame.height - there.height) / 2.6);
  sheet.scrollLeft += Math.min(0, there.left - frame.left - 20) + Math.max(0, there.right - frame.right + 20);
}

/** Code points of a text to its UTF-16 units, which is what the browser counts in. */
function units(words) {
  if (!/[\ud800-\udbff]/.test(words)) return { count: words.length, unit: (n) => n, point: (n) => n };
  const starts = [];
  let unit = 0;
  for (const char of words) { starts.push(unit); unit += char.length; }
  starts.push(unit);
  return { count: starts.length - 1, unit: (n) => starts[n], point: (n) => starts.findLastIndex((start) => start <= n) };
}

/** The words that are selected in the text, as offsets of the document, without the space around them; null for none. */
export async function selected() {
  const chosen = getSelection();
  const [box] = every(".text", byId("sheet"));
  if (!box || !chosen?.rangeCount || chosen.isCollapsed || !box.contains(chosen.anchorNode) || !box.contains(chosen.focusNode)) return null;
  const told = await get(`part/${box.dataset.part}`);
  const range = chosen.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const lead = raw.length - raw.trimStart().length;
  const words = raw.trim();
  if (!words) return null;
  const at = units(told.text);
  const from = before.toString().length + lead;
  return { start: told.start + at.point(from), end: told.start + at.point(from + words.length), words };
}

/** Select the words of the current entry, from where Shift and the arrow keys go on. */
export async function selectCurrent() {
  if (state.picture && hasPictures()) { state.picture = false; await redraw(); }
  const marks = every("mark.now", byId("sheet"));
  const chosen = getSelection();
  if (!marks.length || !chosen) return;
  const range = document.createRange();
  range.setStartBefore(marks[0]);
  range.setEndAfter(marks[marks.length - 1]);
  chosen.removeAllRanges();
  chosen.addRange(range);
  byId("sheet").focus({ preventScroll: true });
}

/** The words of a span, as text; empty where its part is not there yet. */
export async function wordsOf([start, end]) {
  const told = await get(`part/${partOf(start)}`).catch(() => null);
  if (!told) return "";
  const at = units(told.text);
  return told.text.slice(at.unit(start - told.start), at.unit(Math.min(at.count, end - told.start)));
}
