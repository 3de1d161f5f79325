// Where a click met a text, and the same place in its field. Printed words and written ones differ in hyphens, spaces and marks
// of direction, and the house style may print words around them: so the characters on both sides of the click are looked for.

import { TOKEN } from './parts.js';

/** @typedef {{before: string, after: string}} Place */

/** How many characters on each side tell a place. */
const AROUND = 16;

/**
 * Without what differs between written and printed words.
 * @param {string} text
 */
export const solid = (text) => text.replace(/[\s\u200b\u200e\u200f\u2066-\u2069]/g, '').replace(/[\u2010\u2011]/g, '-');

/**
 * The place of a click, before the field opens.
 * @param {Element[]} blocks what the text is printed in
 * @param {number} x
 * @param {number} y
 * @returns {Place | undefined}
 */
export function placeAt(blocks, x, y) {
  const doc = /** @type {any} */ (blocks[0]?.ownerDocument);
  const point = doc?.caretPositionFromPoint?.(x, y);
  const range = doc?.createRange();
  if (!point) return undefined;
  const here = blocks.findIndex((block) => block.contains(point.offsetNode));
  if (here < 0) return undefined;
  range.selectNodeContents(blocks[here]);
  range.setEnd(point.offsetNode, point.offset);
  const before = blocks.slice(0, here).map((block) => block.textContent).join('') + range.toString();
  range.selectNodeContents(blocks[here]);
  range.setStart(point.offsetNode, point.offset);
  const after = range.toString() + blocks.slice(here + 1).map((block) => block.textContent).join('');
  return { before: solid(before), after: solid(after) };
}

/**
 * How many solid characters of a text lie before a place.
 * @param {string} text solid
 * @param {Place} place
 */
export function offsetOf(text, { before, after }) {
  for (let around = AROUND; around > 1; around -= 2) {
    const [left, right] = [before.slice(-around), after.slice(0, around)];
    const needle = left + right;
    let best = -1;
    for (let at = text.indexOf(needle); at >= 0 && needle; at = text.indexOf(needle, at + 1)) {
      const found = at + left.length;
      if (best < 0 || Math.abs(found - before.length) < Math.abs(best - before.length)) best = found;
    }
    if (best >= 0) return best;
  }
  return Math.min(before.length, text.length);
}

/**
 * Puts the caret into a field.
 * @param {HTMLElement} field
 * @param {Place | 'start' | 'end'} place
 */
export function putCaret(field, place) {
  const selection = /** @type {Selection} */ (field.ownerDocument.defaultView?.getSelection());
  if (place === 'start' || place === 'end') {
    selection.selectAllChildren(field);
    if (place === 'start') selection.collapseToStart();
    else selection.collapseToEnd();
    return;
  }
  let left = offsetOf(solid(field.textContent ?? ''), place);
  const walker = field.ownerDocument.createTreeWalker(field, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (!(/** @type {Element} */ (node).classList.contains(TOKEN))) continue;
      // In a token is behind it.
      const size = solid(node.textContent ?? '').length;
      if (left <= size && left > 0) {
        const parent = /** @type {Node} */ (node.parentNode);
        selection.collapse(parent, [...parent.childNodes].indexOf(/** @type {ChildNode} */ (node)) + 1);
        return;
      }
      left -= size;
      continue;
    }
    if (node.parentElement?.classList.contains(TOKEN)) continue;
    const { data } = /** @type {Text} */ (node);
    for (let at = 0; at <= data.length; at++) {
      if (left === 0) return selection.collapse(node, at);
      if (at < data.length && solid(data[at])) left--;
    }
  }
  putCaret(field, 'end');
}
