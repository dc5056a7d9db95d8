/* Elements from text only: the policy of the page forbids markup, and so does this. */

/** @typedef {{ dialog: HTMLDialogElement, undo: HTMLButtonElement, batch: HTMLButtonElement, before: HTMLButtonElement, after: HTMLButtonElement }} Kinds */

/**
 * The element of the page with this id. page.html has every one that is asked for.
 * @template {string} Id
 * @param {Id} id
 * @returns {Id extends keyof Kinds ? Kinds[Id] : HTMLElement}
 */
export const byId = (id) => /** @type {any} */ (document.getElementById(id));

/**
 * The elements within `root` that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export const every = (selector, root = document) => [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

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
