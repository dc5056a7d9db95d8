/* Elements from text only: the policy of the page forbids markup, and so does this. */

export const byId = (id) => document.getElementById(id);

/** An element with attributes, listeners (on…) and children: elements, text, or nothing. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...there(children));
  return made;
}

export const fill = (parent, ...children) => parent.replaceChildren(...there(children));

const there = (children) => children.flat().filter((child) => child !== null && child !== undefined && child !== false);

/** True where keys are typed into a field. */
export const isTyping = (target) => target instanceof HTMLElement && target.matches("input, select, textarea");
