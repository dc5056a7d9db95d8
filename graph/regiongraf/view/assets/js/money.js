/** The money page: one stage and one period at a time, drawn from the geometry that Python worked out. */
import { data, nodes } from "./data.js";
import { state, set } from "./state.js";
import { t, say, nameOf, term } from "./words.js";
import { el, svg, byId } from "./dom.js";
import { nodeButton, citations, evidence } from "./panel.js";
import { wrap } from "./measure.js";

function nameOfEnd(end) {
  return end.node && nodes.has(end.node) ? nameOf(nodes.get(end.node)) : say(end.label);
}

/** What makes a part of the picture a button, for keys too. @param {string} label @param {() => void} act */
function pressed(label, act) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
  return { role: "button", tabindex: 0, "aria-label": label, onclick: act, onkeydown };
}

/** Open the flows that an amount is made of, with their evidence. @param {number[]} indices */
function openRows(indices) {
  const rows = [...byId("money").querySelectorAll("tbody tr")];
  rows.forEach((row, index) => {
    const mine = indices.includes(index);
    row.classList.toggle("hit", mine);
    row.querySelector("details")?.toggleAttribute("open", mine);
  });
  const first = rows[indices[0]]?.querySelector("summary");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

function picture(chart) {
  const links = chart.links.map((link) => {
    const said = `${nameOfEnd(chart.ends[link.from])} → ${nameOfEnd(chart.ends[link.to])}: ${say(link.text)}`;
    return svg("path", { d: link.d, class: link.known ? "flow" : "flow unnamed", fill: link.known ? "var(--company)" : "var(--neutral)", ...pressed(`${said}. ${t("openflows")}`, () => openRows(link.rows)) }, svg("title", {}, said));
  });
  const ends = chart.ends.map((end) => {
    const name = nameOfEnd(end);
    const left = end.side === "left";
    const group = svg("g", end.node ? { class: "end", ...pressed(`${name}: ${say(end.text)}`, () => set({ view: "net", node: end.node, focus: null, edge: null })) } : { class: "end" }, svg("title", {}, `${name}: ${say(end.text)}`));
    const lines = wrap(name, (chart.room - 14) * (12 / 13.5), 2, true);
    const x = left ? end.x - 8 : end.x + chart.bar + 8;
    group.append(
      svg("rect", { x: end.x, y: end.y, width: chart.bar, height: Math.max(2, end.height), rx: 2, fill: end.node ? "var(--ink)" : "var(--neutral)" }),
      ...lines.map((line, index) => svg("text", { x, y: end.middle - 1 - (lines.length - 1 - index) * 15 + (lines.length - 1) * 7, "text-anchor": left ? "end" : "start", class: "endname" }, line)),
      svg("text", { x, y: end.middle + 14 + (lines.length - 1) * 7, "text-anchor": left ? "end" : "start", class: "endsum" }, say(end.text)),
    );
    return group;
  });
  return svg("svg", { viewBox: `0 0 ${chart.width} ${chart.height}`, role: "group", "aria-label": t("moneypicture", term(chart.stage), chart.period || t("noperiod")) }, links, ends);
}

/** Write the money page anew. */
export function renderMoney() {
  const place = byId("money");
  const charts = data.money;
  if (!charts.length) return place.replaceChildren(el("p", { class: "soft" }, t("nomoney")));
  const chart = charts.find((one) => one.key === state.money) ?? charts[0];
  const choice = el("select", { id: "money-choice", onchange: (event) => set({ money: event.target.value }) },
    charts.map((one) => el("option", { value: one.key, selected: one === chart }, [term(one.stage), one.period || t("noperiod"), one.loan ? t("loans") : "", one.annual ? t("annual") : "", say(one.total) || (one.currency ?? "")].filter(Boolean).join(" · "))));
  const rows = chart.rows.map((row) =>
    el("tr", {}, el("td", {}, row.funder ? nodeButton(row.funder) : el("span", { class: "soft" }, t("fundernotstated"))), el("td", {}, row.recipient ? nodeButton(row.recipient) : el("span", { class: "soft" }, t("recipientnotstated"))),
      el("td", { class: "num" }, say(row.amount)), el("td", {}, [row.instrument ? term(row.instrument) : "", say(row.purpose)].filter(Boolean).join(": ")), el("td", {}, el("details", {}, el("summary", {}, citations(row)), evidence(row)))));
  return place.replaceChildren(
    el("div", { class: "moneyhead" }, el("h2", {}, t("moneytitle")), el("label", { for: "money-choice" }, t("moneychoice")), choice),
    el("p", { class: "soft" }, t("moneyhint"), data.compared ? ` ${t("comparemoney")}` : ""),
    chart.links.length ? el("div", { class: "sankey" }, picture(chart)) : el("p", { class: "soft" }, say(chart.refusal)),
    ...chart.remarks.map((words) => el("p", { class: "note" }, say(words))),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("moneytable") },
      el("table", {}, el("caption", {}, t("moneytable")), el("thead", {}, el("tr", {}, ["from", "to", "amount", "purpose", "source"].map((key) => el("th", { scope: "col" }, t(`column.${key}`))))), el("tbody", {}, rows))),
  );
}
