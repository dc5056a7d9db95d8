/* Every word of the page in both languages, and how a fact is said. */

const WORDS = {
  skip: ["Till uppgiften", "To the fact"], undo: ["Ångra", "Undo"], batch: ["Godta säkra ({0})", "Accept sure ones ({0})"],
  end: ["Avsluta", "End"], help: ["Tangenter och hjälp", "Keys and help"], light: ["Ljust", "Light"], dark: ["Mörkt", "Dark"],
  queue: ["Kön", "The queue"], paper: ["Dokumentet", "The document"], document: ["Dokumentets text", "The document's text"],
  card: ["Uppgiften", "The fact"], show: ["Visa", "Show"], "page-before": ["Sidan före", "Page before"],
  "page-after": ["Sidan efter", "Page after"], "as-text": ["Visa text", "Show text"], "as-picture": ["Visa sidan", "Show the page"],
  "new-fact": ["Ny uppgift", "New fact"], accept: ["Godta", "Accept"], reject: ["Avvisa", "Reject"], edit: ["Ändra", "Edit"],
  save: ["Spara", "Save"], cancel: ["Avbryt", "Cancel"], next: ["Nästa", "Next"],
  all: ["Allt", "All"], open: ["Kvar", "Left"], conflict: ["Motsägelser", "Contradictions"],
  prompts: ["Att läsa", "To read"], done: ["Avgjorda", "Decided"], editions: ["Ny utgåva", "New edition"],
  accepted: ["godtagen", "accepted"], edited: ["ändrad och godtagen", "edited and accepted"],
  rejected: ["avvisad", "rejected"], added: ["tillagd för hand", "added by hand"], page: ["sida", "page"], characters: ["tecken", "characters"],
  "level.sure": ["säker", "sure"], "level.likely": ["trolig", "likely"], "level.check": ["kontrollera", "check"],
  "not-stated": ["ej angivet", "not stated"], choose: ["Vem avses?", "Who is meant?"],
  another: ["En annan, ny i registret", "Another, new in the registry"], "in-registry": ["i registret", "in the registry"],
  "press-again": ["Tryck a igen för {0}, en siffra för någon annan, eller 0 för en ny.", "Press a again for {0}, a figure for somebody else, or 0 for a new one."],
  "nothing-left": ["Allt är avgjort", "Everything is decided"],
  "nothing-said": ["Bygg datamängden med regiongraf build, och fråga den med regiongraf ask.", "Build the dataset with regiongraf build, and ask it with regiongraf ask."],
  "nothing-here": ["Inget att visa här", "Nothing to show here"],
  "prompt-head": ["Ingen uppgift lästes här", "No fact was read here"],
  "prompt-said": ["Meningen talar om en relation. Markera orden som säger något och tryck f, eller gå vidare.", "The sentence speaks of a relation. Select the words that say something and press f, or go on."],
  "again-said": ["Samma uppgift står redan på ett annat ställe. Godta, så får den detta belägg också.", "The same fact stands in another place already. Accept, and it gets this evidence, too."],
  counted: ["{0} av {1} avgjorda", "{0} of {1} decided"], undone: ["Ångrade: {0}", "Undone: {0}"], "nothing-undone": ["Inget att ångra", "Nothing to undo"],
  batched: ["{0} säkra godtagna", "{0} sure ones accepted"], "select-first": ["Markera först orden i texten som säger det.", "First select the words in the text that say it."],
  "describe-head": ["Vad är det för dokument?", "What document is this?"],
  "describe-said": ["Varje uppgift kommer att säga var den står. Datumet är dokumentets eget.", "Every fact will say where it stands. The date is the document's own."],
  "edition-head": ["En ny utgåva", "A new edition"],
  "edition-said": ["Besluten på förra utgåvan hålls mot denna. Det som inte längre stämmer visas först.", "The decisions on the last edition are held against this one. What no longer holds is shown first."],
  title: ["Titel", "Title"], "title-en": ["Titel på engelska, om den har någon", "Title in English, if it has one"], issued: ["Datum (ÅÅÅÅ-MM-DD)", "Date (YYYY-MM-DD)"],
  begin: ["Börja", "Begin"], kind: ["Slag", "Kind"],
  "held-back": ["Texten säger ”{0}”, inte att det är så. Avvisa, eller ändra om det ändå gäller.", "The text says “{0}”, not that it is so. Reject, or edit if it holds after all."],
  ended: ["Granskningen är avslutad. Varje beslut är sparat, och fliken kan stängas.", "The review has ended. Every decision is saved, and the tab can be closed."],
  "no-server": ["Servern svarar inte, så det senaste beslutet är inte sparat. Starta regiongraf review igen; allt före det finns kvar.", "The server does not answer, so the last decision is not saved. Start regiongraf review again; everything before it is there."],
  stand: ["Godta alla {0} som de står", "Accept all {0} as they stand"],
  stood: ["Godtaget som det står, och antecknat som sett", "Accepted as it stands, and noted as seen"],
  "which-holds": ["Vilken gäller?", "Which one holds?"], lost: ["står inte längre på sitt ställe", "no longer stands in its place"],
  changed: ["den nya utgåvan säger något annat", "the new edition says otherwise"], take: ["Ta det nya", "Take the new"], keep: ["Behåll som det var", "Keep as it was"], remove: ["Ta bort uppgiften", "Remove the fact"],
  "now-reads": ["Nu läses", "It now reads"], form: ["Form", "Form"], "who-new": ["läggs till i registret", "will be entered"],
  "type-name": ["Skriv ett namn", "Type a name"], saved: ["Sparat", "Saved"], names: ["Vem", "Who"],
  what: ["Vad", "What"], pairs: ["Samma?", "The same?"], and: ["och", "and"], "pair-line": ["{0} = {1}?", "{0} = {1}?"],
  "pair-said": ["Samma: båda behåller sin adress, och alla uppgifter visas under det namn som föredras.", "The same: both keep their address, and every fact is shown under the preferred name."],
  "same-as": ["Samma; {0} föredras", "The same; {0} is preferred"], different: ["Olika", "Different"], unsure: ["Går inte att säga", "Cannot be said"], "pick-kind": ["Vad säger orden?", "What do the words say?"], more: ["{0} till", "{0} more"],
};

const KINDS = {
  ownership: ["ägande", "ownership"], membership: ["medlemskap", "membership"], founding: ["bildande", "founding"],
  cooperation: ["samarbete", "cooperation"], affiliation: ["anknytning", "affiliation"], unit: ["enhet", "unit"],
  participation: ["deltagande", "participation"], funding: ["pengar", "money"], indicator: ["nyckeltal", "indicator"],
  mention: ["annat namn", "other name"], count: ["antal", "count"], list: ["lista", "list"],
};
const FIELDS = {
  owner: ["ägare", "owner"], owned: ["ägs", "owned"], via: ["genom", "through"], member: ["medlem", "member"],
  organisation: ["organisation", "organisation"], founders: ["stiftare", "founders"], parties: ["parter", "parties"],
  principal: ["huvudman", "principal"], affiliate: ["anknuten", "affiliate"], unit: ["enhet", "unit"], parent: ["del av", "part of"],
  participant: ["deltagare", "participant"], activity: ["aktivitet", "activity"], funder: ["givare", "giver"],
  recipient: ["mottagare", "recipient"], reporter: ["rapporteras av", "reported by"], about: ["om", "about"], share: ["andel, %", "share, %"],
  basis: ["grund", "basis"], directness: ["direkthet", "directness"], roles: ["roll", "role"], name: ["namn", "name"],
  name_en: ["namn på engelska", "name in English"], name_as_stated: ["namn som angivet", "name as stated"], amount: ["belopp", "amount"], currency: ["valuta, om inte kronor", "currency, unless SEK"],
  stage: ["skede", "stage"], instrument: ["form av stöd", "instrument"], source: ["medel", "funds"], precision: ["noggrannhet", "precision"],
  purpose: ["ändamål", "purpose"], purpose_en: ["ändamål på engelska", "purpose in English"], indicator: ["nyckeltal", "indicator"],
  value: ["värde", "value"], place: ["plats", "place"], of: ["av", "of"], count: ["antal", "count"], completeness: ["listan", "the list"],
  valid: ["period", "period"],
};
const SAID = {
  ownership: ["{owner} äger {share} av {owned}{via}", "{owner} owns {share} of {owned}{via}"],
  membership: ["{member} är medlem i {organisation}", "{member} is a member of {organisation}"],
  founding: ["{founders} bildade {organisation}", "{founders} founded {organisation}"],
  cooperation: ["{parties} samarbetar", "{parties} work together"],
  affiliation: ["{affiliate} hör till {principal}", "{affiliate} belongs to {principal}"],
  unit: ["{unit} är en del av {parent}", "{unit} is a part of {parent}"],
  participation: ["{participant} deltar i {activity}", "{participant} takes part in {activity}"],
  funding: ["{funder} → {recipient}: {amount}", "{funder} → {recipient}: {amount}"],
  indicator: ["{reporter}: {value}", "{reporter}: {value}"],
  mention: ["{about} kallas även {name}", "{about} is also called {name}"],
  count: ["{about}: {count}", "{about}: {count}"], list: ["{about}: listan", "{about}: the list"],
};
export const KEYS = [
  ["a", ["godta", "accept"]], ["r", ["avvisa", "reject"]], ["e", ["ändra", "edit"]], ["s", ["ändra andel eller belopp; ↵ sparar", "edit the share or amount; ↵ saves"]],
  ["n ↓", ["nästa", "next"]], ["p ↑", ["föregående", "previous"]], ["u", ["ångra", "undo"]], ["f", ["ny uppgift av markerade ord", "new fact of the selected words"]],
  ["1–6", ["välj vem som avses, eller vilken som gäller", "choose who is meant, or which one holds"]], ["0", ["en ny organisation", "a new organisation"]],
  ["g", ["godta en summa eller ett antal som det står", "accept a sum or a number as it stands"]],
  ["b", ["godta alla säkra utan motsägelser", "accept all sure ones without contradictions"]], ["t", ["byt mellan sida och text", "switch between page and text"]],
  ["Esc", ["lämna fältet", "leave the field"]], ["?", ["denna hjälp", "this help"]],
];

let language = "sv";
export const speak = (tongue) => { language = tongue; document.documentElement.lang = tongue; };
export const tongue = () => language;
export const pick = (pair) => pair[language === "sv" ? 0 : 1];
export const t = (key, ...values) => values.reduce((text, value, index) => text.replace(`{${index}}`, () => value), pick(WORDS[key] ?? [key, key]));
export const both = (words) => (words ? words[language] : "");
export const kindName = (kind) => pick(KINDS[kind] ?? [kind, kind]);
export const fieldName = (field) => pick(FIELDS[field] ?? [field, field]);

/** 24.5 as 24,5 and 1500 as 1 500 in Swedish; 24.5 and 1,500 in English. Figures stay text: nothing is rounded. */
export function figure(text) {
  const [whole, part] = String(text).split(".");
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, language === "sv" ? "\u00a0" : ",") : whole;
  return part ? `${grouped}${language === "sv" ? "," : "."}${part}` : grouped;
}

export function share(value) {
  if (value === undefined || value === null || value === "NotStated") return pick(["en ej angiven andel", "a share not stated"]);
  const sign = pick(["\u00a0%", "%"]);
  if (typeof value === "object") return `${figure(value.min ?? 0)}–${figure(value.max ?? 100)}${sign}`;
  return figure(value) + sign;
}

export function amount(value, currency) {
  if (value === "NotStated" || value === undefined || value === null) return pick(["belopp ej angivet", "amount not stated"]);
  return pick([`${figure(value)}\u00a0${currency ?? "kr"}`, `${currency ?? "SEK"}\u00a0${figure(value)}`]);
}

const listed = (value) => (Array.isArray(value) ? value : value ? [value] : []);
const shown = (value) => (value === undefined ? "?" : /^\d+(\.\d+)?$/.test(value) ? figure(value) : String(value));

/** A fact in words: an array of text, and of names as {b: name}, so that names are set apart without markup. */
export function said(kind, names, values) {
  const parts = [];
  for (const piece of pick(SAID[kind] ?? ["{about}", "{about}"]).split(/(\{\w+\})/)) {
    const field = piece.match(/^\{(\w+)\}$/)?.[1];
    if (!field) parts.push(piece);
    else if (field === "share") parts.push(share(values.share));
    else if (field === "amount") parts.push(amount(values.amount, values.currency));
    else if (field === "via") { if (listed(names.via).length) parts.push(pick([" genom ", " through "]), { b: listed(names.via)[0] }); }
    else if (field in names) {
      const all = listed(names[field]);
      if (!all.length) parts.push(kind === "funding" ? `(${t("not-stated")})` : "?");
      all.forEach((name, index) => parts.push(index === 0 ? "" : index === all.length - 1 ? pick([" och ", " and "]) : ", ", { b: name }));
    } else parts.push(shown(values[field]));
  }
  if (kind === "funding" && listed(names.activity).length) parts.push(", ", { b: listed(names.activity)[0] });
  if (values.valid) parts.push(` (${String(values.valid).replace("/", "–")})`);
  return parts.filter((part) => part !== "");
}
export const flat = (parts) => parts.map((part) => part.b ?? part).join("");
