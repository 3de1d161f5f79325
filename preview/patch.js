// Makes a page like a newer one and leaves alone what is the same: focus, scrolling and selection stay.

/** The only way in which our pages make HTML of text: every text comes from the program itself. */
const trusted = /** @type {any} */ (window).trustedTypes?.createPolicy('letters', { createHTML: (/** @type {string} */ html) => html });

/**
 * A page of its text.
 * @param {string} html
 * @param {{DOMParser: typeof DOMParser}} [realm] the window under whose policy it is read
 */
export function parse(html, realm = window) {
  // A frame has no policy for types of its own, and does not know ours.
  const text = realm === window && trusted ? /** @type {any} */ (trusted.createHTML(html)) : html;
  return new realm.DOMParser().parseFromString(text, 'text/html');
}

/**
 * What the reader or a script of ours did stays: an open or closed list, a tick, a shown button, the stop of the Tab key.
 * @param {Attr} attribute
 */
const isOwn = ({ name, ownerElement }) =>
  (name === 'open' && ownerElement?.id) || name === 'hidden' || name === 'tabindex' || name.startsWith('aria-description');

/**
 * @param {Node} old
 * @param {Node} fresh
 */
export function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || idOf(old) !== idOf(fresh)) {
    /** @type {ChildNode} */ (old).replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(/** @type {Element} */ (old), /** @type {Element} */ (fresh));
  patchChildren(old, fresh);
}

/** @param {Node} node */
const idOf = (node) => /** @type {Element} */ (node).id;

/**
 * @param {Element} old
 * @param {Element} fresh
 */
export function patchAttributes(old, fresh) {
  for (const attribute of [...old.attributes]) {
    if (!isOwn(attribute) && !fresh.hasAttribute(attribute.name)) old.removeAttribute(attribute.name);
  }
  for (const attribute of fresh.attributes) {
    if (!isOwn(attribute) && old.getAttribute(attribute.name) !== attribute.value) old.setAttribute(attribute.name, attribute.value);
  }
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
export function patchChildren(old, fresh) {
  const [was, now] = [[...old.childNodes], [...fresh.childNodes]];
  // What is the same at both ends stays; what lies between is paired off.
  let first = 0;
  while (first < was.length && first < now.length && was[first].isEqualNode(now[first])) first++;
  let last = 0;
  while (last < was.length - first && last < now.length - first && was[was.length - 1 - last].isEqualNode(now[now.length - 1 - last])) last++;
  const left = was.slice(first, was.length - last);
  const right = now.slice(first, now.length - last);
  const end = was[was.length - last] ?? null;
  right.forEach((node, at) => (at < left.length ? patch(left[at], node) : old.insertBefore(node, end)));
  left.slice(right.length).forEach((node) => node.remove());
}

/**
 * The new content of an element; a page that does not have it does not show it.
 * @param {string} id
 * @param {string} html
 */
export function fill(id, html) {
  const old = document.getElementById(id);
  if (!old) return;
  const fresh = old.cloneNode(false);
  /** @type {Element} */ (fresh).replaceChildren(...parse(html).body.childNodes);
  patchChildren(old, fresh);
}
