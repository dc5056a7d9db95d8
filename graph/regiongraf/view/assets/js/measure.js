/** How wide words are, and how a name breaks into lines. */

export const FONT = '"Noto Sans", "Segoe UI", -apple-system, "Liberation Sans", system-ui, Arial, sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const known = new Map();

/** Width at 100 units of size. */
function wide(text, bold) {
  const key = (bold ? "b" : "n") + text;
  let found = known.get(key);
  if (found === undefined) {
    if (ruler) ruler.font = `${bold ? 600 : 400} 100px ${FONT}`;
    found = ruler ? ruler.measureText(text).width : text.length * 55;
    if (known.size > 60000) known.clear();
    known.set(key, found);
  }
  return found;
}

/** @param {string} text @param {number} size @param {boolean} [bold] */
export function width(text, size, bold = false) {
  return (wide(text, bold) * size) / 100;
}

/** Where a word that is too long is parted: after an s that joins two words in Swedish, else where room ends. @param {string} word @param {number} most */
function parting(word, most) {
  for (let cut = most; cut > Math.max(3, most - 10); cut -= 1) if (word[cut - 1] === "s" && word.length - cut >= 4) return cut;
  return Math.max(2, Math.min(most, word.length - 4));
}

const wrapped = new Map();

/** Lines of at most `room` units at 12 units of size; what does not fit in `most` lines ends in an ellipsis. */
export function wrap(text, room, most, bold = false) {
  const key = `${room} ${most} ${bold} ${text}`;
  const before = wrapped.get(key);
  if (before) return before;
  const lines = [];
  let line = "";
  for (const word of text.slice(0, 400).split(/\s+/)) {
    let rest = word;
    const joined = line ? `${line} ${rest}` : rest;
    if (width(joined, 12, bold) <= room) {
      line = joined;
      continue;
    }
    if (line) lines.push(line);
    while (width(rest, 12, bold) > room && rest.length > 3) {
      let cut = rest.length - 1;
      while (cut > 2 && width(`${rest.slice(0, cut)}-`, 12, bold) > room) cut -= 1;
      cut = parting(rest, cut);
      lines.push(`${rest.slice(0, cut)}-`);
      rest = rest.slice(cut);
      if (lines.length > most) break;
    }
    line = rest;
  }
  if (line) lines.push(line);
  let result = lines;
  if (lines.length > most) {
    let last = lines[most - 1].replace(/-$/, "");
    while (last.length > 1 && width(`${last}…`, 12, bold) > room) last = last.slice(0, -1);
    result = [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
  }
  wrapped.set(key, result);
  return result;
}
