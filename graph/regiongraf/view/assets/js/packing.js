/** The other half of `packing.py`: a mark, three digits of how far back, one digit of how long. */
const DIGITS = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).filter((digit) => !"<>&`\\".includes(digit)).join("");
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
const SHORTEST = 6;

/** @param {string} packed */
export function unpack(packed) {
  let units = new Uint16Array(packed.length * 4 + 256);
  let end = 0;
  const room = (more) => {
    if (end + more <= units.length) return;
    const larger = new Uint16Array((end + more) * 2);
    larger.set(units);
    units = larger;
  };
  const digit = (index) => VALUE.get(packed[index]) ?? 0;
  for (let at = 0; at < packed.length; ) {
    const found = packed.indexOf("`", at);
    const mark = found < 0 ? packed.length : found;
    room(mark - at);
    for (; at < mark; at += 1) units[end++] = packed.charCodeAt(at);
    if (found < 0) break;
    const back = (digit(mark + 1) * DIGITS.length + digit(mark + 2)) * DIGITS.length + digit(mark + 3);
    const length = digit(mark + 4) + SHORTEST;
    room(length);
    for (let step = 0; step < length; step += 1, end += 1) units[end] = units[end - back];
    at = mark + 5;
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, end));
}
