/** The side panel: where to start, a node with all that is stated of it, or one statement with its evidence. */
import { data, nodes, edges, kronor, sources } from "./data.js";
import { state, set, toggle } from "./state.js";
import { linksOf, chainTree, groupsOf, shown, isDoubtful } from "./shown.js";
import { t, say, term, figure, nameOf, byName } from "./words.js";
import { el, byId, outward } from "./dom.js";
import { badge, sample } from "./legend.js";
import { compared, changeTag, changeList, differences } from "./compare.js";
import { BATCH, asked, isStowed, putBack, takenOut } from "./growing.js";
import { canOpen, foldText, openMore, turn } from "./opening.js";

/** A node's name as a button that opens it. @param {string} id @param {(text: string) => string} [written] */
export function nodeButton(id, written = (text) => text) {
  const node = nodes.get(id);
  return node ? el("button", { class: "name", type: "button", onclick: () => choose(id) }, written(nameOf(node))) : el("span", {}, "?");
}

/** Open a node; the question that was asked stays when it is still about it. @param {string} id */
export function choose(id) {
  if (isStowed(id, takenOut(state.grown))) set({ node: id, edge: null, focus: "near", hops: 1, grown: "", view: "net" });
  else if (state.grown && shown(state).nodes.has(id)) set({ node: id, edge: null });
  else set({ node: id, edge: null, focus: null, ...(state.view === "money" ? { view: "net" } : {}) });
  byId("panel").focus({ preventScroll: true });
}

/** What an edge says of a figure. @param {import("./data.js").Edge} edge */
export function figureOf(edge) {
  if (edge.kind === "owns") return say(edge.share);
  if (edge.kind === "funds") return [say(edge.amountText), edge.instrument ? term(edge.instrument) : "", edge.stage ? term(edge.stage) : "", periodOf(edge)].filter(Boolean).join(" · ");
  return say(edge.roleText);
}

/** The years of an edge. @param {{from?: string, to?: string}} edge */
export function periodOf(edge) {
  return edge.from === edge.to ? (edge.from ?? "") : `${edge.from ?? ""}–${edge.to ?? ""}`;
}

/** One place in a document, in words. @param {import("./data.js").Cited} cited */
export function citation(cited) {
  const source = sources.get(cited.source);
  if (!source) return "";
  const parts = [say(source.title), source.issued];
  if (cited.document) parts.push(cited.document);
  if (cited.page !== undefined) parts.push(t("page", cited.page));
  if (cited.start !== undefined) parts.push(t("characters", figure(cited.start), figure(cited.end ?? cited.start)));
  else if (!cited.document) parts.push(t("background"));
  return parts.join(", ");
}

/** The places of a statement, short: each document once, then its spans; of many the first ones and how many more. @param {import("./data.js").Edge} edge @param {number} [most] */
export function citations(edge, most = 2) {
  const found = new Map();
  for (const cited of edge.evidence) {
    const where = cited.document ?? `${say(sources.get(cited.source)?.title)}, ${t("background")}`;
    if (!found.has(where)) found.set(where, []);
    const page = cited.page === undefined ? "" : `${t("page", cited.page)} `;
    if (cited.start !== undefined) found.get(where).push(`${page}${figure(cited.start)}–${figure(cited.end ?? cited.start)}`);
  }
  // What stands for many has the evidence of each of them.
  if (!edge.evidence.length) return t("manytogether");
  return [...found].map(([where, spans]) => (spans.length ? `${where}: ${spans.slice(0, most).join(", ")}${spans.length > most ? ` +${figure(spans.length - most)}` : ""}` : where)).join("; ");
}

function marks(edge) {
  const found = [changeTag(edge)];
  if (edge.conflict) found.push(el("span", { class: "tag warn" }, t("conflict")));
  if (edge.derivation !== "Stated") found.push(el("span", { class: "tag" }, `≈ ${term(edge.derivation)}`));
  if (!["Normal"].includes(edge.rank)) found.push(el("span", { class: "tag" }, term(edge.rank)));
  if (edge.directness && edge.directness !== "Direct") found.push(el("span", { class: "tag" }, edge.via ? t("via", nameOf(nodes.get(edge.via))) : term(edge.directness)));
  return found;
}

/** The evidence of a statement. @param {import("./data.js").Edge} edge */
export function evidence(edge) {
  return el("ul", { class: "evidence" }, edge.evidence.map((cited) => el("li", {}, cited.quote && el("q", {}, cited.quote), citation(cited))));
}

function statement(edge, other) {
  const open = state.edge === edge.id;
  return el(
    "li", { class: "statement", "data-edge": edge.id },
    el("div", { class: "row" }, nodeButton(other), el("span", { class: "figure" }, figureOf(edge))),
    share(edge),
    el("div", { class: "tags" }, marks(edge)),
    differences(edge),
    edge.evidence.length > 0 && el("details", { open }, el("summary", {}, t("wherestated")), say(edge.purpose) && el("p", {}, say(edge.purpose)), evidence(edge), say(edge.note) && el("p", { class: "note" }, say(edge.note))),
  );
}

/** A bar of what is known: filled up to the lower bound, hatched up to the upper. */
function share(edge) {
  if (edge.kind !== "owns" || edge.lower === undefined) return null;
  const bar = el("div", { class: "bar", "aria-hidden": "true" });
  bar.append(el("span", { class: "sure", style: { width: `${edge.lower}%` } }), el("span", { class: "maybe", style: { width: `${(edge.upper ?? 100) - edge.lower}%` } }));
  return bar;
}

function section(heading, mark, children) {
  return children.length ? el("section", {}, el("h3", {}, mark, `${heading} (${children.length})`), el("ul", { class: "list" }, children)) : null;
}

/** What an edge makes of one to the other, in a word. */
function holds(edge) {
  if (edge.kind !== "owns") return t(`short.${edge.kind}`);
  if (edge.directness === "Indirect") return edge.via ? t("via", nameOf(nodes.get(edge.via))) : t("indirect");
  return say(edge.share);
}

function chainList(found) {
  return el(
    "ul", { class: "chain" },
    found.map(({ as, end, children }) => el("li", {}, nodeButton(end), " ", el("span", { class: "soft" }, [...new Set(as.map(holds))].join(", ")), children.length ? chainList(children) : null)),
  );
}

function actions() {
  const act = (focus, text) =>
    el("button", { type: "button", class: "act", "aria-pressed": String(state.focus === focus), onclick: () => set({ focus: state.focus === focus ? null : focus, edge: null, grown: "", view: focus === "near" ? "net" : state.focus === focus ? state.view : "tree" }) }, text);
  return [act("up", t("whoowns")), act("down", t("whatowns")), act("near", t("near"))];
}

/** Buttons for what hangs on a node, and for what waits behind it: a few at a time. */
function hanging(node) {
  const fold = foldText(node.id);
  const left = canOpen(node.id);
  const button = (id, text, onclick, pressed) => el("button", { type: "button", class: "act", id, "aria-pressed": pressed, onclick }, text);
  return [
    fold && button("fold-one", fold, () => turn(node.id), String(state.shut.has(node.id))),
    node.gathers && asked(state.grown).some(([id]) => id === node.id) && button("put-back", t("putback"), () => set({ grown: putBack(state.grown, node.id) }), null),
    left > 0 && button("more", t("showmore", figure(Math.min(BATCH, left)), figure(left)), () => openMore(node.id), null),
  ];
}

/** What waits behind a node: first how many, of which kind. */
function waiting(node) {
  const count = shown(state).waiting.get(node.id);
  const taken = asked(state.grown).find(([id]) => id === node.id)?.[1] ?? 0;
  if (node.gathers) {
    const out = node.members.slice(0, taken * BATCH);
    return el("div", { class: "waits" }, el("p", { class: "soft" }, t("gathered", figure(node.statedCount ?? 0), figure(node.members.length), figure(out.length))), el("ul", { class: "chain" }, out.map((id) => el("li", {}, nodeButton(id)))));
  }
  return count ? el("p", { class: "soft waits" }, `${t("waiting", figure(count))}: ${waitingKinds(node.id).join(", ")}.`) : null;
}

/** “30 innehav, 7 medlemmar”: the neighbours that are not shown, by relation. */
function waitingKinds(id) {
  const { nodes: drawn } = shown(state);
  const found = new Map();
  for (const link of linksOf(state, id)) {
    const [side, other] = link.source === id ? ["out", link.target] : ["in", link.source];
    if (state.off.has(link.kind) || drawn.has(other)) continue;
    const key = `${side}.${link.kind}`;
    found.set(key, (found.get(key) ?? new Set()).add(other));
  }
  return [...found].map(([key, some]) => `${t(key).toLowerCase()} ${figure(some.size)}`);
}

function nodePanel(node) {
  const links = linksOf(state, node.id).flatMap((link) => link.edges);
  const parts = [];
  for (const kind of Object.keys(data.strokes)) {
    for (const [side, other] of [["target", "source"], ["source", "target"]]) {
      const found = links.filter((edge) => edge.kind === kind && edge[side] === node.id);
      found.sort((p, q) => (q.lower ?? -1) - (p.lower ?? -1) || kronor(q) - kronor(p) || byName(nameOf(nodes.get(p[other])), nameOf(nodes.get(q[other]))));
      parts.push(section(t(`${side === "target" ? "in" : "out"}.${kind}`), sample(kind), found.map((edge) => statement(edge, edge[other]))));
    }
  }
  const about = [say(node.formLabel), ...node.branches.map(say)].filter(Boolean).join(" · ");
  const direction = state.focus === "up" || state.focus === "down" ? state.focus : null;
  const chain = direction ? chainTree(state, node.id, direction) : [];
  return [
    el("header", { class: "who" }, badge(node, 44), el("div", {}, el("h2", { tabindex: -1, id: "panel-title" }, nameOf(node)), el("p", { class: "soft" }, about)), closer()),
    el("div", { class: "actions" }, actions(), ...hanging(node)),
    waiting(node),
    node.change && el("div", { class: "tags" }, changeTag(node)),
    differences(node),
    state.focus === "near" && hops(),
    direction && el("section", {}, el("h3", {}, t(direction === "up" ? "ownersbehind" : "holdingsbelow")), chain.length ? chainList(chain) : el("p", { class: "soft" }, t("nothingstated"))),
    node.completeness.length > 0 && el("ul", { class: "known" }, node.completeness.map((words) => el("li", {}, say(words)))),
    node.control.length > 0 && el("ul", { class: "known plain" }, node.control.map((words) => el("li", {}, say(words)))),
    combined(node.owners, t("combinedowners")),
    combined(node.holdings, t("combinedholdings")),
    group(node),
    ...parts,
    !links.length && el("p", { class: "soft" }, t("nothingstated")),
    !node.gathers && facts(node),
  ];
}

function combined(list, heading) {
  if (!list.length) return null;
  const rows = list.map((held) => el("tr", {}, el("td", {}, held.node ? nodeButton(held.node) : say(held.name)), el("td", { class: "num" }, say(held.text))));
  return el("section", {}, el("h3", {}, heading), el("table", { class: "small" }, el("tbody", {}, rows)), el("p", { class: "soft small" }, t("combinedhint")));
}

function group(node) {
  if (node.form !== "Group" || node.gathers) return null;
  const open = state.open.has(node.id);
  const can = data.edges.some((edge) => edge.source === node.id && edge.expands.length);
  return el(
    "section", {}, el("h3", {}, t("members")),
    node.members.length ? el("ul", { class: "chain" }, node.members.map((id) => el("li", {}, nodeButton(id)))) : el("p", { class: "soft" }, t("membersnotnamed")),
    node.statedCount !== undefined && el("p", { class: "soft" }, t("statedcount", node.statedCount)),
    can && el("button", { type: "button", class: "act", "aria-pressed": String(open), onclick: () => toggle("open", node.id, !open) }, t(open ? "closegroup" : "opengroup")),
  );
}

function facts(node) {
  const names = [...new Set([nameOf(node), ...[node.label].flat(), node.short, ...node.aliases])].filter((name) => name && name !== nameOf(node));
  const rows = [];
  if (names.length) rows.push([t("othernames"), names.join(" · ")]);
  if (node.number) rows.push([t("number"), node.number]);
  if (node.homepage) rows.push([t("homepage"), outward(node.homepage, node.homepage)]);
  const within = groupsOf(node.id);
  if (within.length) rows.push([t("memberof"), within.map((one) => nodeButton(one.id))]);
  rows.push([t("identifier"), el("code", {}, node.iri)]);
  return el("section", {}, el("h3", {}, t("about")), el("dl", {}, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])), say(node.note) && el("p", { class: "note" }, say(node.note)));
}

function hops() {
  const input = el("input", { type: "range", id: "hops", min: 1, max: 3, value: state.hops, oninput: (event) => set({ hops: Number(event.target.value) }) });
  return el("div", { class: "hops" }, el("label", { for: "hops" }, t("steps", state.hops)), input);
}

function closer() {
  return el("button", { type: "button", class: "quiet close", "aria-label": t("close"), onclick: () => set({ node: null, edge: null, focus: null }) }, "✕");
}

function edgePanel(edge) {
  const link = shown(state).links.find((found) => found.edges.includes(edge));
  const all = link?.edges ?? [edge];
  return [
    el("header", { class: "who" }, el("div", {}, el("h2", { tabindex: -1, id: "panel-title" }, sample(edge.kind), " ", t(`kind.${edge.kind}`)), el("p", { class: "claim" }, nodeButton(edge.source), ` ${t(`verb.${edge.kind}`)} `, nodeButton(edge.target))), closer()),
    ...all.map((one) =>
      el(
        "section", { class: "statement" },
        el("p", { class: "figure big" }, figureOf(one)), share(one), el("div", { class: "tags" }, marks(one)), differences(one), say(one.purpose) && el("p", {}, say(one.purpose)),
        el("h3", {}, t("wherestated")), evidence(one), say(one.note) && el("p", { class: "note" }, say(one.note)),
        link?.through && el("p", { class: "soft" }, t("throughgroup", nameOf(nodes.get(link.through)))),
        el("dl", {}, el("dt", {}, t("asof")), el("dd", {}, one.asOf ?? "–"), el("dt", {}, t("identifier")), el("dd", {}, el("code", {}, one.statement))),
      ),
    ),
  ];
}

function startPanel() {
  const known = data.edges.filter((edge) => edge.kind === "owns" && edge.lower !== undefined && edge.lower === edge.upper).length;
  const bodies = data.linked.filter((id) => !["Activity", "Agreement"].includes(nodes.get(id)?.form ?? "") && !nodes.get(id)?.gathers).length;
  const ask = (question) => el("button", { type: "button", class: "ask", onclick: () => set({ node: null, edge: null, focus: null, ...question.state }) }, say(question.text));
  const tile = (value, text) => el("div", { class: "tile" }, el("strong", {}, figure(value)), el("span", {}, text));
  if (compared) return [el("h2", { tabindex: -1, id: "panel-title" }, t("whatdiffers")), el("p", { class: "soft" }, t("comparedwith", compared.name)), ...changeList(), ...works()];
  return [
    el("h2", { tabindex: -1, id: "panel-title" }, t("explore")), el("p", { class: "soft" }, t("explorehint")),
    el("div", { class: "asks" }, data.questions.map(ask)),
    el("div", { class: "tiles" }, tile(bodies, t("organisations")), tile(data.edges.length, t("statements")), tile(known, t("knownshares")), tile(data.edges.filter(isDoubtful).length, t("uncertain"))),
    ...works(),
  ];
}

/** The works that are cited, and what the page leaves out. */
function works() {
  const some = data.sources.filter((source) => data.cited.includes(source.id));
  return [
    el("section", { class: "sources" }, el("h3", {}, t("sources")), el("ul", {}, some.map((source) => el("li", {}, [say(source.title), say(source.publisher), source.issued].filter(Boolean).join(", "))))),
    say(data.note) && el("p", { class: "note" }, say(data.note)),
  ];
}

/** Write the panel anew. */
export function renderPanel() {
  const edge = state.edge ? edges.get(state.edge) : null;
  const node = state.node ? nodes.get(state.node) : null;
  const content = edge ? edgePanel(edge) : node ? nodePanel(node) : startPanel();
  const panel = byId("panel");
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  panel.dataset.open = String(Boolean(edge ?? node));
}
