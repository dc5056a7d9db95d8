/** What the reader can take away: PNG, SVG, CSV, a link, a printed page. All of it is what is shown. */
import { data, nodes } from "./data.js";
import { state } from "./state.js";
import { currentFrame, isNarrow } from "./network.js";
import { makeFrame, extent } from "./frame.js";
import { paintFrame, colours } from "./paint.js";
import { canvasPen, svgPen, escapeXml } from "./pen.js";
import { FONT } from "./measure.js";
import { rows, reliability } from "./table.js";
import { figureOf, citation, periodOf } from "./panel.js";
import { t, say, nameOf } from "./words.js";
import { shown } from "./shown.js";
import { el, byId, announce } from "./dom.js";
import { compared, inWords } from "./compare.js";

const MARGIN = 28;

function frameNow() {
  return state.view === "net" || state.view === "tree" ? (currentFrame() ?? makeFrame(isNarrow())) : makeFrame(false);
}

/** Title of what is shown. */
export function heading() {
  const node = state.node ? nodes.get(state.node) : null;
  if (node && state.focus === "up") return `${t("whoowns")} – ${nameOf(node)}`;
  if (node && state.focus === "down") return `${t("whatowns")} – ${nameOf(node)}`;
  return node && state.focus === "near" ? `${t("near")} – ${nameOf(node)}` : say(data.title);
}

/** Sources of what is shown, one line. */
export function sourceLine() {
  const cited = new Set(shown(state).links.flatMap((link) => link.edges.flatMap((edge) => edge.evidence.map((one) => one.source))));
  const named = data.sources.filter((source) => cited.has(source.id)).map((source) => [say(source.title), source.issued].filter(Boolean).join(", "));
  return `${t("source")}: ${named.join("; ") || "–"} · ${data.licence}`;
}

/** Paint a frame at its own size; what the reader has before them stays as it is seen. */
function paintWhole(pen, frame) {
  const { scale, labels } = frame;
  paintFrame(pen, frame, 1, {});
  Object.assign(frame, { scale, labels });
}

/** The picture as SVG text. */
export function toSvg() {
  const frame = frameNow();
  const paint = colours();
  const [left, top, right, bottom] = extent(frame);
  const pen = svgPen();
  paintWhole(pen, frame);
  const [w, h] = [Math.ceil(right - left + 2 * MARGIN), Math.ceil(bottom - top + 2 * MARGIN + 56)];
  const [x, y] = [Math.floor(left - MARGIN), Math.floor(top - MARGIN - 28)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${w} ${h}" width="${w}" height="${h}" font-family="${escapeXml(FONT)}" fill="none" role="img" lang="${state.lang}">`,
    `<title>${escapeXml(heading())}</title><desc>${escapeXml(sourceLine())}</desc><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${paint.canvas}"/>`,
    `<text x="${x + MARGIN}" y="${y + 32}" font-size="17" font-weight="600" fill="${paint.ink}">${escapeXml(heading())}</text>`,
    ...pen.out,
    `<text x="${x + MARGIN}" y="${y + h - 14}" font-size="11" fill="${paint.soft}">${escapeXml(sourceLine())}</text></svg>\n`,
  ].join("\n");
}

/** The picture as a canvas, `factor` pixels a unit; for paper white and without the line of sources, which stands below it. @param {number} factor @param {boolean} [paper] */
export function toCanvas(factor, paper = false) {
  const frame = frameNow();
  const [left, top, right, bottom] = extent(frame);
  const canvas = document.createElement("canvas");
  const [w, h] = [right - left + 2 * MARGIN, bottom - top + 2 * MARGIN + (paper ? 0 : 30)];
  const scale = Math.min(factor, Math.sqrt(120e6 / (w * h)));
  canvas.width = Math.round(w * scale);
  canvas.height = Math.round(h * scale);
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("no canvas");
  ctx.scale(scale, scale);
  ctx.fillStyle = paper ? "#fff" : colours().canvas;
  ctx.fillRect(0, 0, w, h);
  ctx.translate(MARGIN - left, MARGIN - top);
  const pen = canvasPen(ctx);
  paintWhole(pen, frame);
  if (!paper) pen.text(sourceLine(), left, bottom + MARGIN + 14, { size: 11, colour: colours().soft, anchor: "start" });
  return canvas;
}

/** A cell that no spreadsheet takes for a formula. @param {string | number} value */
function cell(value) {
  const text = typeof value === "number" ? String(value) : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text);
}

/** The statements that are shown, as CSV for a Swedish or an English spreadsheet. */
export function toCsv() {
  const head = ["from", "relation", "to", "share", "amount", "currency", "period", "reliability", "source", "identifier", ...(compared ? ["change"] : [])].map((key) => t(`column.${key}`));
  const list = rows().map(({ edge, source, target }) => [
    nameOf(nodes.get(source)), t(`verb.${edge.kind}`), nameOf(nodes.get(target)), edge.kind === "owns" ? figureOf(edge) : "",
    edge.amount ?? "", edge.amount === undefined ? "" : edge.currency ?? "SEK", periodOf(edge), reliability(edge), edge.evidence.map(citation).join(" | "), edge.statement, ...(compared ? [inWords(edge)] : []),
  ]);
  return `\uFEFF${[head, ...list].map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

function save(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = el("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 4000);
}

/** @param {"png" | "svg" | "csv" | "print"} what */
export function take(what) {
  if (what === "print") return globalThis.print();
  if (what === "svg") return save(new Blob([toSvg()], { type: "image/svg+xml" }), "regiongraf.svg");
  if (what === "csv") return save(new Blob([toCsv()], { type: "text/csv;charset=utf-8" }), "regiongraf.csv");
  return toCanvas(2).toBlob((blob) => (blob ? save(blob, "regiongraf.png") : announce(t("toobig"))), "image/png");
}

/** Copy the address of this state, or show it where copying is not allowed. */
export async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(t("copied"));
    flash(t("copied"));
  } catch {
    const field = /** @type {HTMLInputElement} */ (byId("address"));
    field.value = location.href;
    /** @type {HTMLDialogElement} */ (byId("sharing")).showModal();
    field.select();
  }
}

function flash(text) {
  const note = byId("flash");
  note.textContent = text;
  note.hidden = false;
  setTimeout(() => (note.hidden = true), 2200);
}

/** Put the picture, its title and its sources on the page that is printed; paper is light. */
export function openPrinting() {
  let before = "light";
  addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme ?? "light";
    document.documentElement.dataset.theme = "light";
    const parts = [el("h1", {}, heading())];
    if (state.view === "net" || state.view === "tree") parts.push(toCanvas(3, true));
    byId("print").replaceChildren(...parts, el("p", {}, sourceLine()));
  });
  addEventListener("afterprint", () => {
    document.documentElement.dataset.theme = before;
    byId("print").replaceChildren();
  });
}
