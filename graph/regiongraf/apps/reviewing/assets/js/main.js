/* The page: keys and buttons to decisions. A decision shows at once and is sent behind; when it is refused, it is told. */

import * as card from "./card.js";
import { byId, el, every, fill, isTyping } from "./dom.js";
import * as list from "./list.js";
import { conflictsOf, current, following, isOpen, isRanked, meant, namesOf, refsOf, standing, state, stateOf, sureOnes, take, undecided, visible } from "./model.js";
import * as paper from "./paper.js";
import { both, KEYS, pick, speak, t, tongue } from "./words.js";
import { fresh, send, underway } from "./wire.js";

let editing = false;
/** @type {string | null} The candidate that one more `a` accepts. */
let armed = null;

// ── what is shown ──

function draw({ page = true } = {}) {
  const entry = current();
  byId("title").textContent = state.now.source.title || state.document.name;
  document.title = `${t("queue")}: ${state.document.name} · regiongraf`;
  const all = [...state.items.values()];
  const done = all.filter((item) => stateOf(item.key) !== "open").length;
  byId("counted").textContent = t("counted", done, all.length);
  byId("meter").style.transform = `scaleX(${all.length ? done / all.length : 0})`;
  byId("undo").disabled = !state.now.last;
  byId("undo").title = state.now.last ? both(state.now.last) : "";
  const sure = sureOnes().length;
  byId("batch").disabled = !sure;
  byId("batch-said").textContent = t("batch", sure);
  byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? t("light") : t("dark");
  byId("tongue").textContent = tongue() === "sv" ? "English" : "Svenska";
  byId("tongue").lang = tongue() === "sv" ? "en" : "sv";
  for (const part of every("[data-t]")) part.textContent = t(part.dataset.t ?? "");
  for (const part of every("[data-l]")) part.setAttribute("aria-label", t(part.dataset.l ?? ""));
  list.draw(go);
  if (!editing) card.draw();
  if (page && state.document.parts.length) return paper.show(entry);
  return Promise.resolve();
}

function go(id, { focus = false } = {}) {
  editing = false;
  if (id !== state.at && "queue" in document.body.dataset) showQueue(false);
  armed = null;
  state.at = id;
  byId("card").scrollTop = 0;
  const drawn = draw();
  if (focus) byId("card").focus({ preventScroll: true });
  return drawn;
}

/** @type {number | undefined} */
let fading;
function flash(text) {
  byId("flash").textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { byId("flash").textContent = ""; }, 3500);
}
function alarm(text) { byId("alarm").textContent = text; }

// ── decisions ──

/**
 * Send a decision, take in what it changed; when it is refused the page tells why and shows the entry again.
 * @param {string} path
 * @param {Record<string, any>} body
 * @param {string | null} entry
 */
async function decide(path, body, entry = null) {
  alarm("");
  const answer = await send(path, () => ({ ...body, revision: state.now.revision }));
  if (answer.revision !== undefined) take(answer);
  if (!answer.reached) {
    alarm(t("no-server"));
  } else if (!answer.ok) {
    alarm(answer.refused ? both(answer.refused) : `${t("no-server")}`);
    if (answer.why === "Stale") take(await fresh("state"));
    if (entry) state.at = entry;
  }
  if (answer.reached && !answer.ok && entry) editing = false;
  const entryNow = current();
  await draw({ page: !answer.ok || !entryNow });
  return answer;
}

/** Show a candidate as decided before the server has said so, and move on. */
function ahead(key, status) {
  const here = state.at;
  const next = following(here, 1, visible().filter(isOpen).filter((entry) => entry.id !== here));
  state.now.states[key] = [status, null, null];
  go(next === here ? null : next);
}

function accept() {
  const entry = current();
  if (entry?.type === "open") return entry.one.item ? settle(entry.one, "take") : undefined;
  if (entry?.type !== "item" || stateOf(entry.key) !== "open") return undefined;
  const { item, key } = entry;
  const waiting = undecided(item);
  if (item.status) { alarm(t("held-back", both(state.statuses[item.status]))); return undefined; }
  if (waiting.length && armed !== key) {
    armed = key;
    flash(t("press-again", waiting.map((name) => meant(name).near[0][1]).join(", ")));
    return undefined;
  }
  for (const name of waiting) state.picks.set(name, { id: meant(name).near[0][0] });
  armed = null;
  const picked = Object.values(item.names).flat().some((name) => state.picks.has(name));
  const body = picked ? { key, kind: item.kind, names: namesOf(item), values: item.values } : { key };
  ahead(key, "accepted");
  return decide("accept", body, entry.id);
}

function reject() {
  const entry = current();
  if (entry?.type === "open") return settle(entry.one, "remove");
  if (entry?.type !== "item" || stateOf(entry.key) !== "open") return undefined;
  ahead(entry.key, "rejected");
  return decide("reject", { key: entry.key }, entry.id);
}

/** @param {string | null} focus the field to begin in */
function edit(focus = null) {
  const entry = current();
  if (entry?.type !== "item" || stateOf(entry.key) !== "open") return;
  const { item, key } = entry;
  editing = true;
  fill(byId("card"), el("h2", {}, t("edit")), card.form(item, {
    key, focus, kinds: Object.keys(state.forms), oncancel: leave, onkind: (kind) => recast(item, key, kind),
    onsave: (decision) => save(entry, decision),
  }));
}

/** The same words as another kind of fact: names go along as far as there is room for them. */
function recast(item, key, kind) {
  const names = Object.values(item.names).flat().filter(Boolean);
  const ends = state.ends[kind].filter((field) => field !== "via" && field !== "activity");
  const draft = { kind, names: Object.fromEntries(ends.map((field, index) => [field, ["founders", "parties"].includes(field) && ends.length === 1 ? names : [names[index] ?? ""]])), values: item.values.valid ? { valid: item.values.valid } : {} };
  defaults(draft);
  fill(byId("card"), el("h2", {}, t("edit")), card.form(draft, { key, kinds: Object.keys(state.forms), oncancel: leave, onkind: (next) => recast(item, key, next), onsave: (decision) => save(state.order.find((one) => one.type === "item" && one.key === key), decision) }));
}

function defaults(draft) {
  if (draft.kind === "funding") Object.assign(draft.values, { stage: "StageNotStated", instrument: "InstrumentNotStated" });
  if (draft.kind === "participation") draft.values.roles = ["ParticipantRole"];
  if (draft.kind === "indicator") draft.values.unit = "CountUnit";
  if (draft.kind === "list") draft.values.completeness = "ListNotSaid";
}

async function save(entry, decision) {
  editing = false;
  const next = following(state.at, 1, visible().filter(isOpen).filter((one) => one.id !== entry.id));
  const answer = await decide("accept", { key: entry.key, ...decision }, entry.id);
  if (answer.ok) { byId("card").focus({ preventScroll: true }); go(next); } else edit();
}

function leave() {
  editing = false;
  draw({ page: false });
  byId("card").focus({ preventScroll: true });
}

async function fact() {
  const chosen = await paper.selected();
  if (!chosen) {
    await paper.selectCurrent();
    flash(t("select-first"));
    return;
  }
  editing = true;
  const ask = (kind) => {
    const draft = { kind, names: {}, values: {} };
    defaults(draft);
    fill(byId("card"), el("h2", {}, t("pick-kind")), el("p", { class: "quote" }, chosen.words.split(/\s+/).join(" ")), card.form(draft, {
      kinds: Object.keys(state.forms), oncancel: leave, onkind: ask,
      onsave: async (decision) => {
        const answer = await decide("add", { start: chosen.start, end: chosen.end, ...decision });
        if (answer.ok) { editing = false; flash(t("saved")); go(`r:${answer.told}`) ; if (!current()) go(following(state.at)); byId("card").focus({ preventScroll: true }); }
      },
    }));
  };
  ask("ownership");
}

async function undo() {
  const answer = await decide("undo", {});
  if (answer.ok) {
    flash(answer.told ? t("undone", both(answer.told)) : t("nothing-undone"));
    const back = state.order.find((entry) => entry.type === "item" && stateOf(entry.key) === "open" && answer.states[entry.key]);
    if (back) go(back.id); else if (!state.now.described) describe();
  }
}

async function batch() {
  const keys = sureOnes().map((item) => item.key);
  if (!keys.length) return;
  const answer = await decide("batch", { keys });
  if (answer.ok) { flash(t("batched", answer.told)); go(visible()[0]?.id ?? null); }
}

function choose(name, choice) {
  state.picks.set(name, choice);
  draw({ page: false });
}

async function rank(preferred, refs) {
  const here = state.at;
  const answer = await decide("rank", { preferred, others: refs.filter((ref) => ref !== preferred) });
  if (answer.ok) { flash(t("saved")); go(following(here)); }
}

/** Accept all that a sum, a total or a number is of, as it stands in the document. */
async function stand(conflict) {
  const here = state.at;
  const answer = await decide("stand", { conflict: conflict.kind, refs: refsOf(conflict) });
  if (answer.ok) { flash(t("stood")); go(following(here)); }
}

async function settle(one, how) {
  const next = following(state.at);
  const answer = await decide("settle", { id: one.id, how });
  if (answer.ok) go(next && state.order.some((entry) => entry.id === next) ? next : visible()[0]?.id ?? null);
}

function move(step) {
  const entry = current();
  if (entry?.type === "prompt" && step > 0) state.read.add(entry.id);
  const next = following(state.at, step);
  if (next) go(next);
}

async function judge(pair, verdict, preferred) {
  const next = following(state.at);
  const answer = await decide("judge", { left: pair.left, right: pair.right, verdict, preferred });
  if (answer.ok) { flash(t("saved")); go(state.order.some((entry) => entry.id === next) ? next : visible()[0]?.id ?? null); }
}

/** A figure key: who is meant, or which statement holds, or whether two are the same. */
function figureKey(number) {
  const entry = current();
  if (entry?.type === "pair") {
    const verdict = [null, "Same", "Same", "Different", "Unsure"][number];
    if (verdict) judge(entry, verdict, number === 1 ? entry.left : number === 2 ? entry.right : null);
    return;
  }
  if (entry?.type !== "item") return;
  if (stateOf(entry.key) === "open") {
    const names = Object.values(entry.item.names).flat().filter(Boolean);
    const name = undecided(entry.item)[0] ?? names.find((one) => state.picks.has(one) && meant(one).picked);
    if (name) {
      const known = state.now.names[name];
      if (number === 0) choose(name, { new: name, form: known.form });
      else if (known.near[number - 1]) choose(name, { id: known.near[number - 1][0] });
      return;
    }
  }
  const conflict = conflictsOf(entry.key).find(isRanked);
  const refs = conflict ? refsOf(conflict) : [];
  if (refs[number - 1]) rank(refs[number - 1], refs);
}

// ── windows ──

function open(...content) {
  const dialog = byId("dialog");
  fill(dialog, ...content);
  if (!dialog.open) dialog.showModal();
}

function describe() {
  const { source } = state.now;
  const input = (name, value, label, more = {}) => el("label", { for: `d-${name}` }, label, el("input", { id: `d-${name}`, name, value, autocomplete: "off", ...more }));
  const told = el("p", { role: "alert", class: "soft" });
  const form = el("form", { onsubmit: async (event) => {
    event.preventDefault();
    const answer = await send("describe", () => ({ revision: state.now.revision, ...Object.fromEntries(new FormData(form)) }));
    if (answer.revision !== undefined) take(answer);
    if (!answer.ok) { told.textContent = answer.refused ? both(answer.refused) : t("no-server"); return; }
    byId("dialog").close();
    go(visible()[0]?.id ?? null, { focus: true });
  } },
  input("title", source.title, t("title"), { required: true }), input("title_en", source.title_en, t("title-en")),
  input("issued", source.edition ? "" : source.issued, t("issued"), { required: true, pattern: "\\d{4}-\\d{2}-\\d{2}", placeholder: "2025-11-27", inputmode: "numeric" }),
  told, el("div", { class: "acts" }, el("button", { class: "act main", type: "submit" }, t("begin"), " ", el("kbd", {}, "↵"))));
  open(el("h2", {}, t(source.edition ? "edition-head" : "describe-head")), el("p", { class: "soft" }, state.document.name), el("p", { class: "soft" }, t(source.edition ? "edition-said" : "describe-said")), form);
  const [title, , issued] = every("input", form);
  (source.title && !issued.matches(":valid") ? issued : title).focus();
}

function help() {
  open(el("h2", {}, t("help")), el("dl", { class: "keys" }, KEYS.flatMap(([key, what]) => [el("dt", {}, String(key).split(" ").map((one) => [el("kbd", {}, one), " "]).flat()), el("dd", {}, pick(what))])),
    el("form", { method: "dialog", class: "acts" }, el("button", { class: "act main" }, "OK")));
}

async function end() {
  await send("end", () => ({ revision: state.now.revision }));
  fill(document.body, el("main", {}, el("section", { id: "card" }, el("h2", {}, t("ended")), el("p", { class: "soft" }, t("nothing-said")))));
}

/** On a narrow screen the queue lies over the rest, and goes when a fact is chosen. */
function showQueue(shown) {
  if (shown) document.body.dataset.queue = ""; else delete document.body.dataset.queue;
  byId("queue-shown").setAttribute("aria-expanded", String(shown));
  if (shown) byId("filters").querySelector("button")?.focus();
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  try { localStorage.setItem("regiongraf-theme", name); } catch { /* a browser that keeps nothing */ }
}

// ── keys ──

const COMMANDS = {
  a: accept, r: reject, e: () => edit(), u: undo, n: () => move(1), p: () => move(-1), j: () => move(1), f: fact, b: batch,
  m: () => paper.selectCurrent(), "?": help, t: () => shape(),
  s: () => { const entry = current(); if (entry?.type === "item") edit(state.forms[entry.item.kind].some(([field]) => field === "share") ? "share" : state.forms[entry.item.kind].some(([field]) => field === "amount") ? "amount" : null); },
  g: () => { const entry = current(); const conflict = entry?.type === "item" && stateOf(entry.key) === "open" && standing(entry.key); if (conflict) stand(conflict); },
  k: () => { const entry = current(); if (entry?.type === "open") settle(entry.one, "keep"); else move(-1); },
};

function shape() {
  state.picture = !state.picture;
  paper.redraw();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  if (event.key === "Escape") { alarm(""); if (editing) { event.preventDefault(); leave(); } return; }
  if (isTyping(event.target)) return;
  const inSheet = event.target === byId("sheet");
  if (event.shiftKey && inSheet && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    getSelection()?.modify("extend", event.key === "ArrowRight" ? "forward" : "backward", "word");
    event.preventDefault();
    return;
  }
  if (editing && !inSheet && event.key !== "?") return;
  if (/^[0-9]$/.test(event.key)) { figureKey(Number(event.key)); event.preventDefault(); return; }
  if (!inSheet && (event.key === "ArrowDown" || event.key === "ArrowUp")) { move(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
  const command = event.shiftKey && event.key !== "?" ? null : COMMANDS[event.key];
  if (command) { event.preventDefault(); command(); }
});

for (const [id, action] of Object.entries({ undo, batch, help, end, shape, fact, before: () => paper.turn(-1), after: () => paper.turn(1), "queue-shown": () => showQueue(!("queue" in document.body.dataset)), theme: () => { theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); draw({ page: false }); }, tongue: () => { speak(tongue() === "sv" ? "en" : "sv"); draw({ page: false }); } })) {
  byId(id).addEventListener("click", () => action());
}
addEventListener("beforeunload", (event) => { if (underway()) event.preventDefault(); });

card.wire({ accept, reject, edit, choose, judge, rank, settle, stand, fact, next: () => move(1) });

/** @type {string | null} */
let kept = null;
try { kept = localStorage.getItem("regiongraf-theme"); } catch { /* a browser that keeps nothing */ }
document.documentElement.dataset.theme = kept ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const told = await fresh("state");
speak(told.language);
take(told);
await go(visible()[0]?.id ?? null, { focus: true });
if (!state.now.described) describe();
document.documentElement.dataset.ready = "";
Object.assign(window, { review: { state: () => ({ at: state.at, part: state.part, picture: state.picture, described: state.now.described, waiting: underway(), left: visible().length }) } });
