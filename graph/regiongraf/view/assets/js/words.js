/** Words and figures in the reader's language. */
import { data } from "./data.js";
import { state } from "./state.js";

/** A text of the page by key; {0} and so on are filled in. @param {string} key @param {...(string|number)} values */
export function t(key, ...values) {
  const words = data.words[key];
  if (!words) return key;
  return say(words).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
}

/** A text that comes in both languages, or once for both. @param {import("./data.js").Words | null | undefined} words */
export function say(words) {
  if (!words) return "";
  return typeof words === "string" ? words : words[state.lang === "sv" ? 0 : 1];
}

/** What a code is called. @param {string} code */
export function term(code) {
  return say(data.terms[code]) || code;
}

/** @param {number} value */
export function figure(value) {
  return new Intl.NumberFormat(state.lang === "sv" ? "sv-SE" : "en-GB").format(value);
}

/** Order of names in the reader's language. */
export function byName(one, other) {
  return new Intl.Collator(state.lang).compare(one, other);
}

/** A name in full; nothing for a node that the page does not hold. @param {import("./data.js").Node | undefined} node */
export function nameOf(node) {
  return say(node?.label);
}

/** A text with places where its compounds may part; browsers know no Swedish hyphens of their own. @param {string} text */
export function parted(text) {
  return text.replace(/(\p{L}{5,})(förbund|samverkan|myndighet|finansiering|associations?)/giu, "$1\u00ad$2");
}

/** A name where there is little room. @param {import("./data.js").Node} node */
export function shortName(node) {
  return node.short ?? say(node.label);
}
