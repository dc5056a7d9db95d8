/* The fact at hand: what it would say, who is meant, what speaks against it, and the fields to correct it in. */

import { byId, el, fill } from "./dom.js";
import { named } from "./list.js";
import { againOf, conflictsOf, current, isRanked, meant, nameOf, recordOf, refsOf, standing, state, stateOf, undecided } from "./model.js";
import { wordsOf } from "./paper.js";
import { amount, both, fieldName, figure, flat, kindName, pick, said, share, t } from "./words.js";

const SEVERAL = ["founders", "parties"];
/** @type {Record<string, (...given: any[]) => any>} What the page does, given by main.js. */
let act = {};
export const wire = (actions) => { act = actions; };

export function draw() {
  const entry = current();
  const card = byId("card");
  if (!entry) {
    const done = !state.order.some((one) => one.type === "item" && stateOf(one.key) === "open");
    fill(card, el("div", { class: "empty" }, el("h2", {}, done ? t("nothing-left") : t("nothing-here")), done && el("p", {}, t("nothing-said"))));
    return;
  }
  if (entry.type === "item") drawItem(card, entry);
  else if (entry.type === "pair") drawPair(card, entry);
  else if (entry.type === "open") drawOpen(card, entry.one);
  else if (entry.type === "record") {
    fill(card, tags([[kindName(entry.record.kind)], [t("added"), "good"]]), heading(said(entry.record.kind, named(entry.record.ends), entry.record.values ?? {})), quote(entry.record.spans[0]), el("p", { class: "soft" }, entry.record.key));
  } else drawPrompt(card, entry.prompt);
}

const tags = (all) => el("p", { class: "tags" }, all.filter(([text]) => text).map(([text, kind]) => el("span", { class: `tag ${kind ?? ""}` }, text)));
const heading = (parts) => el("h2", {}, parts.map((part) => (part.b ? el("b", {}, part.b) : part)));
const button = (label, key, action, kind = "") => el("button", { type: "button", class: `act ${kind}`, onclick: action, "aria-keyshortcuts": key }, label, " ", el("kbd", {}, key));

function quote(span) {
  const words = el("p", { class: "quote" });
  wordsOf(span).then((text) => { words.textContent = text.split(/\s+/).join(" "); });
  return words;
}

function drawItem(card, { item, key }) {
  const status = stateOf(key);
  const conflicts = conflictsOf(key);
  const held = item.status ? both(state.statuses[item.status]) : null;
  fill(card,
    tags([[kindName(item.kind)], [t(`level.${item.level}`), item.level === "sure" ? "good" : item.level === "check" ? "warn" : ""], [item.page && `${t("page")} ${item.page}`], [status !== "open" && t(status), "good"]]),
    heading(said(item.kind, item.names, item.values)),
    quote([item.start, item.end]),
    held && status === "open" && el("p", { class: "note warn" }, t("held-back", held)),
    againOf(key) && status === "open" && el("p", { class: "note" }, t("again-said")),
    conflicts.map((conflict) => clash(conflict, conflict === standing(key) && status === "open")),
    status === "open" && el("div", { class: "acts" },
      button(t("accept"), "a", () => act.accept(), "main"), button(t("reject"), "r", () => act.reject()), button(t("edit"), "e", () => act.edit())),
    status === "open" && el("div", { class: "who" }, el("h3", {}, t("names")), people(item)),
    facts(item).length > 0 && el("h3", {}, t("what")),
    el("dl", { class: "fields" }, facts(item)),
    status !== "open" && recordOf(key) && el("p", { class: "soft" }, recordOf(key)));
}

/** The values of a draft, as they would be written. */
function facts(item) {
  return state.forms[item.kind].filter(([field]) => item.values[field] !== undefined).map(([field, type]) =>
    el("div", { class: "field" }, el("dt", { class: "lab" }, fieldName(field)), el("dd", { class: "meant" }, shown(field, type, item.values[field], item.values.currency))));
}

function shown(field, type, value, currency) {
  if (type === "share") return value === "NotStated" ? t("not-stated") : share(value);
  if (type === "amount") return amount(value, currency);
  if (state.codes[type]) return (Array.isArray(value) ? value : [value]).map((code) => codeName(type, code)).join(", ");
  return /^\d+(\.\d+)?$/.test(value) && type !== "period" ? figure(value) : String(value).replace("/", "–");
}
const codeName = (list, code) => pick((state.codes[list].find(([one]) => one === code) ?? [code, code, code]).slice(1));

function people(item) {
  const waiting = undecided(item);
  const seen = new Set();
  return Object.entries(item.names).flatMap(([end, all]) => all.filter((name) => name && !seen.has(name) && seen.add(name)).map((name) => {
    const who = end === "activity" ? { new: name } : meant(name);
    const asked = (who.near && !who.picked) || (who.picked && !who.certain);
    return el("div", { class: "field" }, el("span", { class: "lab" }, fieldName(end)),
      el("div", {},
        el("p", { class: "meant" },
          who.id ? [el("b", {}, nameOf(who.id)), el("small", {}, t("in-registry"))]
            : who.new ? [el("b", {}, who.new), el("small", {}, end === "activity" ? t("who-new") : `${t("who-new")}: ${codeName("Form", who.form)}`)]
              : [el("b", {}, name), el("small", {}, t("choose"))]),
        asked && options(name, who, waiting[0] === name || (!waiting.length && who.picked))));
  }));
}

function options(name, who, numbered) {
  const near = who.near ?? state.now.names[name]?.near ?? [];
  const chosen = state.picks.get(name);
  const key = (figure_) => (numbered ? el("kbd", {}, figure_) : el("span", {}, "·"));
  return el("div", { class: "choices", role: "group", "aria-label": `${t("choose")} ${name}` },
    near.map(([id, label, reason], index) => el("button", { type: "button", class: "choice", "aria-pressed": String(chosen?.id === id || (!chosen && index === 0)), onclick: () => act.choose(name, { id }) }, key(index + 1), el("span", {}, label, el("small", {}, both(state.reasons[reason]))))),
    el("button", { type: "button", class: "choice", "aria-pressed": String(Boolean(chosen?.new)), onclick: () => act.choose(name, { new: name, form: state.now.names[name]?.form ?? "FormNotStated" }) }, key("0"), el("span", {}, t("another"))));
}

/** A contradiction, with those of its statements that one may be chosen among, or that may stand as they are. */
function clash(conflict, stands) {
  const refs = refsOf(conflict);
  const choosable = isRanked(conflict);
  return el("div", { class: "note warn", "data-conflict": conflict.kind }, el("p", {}, both(conflict.said)),
    choosable && el("div", { class: "pair", role: "group", "aria-label": t("which-holds") }, el("p", {}, t("which-holds")),
      refs.map((ref, index) => el("button", { type: "button", class: "act", onclick: () => act.rank(ref, refs) }, el("kbd", {}, index + 1), " ", describe(ref)))),
    stands && el("div", {},
      el("ul", { class: "soft" }, refs.map((ref) => el("li", {}, describe(ref)))),
      el("div", { class: "acts" }, button(t("stand", refs.length), "g", () => act.stand(conflict)))));
}

function describe(ref) {
  const item = state.items.get(ref) ?? state.items.get(state.byRecord.get(ref));
  if (!item) return ref;
  return `${flat(said(item.kind, item.names, item.values))}${item.page ? ` (${t("page")} ${item.page})` : ""}`;
}

function drawOpen(card, one) {
  const kind = one.record.split("/")[0];
  const item = state.items.get(one.item);
  fill(card, tags([[kindName(kind)], [t(one.what), "warn"], [one.edition]]), heading(said(kind, named(one.ends), one.values)),
    item && el("div", { class: "note" }, el("p", { class: "soft" }, t("now-reads")), el("p", {}, flat(said(item.kind, item.names, item.values)))), item && quote([item.start, item.end]),
    el("div", { class: "acts" },
      item && button(t("take"), "a", () => act.settle(one, "take"), "main"),
      button(t("keep"), "k", () => act.settle(one, "keep"), item ? "" : "main"), button(t("remove"), "r", () => act.settle(one, "remove"))),
    el("p", { class: "soft" }, one.record));
}

function drawPair(card, pair) {
  const choice = (key, label, verdict, preferred = null) => el("button", { type: "button", class: "choice", onclick: () => act.judge(pair, verdict, preferred) }, el("kbd", {}, key), el("span", {}, label));
  fill(card, tags([[t("pairs")]]), el("h2", {}, el("b", {}, nameOf(pair.left)), ` ${t("and")} `, el("b", {}, nameOf(pair.right))),
    el("p", { class: "note" }, both(pair.reason)), el("p", { class: "soft" }, t("pair-said")),
    el("div", { class: "choices", role: "group", "aria-label": t("pairs") },
      choice("1", t("same-as", nameOf(pair.left)), "Same", pair.left), choice("2", t("same-as", nameOf(pair.right)), "Same", pair.right),
      choice("3", t("different"), "Different"), choice("4", t("unsure"), "Unsure")),
    el("p", { class: "soft" }, `${pair.left} · ${pair.right}`));
}

function drawPrompt(card, prompt) {
  fill(card, tags([[t("prompts")]]), el("h2", {}, t("prompt-head")), quote([prompt.start, prompt.end]), el("p", { class: "note" }, t("prompt-said")),
    el("div", { class: "acts" }, button(t("new-fact"), "f", () => act.fact(), "main"), button(t("next"), "n", () => act.next())));
}

// ── fields to fill in ──

/**
 * The form for a draft: `key` is the candidate's, or null for a new fact. `focus` names the field to begin in.
 * @param {any} draft
 * @param {{ key?: string | null, focus?: string | null, kinds: string[], onsave: (decision: any) => void, oncancel: () => void, onkind: (kind: string) => void }} more
 */
export function form(draft, { key = null, focus = null, kinds, onsave, oncancel, onkind }) {
  const ends = state.ends[draft.kind];
  const names = draft.names ?? {};
  const chooser = el("select", { id: "f-kind", onchange: (event) => onkind(event.target.value) }, kinds.map((kind) => el("option", { value: kind, selected: kind === draft.kind }, kindName(kind))));
  const fields = [field("kind", t("kind"), chooser)];
  for (const end of ends) {
    const all = (names[end] ?? []).filter(Boolean);
    const wanted = SEVERAL.includes(end) ? [...all, "", ...(all.length ? [] : [""])] : [all[0] ?? ""];
    wanted.forEach((name, index) => fields.push(person(end, name, index)));
  }
  for (const [name, type] of state.forms[draft.kind]) fields.push(valued(name, type, draft.values?.[name]));
  const form_ = el("form", { class: "fields", novalidate: true, onsubmit: (event) => { event.preventDefault(); onsave(collect(form_, draft)); } },
    fields,
    el("div", { class: "acts" }, el("button", { type: "submit", class: "act main" }, t("save"), " ", el("kbd", {}, "↵")), el("button", { type: "button", class: "act", onclick: oncancel }, t("cancel"), " ", el("kbd", {}, "Esc"))));
  form_.dataset.key = key ?? "";
  form_.append(datalist());
  queueMicrotask(() => {
    const first = form_.querySelector(focus ? `[name="${focus}"]` : "input, select");
    first?.focus();
    first?.select?.();
  });
  return form_;
}

const field = (name, label, control) => { control.id ||= `f-${name}`; return el("div", { class: "field" }, el("label", { for: control.id }, label), control); };
const datalist = () => el("datalist", { id: "known" }, [...state.entries.values()].map((entry) => el("option", { value: entry.name })));

function person(end, name, index) {
  const who = name && end !== "activity" ? meant(name) : null;
  const value = who?.id ? nameOf(who.id) : name;
  const input = el("input", { id: `f-${end}-${index}`, name: end, list: end === "activity" ? null : "known", value, autocomplete: "off", placeholder: t("type-name"), "data-read": name });
  const select = el("select", { "aria-label": `${t("form")}: ${fieldName(end)}`, "data-form": end }, state.codes.Form.map(([code, ...labels]) => el("option", { value: code }, pick(labels))));
  select.value = who?.form ?? state.now.names[name]?.form ?? "FormNotStated";
  const both_ = el("div", {}, input, end === "activity" ? null : select);
  const tell = () => { select.hidden = !input.value.trim() || Boolean(found(input.value)); };
  input.addEventListener("input", tell);
  tell();
  return el("div", { class: "field" }, el("label", { for: input.id }, fieldName(end)), both_);
}
const found = (name) => [...state.entries.values()].find((entry) => entry.name === name.trim() || entry.also.includes(name.trim()));

function valued(name, type, value) {
  if (state.codes[type]) {
    const single = Array.isArray(value) ? value[0] : value;
    const select = el("select", { name, "data-type": type, "data-many": name === "roles" || null }, el("option", { value: "" }, "–"), state.codes[type].map(([code, ...labels]) => el("option", { value: code }, pick(labels))));
    select.value = single ?? (name === "roles" ? "MemberRole" : "");
    return field(name, fieldName(name), select);
  }
  if (type === "place") return field(name, fieldName(name), el("input", { name, value: value ?? "", autocomplete: "off" }));
  const typed = value === undefined || value === "NotStated" ? "" : typeof value === "object" ? `${figure(value.min ?? 0)}–${figure(value.max ?? 100)}` : ["share", "amount", "value", "count"].includes(type) ? figure(value) : String(value);
  return field(name, fieldName(name), el("input", { name, value: typed, autocomplete: "off", inputmode: type === "share" ? "decimal" : null, "data-was": typed }));
}

/** What the form says, as a decision. Values that the form does not show go along as they were. */
function collect(form_, draft) {
  const names = Object.fromEntries(state.ends[draft.kind].map((end) => [end, []]));
  for (const input of form_.querySelectorAll("input[name]")) {
    if (!(input.name in names) || !input.id.match(/^f-.+-\d+$/)) continue;
    const typed = input.value.trim();
    if (!typed) continue;
    const entry = found(typed);
    const legal = form_.querySelector(`[id="${input.id}"] + select`)?.value;
    if (input.name === "activity") names.activity.push({ name: typed });
    else if (entry) names[input.name].push(input.dataset.read && state.picks.has(input.dataset.read) ? { id: entry.id, name: input.dataset.read } : { id: entry.id });
    else names[input.name].push({ new: typed, form: legal });
  }
  const values = { ...(draft.values ?? {}) };
  for (const [name, type] of state.forms[draft.kind]) {
    const control = form_.querySelector(`[name="${name}"]`);
    if (!control) continue;
    if (control.tagName === "SELECT") values[name] = control.dataset.many ? (control.value ? [control.value] : null) : control.value || null;
    else if (control.value !== control.dataset.was) values[name] = control.value;
    else if (control.value === "" && values[name] === undefined) values[name] = ["share", "amount"].includes(type) ? "" : null;
    if (name === "amount" && control.value !== control.dataset.was) { delete values.figure_as_stated; delete values.unit_as_stated; }
  }
  if (draft.kind === "cooperation" && !values.name) delete values.name;
  return { kind: draft.kind, names, values };
}
