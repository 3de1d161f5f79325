// Makes elements without a line of HTML: what a letter says is always a text node.

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 */

/**
 * An element. `on…` attributes are listeners; an attribute that is `false`, `null` or `undefined` is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children.flat());
}

/**
 * @template {HTMLElement} E
 * @param {E} element
 * @param {Attributes | null | undefined} attributes
 * @param {Child[]} children
 * @returns {E}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child || child === '').map((child) => /** @type {Node | string} */ (child)));
  return element;
}

/**
 * A button with words on it.
 * @param {string} words
 * @param {(event: Event) => void} act
 * @param {Attributes} [attributes]
 */
export const button = (words, act, attributes) => h('button', { type: 'button', onclick: act, ...attributes }, words);

/**
 * The element of the page with this id, which the template has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Shows a dialog; the focus goes in, and comes back when it closes.
 * @param {string} title
 * @param {Child[]} body
 * @param {Attributes} [attributes]
 */
export function dialog(title, body, attributes) {
  const back = document.activeElement;
  const heading = h('h2', { id: 'dialog-title', tabindex: -1 }, title);
  const box = h('dialog', { 'aria-labelledby': 'dialog-title', class: 'edit-dialog', ...attributes }, heading, ...body);
  document.body.append(box);
  box.addEventListener('close', () => {
    box.remove();
    // Who closed it may have put the focus elsewhere already.
    if (document.activeElement === document.body && back instanceof HTMLElement && back.isConnected) back.focus();
  });
  box.showModal();
  return box;
}

let last = 0;
/** A new id, for what has a label. */
export const freshId = () => `edit-${++last}`;

/**
 * How many of what: `1 sentence`, `2 sentences`.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
