/** Places that the browser finds itself: rings around one node, and a fan for those that are grown from another. */

const ROOM = 92;
const RING = 210;

/** Rings around `centre`: each node stands behind the one that it is reached from. @param {string} centre @param {Iterable<string>} ids @param {{source: string, target: string}[]} links */
export function rings(centre, ids, links) {
  const within = new Set(ids);
  const beside = new Map([...within].map((id) => [id, /** @type {string[]} */ ([])]));
  for (const { source, target } of links) {
    if (!within.has(source) || !within.has(target) || source === target) continue;
    beside.get(source)?.push(target);
    beside.get(target)?.push(source);
  }
  const children = new Map([[centre, /** @type {string[]} */ ([])]]);
  const levels = [[centre]];
  while (levels[levels.length - 1].length) {
    const next = [];
    for (const id of levels[levels.length - 1]) {
      for (const other of beside.get(id) ?? []) {
        if (children.has(other)) continue;
        children.set(other, []);
        children.get(id)?.push(other);
        next.push(other);
      }
    }
    levels.push(next);
  }
  const weight = new Map();
  for (const level of [...levels].reverse()) for (const id of level) weight.set(id, Math.max(1, (children.get(id) ?? []).reduce((sum, child) => sum + weight.get(child), 0)));
  /** @type {Map<string, {x: number, y: number}>} */
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const spread = (id, from, to, depth) => {
    let angle = from;
    const list = children.get(id) ?? [];
    list.forEach((child, index) => {
      const wide = ((to - from) * weight.get(child)) / weight.get(id);
      // Where a ring is crowded, every other node stands further out.
      const crowded = radii[depth] * wide < ROOM && list.length > 8 ? (index % 3) * 74 : 0;
      const at = radii[depth] + crowded;
      places.set(child, { x: Math.cos(angle + wide / 2) * at, y: Math.sin(angle + wide / 2) * at });
      spread(child, angle, angle + wide, depth + 1);
      angle += wide;
    });
  };
  const radii = [0];
  levels.forEach((level, depth) => {
    if (depth) radii[depth] = Math.max(radii[depth - 1] + RING, (level.length * ROOM) / (2 * Math.PI) / (level.length > 8 ? 2.2 : 1));
  });
  radii.push(0);
  spread(centre, -Math.PI / 2, 1.5 * Math.PI, 1);
  // Whatever no line reaches stands below.
  let loose = 0;
  for (const id of within) if (!places.has(id)) places.set(id, { x: (loose += ROOM), y: radii[levels.length - 2] + RING });
  return places;
}

/** A free place around `at`, outwards first. @param {{x: number, y: number}} at @param {{x: number, y: number}} away @param {Iterable<{x: number, y: number}>} taken */
export function freeBeside(at, away, taken) {
  const outward = Math.atan2(at.y - away.y, at.x - away.x || 0.01);
  const held = [...taken].filter((one) => Math.abs(one.x - at.x) < 1400 && Math.abs(one.y - at.y) < 1400);
  for (let ring = 1; ring < 16; ring += 1) {
    const radius = 60 + ring * 84;
    const slots = Math.max(6, Math.floor((2 * Math.PI * radius) / ROOM));
    for (let slot = 0; slot < slots; slot += 1) {
      const angle = outward + (slot % 2 ? 1 : -1) * Math.ceil(slot / 2) * ((2 * Math.PI) / slots);
      const place = { x: at.x + Math.cos(angle) * radius, y: at.y + Math.sin(angle) * radius };
      if (held.every((one) => Math.abs(one.x - place.x) > ROOM || Math.abs(one.y - place.y) > 62)) return place;
    }
  }
  return { x: at.x + 60, y: at.y + 60 };
}
