/* What the page knows: the server's state, the queue made of it, and what a person has chosen but not yet decided. */

/**
 * An entry of the queue: a candidate, a record added by hand, what an edition left open, two that may be one, or a sentence.
 * What the server tells of each is as `answers.py` writes it.
 * @typedef {{ type: "item", id: string, key: string, item: any, start: number }
 *   | { type: "record", id: string, record: any, start: number }
 *   | { type: "open", id: string, one: any }
 *   | { type: "pair", id: string, left: string, right: string, reason: any }
 *   | { type: "prompt", id: string, prompt: any, start: number }} Entry
 */
/** @type {{ items: Map<string, any>, order: Entry[], at: string | null, filter: string, picks: Map<string, any>, read: Set<string>, picture: boolean, part: number, [told: string]: any }} */
export const state = { items: new Map(), order: [], at: null, filter: "open", picks: new Map(), read: new Set(), picture: true, part: 0 };

export function take(told) {
  const states = told.partial ? { ...state.now.states, ...told.states } : told.states;
  state.now = { ...told, states };
  if (told.items) {
    state.document = told.document;
    state.forms = told.forms;
    state.ends = told.ends;
    state.codes = told.codes;
    state.statuses = told.statuses;
    state.reasons = told.reasons;
    state.prompts = told.prompts;
    state.items = new Map(told.items.map((item) => [item.key, item]));
  }
  state.entries = new Map(told.entries.map(([id, name, also, form]) => [id, { id, name, also, form }]));
  state.clashing = new Map();
  for (const conflict of state.now.conflicts) {
    for (const ref of [...conflict.items, ...conflict.records]) {
      if (!state.clashing.has(ref)) state.clashing.set(ref, []);
      state.clashing.get(ref).push(conflict);
    }
  }
  state.byRecord = new Map();
  for (const [key, [, record]] of Object.entries(states)) if (record) state.byRecord.set(record, key);
  arrange();
}

export const stateOf = (key) => state.now.states[key]?.[0] ?? "open";
export const recordOf = (key) => state.now.states[key]?.[1];
export const againOf = (key) => state.now.states[key]?.[2];
export const conflictsOf = (key) => [...(state.clashing.get(key) ?? []), ...(state.clashing.get(recordOf(key)) ?? [])];
const RANKED = ["shares", "directness", "recipient"];
/** The statements of a contradiction: keys of candidates and of records. */
export const refsOf = (conflict) => [...conflict.items, ...conflict.records];
/** Whether one of its statements may be chosen over the others; the rest add up wrongly together. */
export const isRanked = (conflict) => RANKED.includes(conflict.kind) && refsOf(conflict).length > 1;
/** The first contradiction of an open candidate that may be accepted as it stands. */
export const standing = (key) => conflictsOf(key).find((one) => !RANKED.includes(one.kind));
export const isOpen = (entry) => {
  if (entry.type === "item") return stateOf(entry.key) === "open";
  return entry.type === "open" || entry.type === "pair" || (entry.type === "prompt" && !state.read.has(entry.id));
};

/** The queue: what a new edition left open, contradictions, the rest in the order of the document, then what gave no fact. */
function arrange() {
  /** @type {Entry[]} */
  const opens = state.now.open.map((one) => ({ type: "open", id: `o:${one.id}`, one }));
  const items = [...state.items.values()].map((item) => ({ type: "item", id: `i:${item.key}`, key: item.key, item, start: item.start }));
  const records = state.now.records.map((record) => ({ type: "record", id: `r:${record.key}`, record, start: record.spans[0][0] }));
  const covered = state.now.records.flatMap((record) => record.spans);
  const prompts = state.prompts
    .map((prompt, index) => ({ type: "prompt", id: `p:${index}`, prompt, start: prompt.start }))
    .filter(({ prompt }) => !covered.some(([start, end]) => start < prompt.end && prompt.start < end));
  const pairs = state.now.pairs.map(([left, right, reason]) => ({ type: "pair", id: `s:${left}:${right}`, left, right, reason }));
  const clash = (entry) => (entry.type === "item" && stateOf(entry.key) === "open" && conflictsOf(entry.key).length ? 0 : 1);
  const rest = [...items, ...records].sort((a, b) => clash(a) - clash(b) || a.start - b.start);
  state.order = [...opens, ...rest, ...pairs, ...prompts];
}

export const FILTERS = {
  open: isOpen,
  editions: (entry) => entry.type === "open",
  conflict: (entry) => entry.type === "item" && conflictsOf(entry.key).length > 0,
  pairs: (entry) => entry.type === "pair",
  prompts: (entry) => entry.type === "prompt",
  done: (entry) => entry.type === "record" || (entry.type === "item" && stateOf(entry.key) !== "open"),
  all: () => true,
};
export const visible = () => state.order.filter(FILTERS[state.filter]);
export const current = () => state.order.find((entry) => entry.id === state.at) ?? null;

/** The entry after this one that still waits; from the start again at the end. */
export function following(id, step = 1, among = visible()) {
  const all = among.length ? among : [];
  const index = all.findIndex((entry) => entry.id === id);
  if (index >= 0) return all[(index + step + all.length) % all.length]?.id ?? null;
  const place = state.order.findIndex((entry) => entry.id === id);
  const later = state.order.slice(place + 1).find((entry) => all.includes(entry));
  return (later ?? all[0])?.id ?? null;
}

/** Where an entry stands in the document, as [start, end]; null where that is not known. */
export function spanOf(entry) {
  if (!entry) return null;
  if (entry.type === "item") return [entry.item.start, entry.item.end];
  if (entry.type === "prompt") return [entry.prompt.start, entry.prompt.end];
  if (entry.type === "record") return entry.record.spans[0];
  if (entry.type === "pair") return null;
  const item = state.items.get(entry.one.item);
  return item ? [item.start, item.end] : null;
}
export const partOf = (offset) => Math.max(0, state.document.parts.findLastIndex(([, start]) => start <= offset));

/** What a name as read is taken for: {id, certain}, {new, form}, or {near} where a person has to choose. */
export function meant(name) {
  const picked = state.picks.get(name);
  const known = state.now.names[name] ?? { certain: null, near: [], form: "FormNotStated" };
  if (picked) return picked.id ? { id: picked.id, picked: true } : { ...picked, picked: true, near: known.near };
  if (known.certain) return { id: known.certain, certain: true };
  if (known.near.length) return { near: known.near };
  return { new: name, form: known.form };
}

/** The names of an item that nobody can settle but a person. */
export const undecided = (item) =>
  Object.entries(item.names).flatMap(([end, names]) => (end === "activity" ? [] : names.filter((name) => name && meant(name).near && !meant(name).picked)));

/** The names of a draft as a decision sends them. */
export function namesOf(item) {
  return Object.fromEntries(Object.entries(item.names).map(([end, names]) => [end, names.filter(Boolean).map((name) => {
    const picked = state.picks.get(name);
    if (!picked || end === "activity") return { name };
    return picked.id ? { id: picked.id, name } : { new: picked.new, form: picked.form };
  })]));
}

export const nameOf = (id) => state.entries.get(id)?.name ?? id;
export const sureOnes = () => [...state.items.values()].filter((item) =>
  item.level === "sure" && !item.status && stateOf(item.key) === "open" && !conflictsOf(item.key).length && !undecided(item).length);
