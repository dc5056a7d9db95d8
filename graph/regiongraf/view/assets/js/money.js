/** The money page: one stage and one period at a time, drawn from the geometry that Python worked out. */
import { data, nodes } from "./data.js";
import { state, set } from "./state.js";
import { t, say, nameOf, term } from "./words.js";
import { el, svg, byId } from "./dom.js";
import { nodeButton, citations } from "./panel.js";
import { wrap } from "./measure.js";

function nameOfEnd(end) {
  return end.node && nodes.has(end.node) ? nameOf(nodes.get(end.node)) : say(end.label);
}

function picture(chart) {
  const links = chart.links.map((link) => svg("path", { d: link.d, class: link.known ? "flow" : "flow unnamed", fill: link.known ? "var(--company)" : "var(--neutral)" }, svg("title", {}, `${nameOfEnd(chart.ends[link.from])} → ${nameOfEnd(chart.ends[link.to])}: ${say(link.text)}`)));
  const ends = chart.ends.map((end) => {
    const name = nameOfEnd(end);
    const left = end.side === "left";
    const group = svg("g", end.node ? { class: "end", onclick: () => set({ view: "net", node: end.node, focus: null, edge: null }) } : { class: "end" }, svg("title", {}, `${name}: ${say(end.text)}`));
    const lines = wrap(name, (chart.room - 14) * (12 / 13.5), 2, true);
    const x = left ? end.x - 8 : end.x + chart.bar + 8;
    group.append(
      svg("rect", { x: end.x, y: end.y, width: chart.bar, height: Math.max(2, end.height), rx: 2, fill: end.node ? "var(--ink)" : "var(--neutral)" }),
      ...lines.map((line, index) => svg("text", { x, y: end.middle - 1 - (lines.length - 1 - index) * 15 + (lines.length - 1) * 7, "text-anchor": left ? "end" : "start", class: "endname" }, line)),
      svg("text", { x, y: end.middle + 14 + (lines.length - 1) * 7, "text-anchor": left ? "end" : "start", class: "endsum" }, say(end.text)),
    );
    return group;
  });
  return svg("svg", { viewBox: `0 0 ${chart.width} ${chart.height}`, role: "img", "aria-label": t("moneypicture", term(chart.stage), chart.period || t("noperiod")) }, links, ends);
}

/** Write the money page anew. */
export function renderMoney() {
  const place = byId("money");
  const charts = data.money;
  if (!charts.length) return place.replaceChildren(el("p", { class: "soft" }, t("nomoney")));
  const chart = charts.find((one) => one.key === state.money) ?? charts[0];
  const choice = el("select", { id: "money-choice", onchange: (event) => set({ money: event.target.value }) },
    charts.map((one) => el("option", { value: one.key, selected: one === chart }, [term(one.stage), one.period || t("noperiod"), one.loan ? t("loans") : "", one.annual ? t("annual") : "", say(one.total)].filter(Boolean).join(" · "))));
  const rows = chart.rows.map((row) =>
    el("tr", {}, el("td", {}, row.funder ? nodeButton(row.funder) : el("span", { class: "soft" }, t("fundernotstated"))), el("td", {}, row.recipient ? nodeButton(row.recipient) : el("span", { class: "soft" }, t("recipientnotstated"))),
      el("td", { class: "num" }, say(row.amount)), el("td", {}, [row.instrument ? term(row.instrument) : "", say(row.purpose)].filter(Boolean).join(": ")), el("td", {}, citations(row))));
  return place.replaceChildren(
    el("div", { class: "moneyhead" }, el("h2", {}, t("moneytitle")), el("label", { for: "money-choice" }, t("moneychoice")), choice),
    el("p", { class: "soft" }, t("moneyhint"), data.compared ? ` ${t("comparemoney")}` : ""),
    chart.links.length ? el("div", { class: "sankey" }, picture(chart)) : el("p", { class: "soft" }, say(chart.refusal)),
    ...chart.remarks.map((words) => el("p", { class: "note" }, say(words))),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("moneytable") },
      el("table", {}, el("caption", {}, t("moneytable")), el("thead", {}, el("tr", {}, ["from", "to", "amount", "purpose", "source"].map((key) => el("th", { scope: "col" }, t(`column.${key}`))))), el("tbody", {}, rows))),
  );
}
