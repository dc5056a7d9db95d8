/** The legend is the filter: what stands in the picture, how often, and a box to leave it out. */
import { data, nodes } from "./data.js";
import { state, set, toggle } from "./state.js";
import { shown, isDoubtful, turnedIn } from "./shown.js";
import { t, say, term, figure, nameOf, byName, parted } from "./words.js";
import { el, svg, byId } from "./dom.js";
import { compared, changeRows, sign } from "./compare.js";

const linked = new Set(data.linked);

/** A line as it is drawn, with dash and head. @param {string} kind @param {number[]} [dash] */
export function sample(kind, dash) {
  const stroke = data.strokes[kind];
  const colour = stroke.hue === "ink" ? "var(--ink)" : `var(--${stroke.hue})`;
  const line = svg("line", { x1: 2, y1: 8, x2: stroke.head === "none" ? 40 : 31, y2: 8, stroke: colour, "stroke-width": Math.max(1.6, stroke.width), "stroke-dasharray": (dash ?? stroke.dash).join(" ") || null });
  const heads = {
    arrow: () => svg("path", { d: "M31 3.500L40 8L31 12.500z", fill: colour }),
    open: () => svg("path", { d: "M32 3.500L39 8L32 12.500M30 8H39", fill: "none", stroke: colour, "stroke-width": 1.8 }),
    dot: () => svg("circle", { cx: 35, cy: 8, r: 3.6, fill: colour }),
    diamond: () => svg("path", { d: "M30 8L35 4L40 8L35 12z", fill: "var(--canvas)", stroke: colour, "stroke-width": 1.5 }),
    bar: () => svg("path", { d: "M34 3V13M31 8H34", stroke: colour, "stroke-width": 2 }),
    none: () => "",
  };
  return svg("svg", { width: 42, height: 16, viewBox: "0 0 42 16", "aria-hidden": "true", class: "sample" }, line, heads[stroke.head]());
}

/** A node's badge as it is drawn. @param {{icon: string, family: string, shape: string}} node @param {number} [size] */
export function badge(node, size = 22) {
  const fill = `var(--${node.family})`;
  const shapes = {
    disc: () => svg("circle", { cx: 16, cy: 16, r: 15, fill }),
    square: () => svg("rect", { x: 2, y: 2, width: 28, height: 28, rx: 5, fill }),
    diamond: () => svg("path", { d: "M16 0L32 16L16 32L0 16z", fill }),
    hexagon: () => svg("path", { d: "M32 16L24 30H8L0 16L8 2H24z", fill }),
  };
  const icon = svg("path", { d: data.icons[node.icon] ?? data.icons.FormNotStated, transform: "translate(6.500 6.500) scale(.79)", fill: "none", stroke: "var(--icon)", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
  return svg("svg", { width: size, height: size, viewBox: "-1 -1 34 34", "aria-hidden": "true", class: "badge" }, shapes[node.shape](), icon);
}

function row(id, checked, mark, text, count, onchange) {
  const box = el("input", { type: "checkbox", id, checked, onchange: (event) => onchange(event.target.checked) });
  return el("li", {}, box, el("label", { for: id }, el("span", { class: "mark" }, mark), el("span", { class: "what" }, parted(text)), el("span", { class: "count" }, String(count))));
}

/** Write the legend anew. */
export function renderLegend() {
  const held = document.activeElement?.id;
  const perKind = new Map();
  for (const edge of data.edges) if (state.replaced || !["Refined", "Deprecated"].includes(edge.rank)) perKind.set(edge.kind, (perKind.get(edge.kind) ?? 0) + 1);
  const kinds = Object.keys(data.strokes).filter((kind) => perKind.has(kind));
  byId("kinds").replaceChildren(
    ...kinds.map((kind) => row(`kind-${kind}`, !state.off.has(kind), sample(kind), t(`kind.${kind}`), perKind.get(kind), (on) => toggle("off", kind, !on))),
  );
  const forms = new Map();
  for (const node of data.nodes) {
    if (!linked.has(node.id)) continue;
    const found = forms.get(node.icon) ?? { node, count: 0 };
    found.count += 1;
    forms.set(node.icon, found);
  }
  const order = Object.keys(data.themes.light.fills);
  const sorted = [...forms.values()].sort((p, q) => order.indexOf(p.node.family) - order.indexOf(q.node.family) || byName(say(data.forms[p.node.icon]), say(data.forms[q.node.icon])));
  byId("forms").replaceChildren(
    ...sorted.map(({ node, count }) => row(`form-${node.icon}`, !state.forms.has(node.icon), badge(node), say(data.forms[node.icon]), count, (on) => toggle("forms", node.icon, !on))),
  );
  const doubtful = data.edges.filter((edge) => isDoubtful(edge) && !["Refined", "Deprecated"].includes(edge.rank)).length;
  const replaced = data.edges.filter((edge) => ["Refined", "Deprecated"].includes(edge.rank)).length;
  byId("trust").replaceChildren(
    ...readings().map(([code, count]) => row(`reading-${code}`, !state.unsure.has(code), el("span", { class: "glyphs" }, code === "conflict" ? "!" : code === "Stated" ? "" : "≈"), code === "conflict" ? t("conflict") : term(code), count, (on) => toggle("unsure", code, !on))),
    row("only-doubt", state.doubt, el("span", { class: "glyphs" }, "≈ !"), t("onlydoubt"), doubtful, (on) => set({ doubt: on })),
    ...(replaced ? [row("with-replaced", state.replaced, el("span", { class: "glyphs" }, "↺"), t("withreplaced"), replaced, (on) => set({ replaced: on }))] : []),
  );
  byId("comparison").hidden = !compared;
  if (compared) {
    byId("changes").replaceChildren(...changeRows(row));
    byId("compared-with").textContent = t("comparedwith", compared.name);
  }
  renderYears();
  byId("indirect-sample").replaceChildren(sample("owns", data.indirectDash));
  byId("dash-sample").replaceChildren(sample("owns", data.unknownDash));
  const { links, nodes: drawn, folded } = shown(state);
  const hidden = [...folded.values()].reduce((sum, count) => sum + count, 0);
  byId("tally").textContent = [t("tally", figure([...drawn].filter((id) => !nodes.get(id)?.gathers).length), figure(links.reduce((sum, link) => sum + link.edges.length, 0))), hidden ? t("foldedaway", figure(hidden)) : ""].filter(Boolean).join(" ");
  if (held) document.getElementById(held)?.focus();
}

/** How each statement was read, with how many there are, and those contradicted. @returns {[string, number][]} */
function readings() {
  const found = new Map();
  for (const edge of data.edges) {
    if (["Refined", "Deprecated"].includes(edge.rank) || !edge.evidence.length) continue;
    found.set(edge.derivation, (found.get(edge.derivation) ?? 0) + 1);
    if (edge.conflict) found.set("conflict", (found.get("conflict") ?? 0) + 1);
  }
  return found.size < 2 ? [] : [...found].sort(([a], [b]) => Number(b === "Stated") - Number(a === "Stated") || Number(a === "conflict") - Number(b === "conflict") || (a < b ? -1 : 1));
}

const MOST = 8;

/** What a year brings and takes against the year before, as lists that open what they name. */
function turnover() {
  const found = turnedIn(state);
  if (!found) return [];
  const claim = (edge) => `${nameOf(nodes.get(edge.source))} ${t(`verb.${edge.kind}`)} ${nameOf(nodes.get(edge.target))}`;
  const list = (change, some) => [
    ...some.slice(0, MOST).map((edge) => el("li", {}, el("span", { class: `sign ${change}`, "aria-hidden": "true" }, sign(change)), el("button", { type: "button", class: "name", onclick: () => set({ edge: edge.id, node: null }) }, claim(edge)))),
    ...(some.length > MOST ? [el("li", { class: "soft" }, t("andmore", figure(some.length - MOST)))] : []),
  ];
  return [el("p", { class: "hint" }, t("turnover", found.before, figure(found.come.length), figure(found.gone.length))), el("ul", { class: "changes" }, list("added", found.come), list("removed", found.gone))];
}

function renderYears() {
  const years = data.years;
  byId("years").hidden = years.length < 2;
  if (years.length < 2) return;
  const slider = byId("year");
  if (!(slider instanceof HTMLInputElement)) return;
  slider.max = String(years.length);
  slider.value = String(state.date ? years.indexOf(Number(state.date)) + 1 : 0);
  const text = state.date ?? t("allyears");
  slider.setAttribute("aria-valuetext", text);
  byId("year-shown").textContent = text;
  byId("turnover").replaceChildren(...turnover());
}

/** Answer to the slider. */
export function openLegend() {
  byId("year").addEventListener("input", (event) => {
    const index = Number(/** @type {HTMLInputElement} */ (event.target).value);
    set({ date: index ? String(data.years[index - 1]) : null });
  });
}
