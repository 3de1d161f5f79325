// Where a text opens: in its own element; where its words are a part of a paragraph, in an element around just these words.

import { solid } from './caret.js';
import { plain } from './parts.js';
import { blocks } from './places.js';
import { blockOf } from './sentences.js';

/** @typedef {{element: HTMLElement, others: HTMLElement[], restore: () => void}} Opening */

/**
 * @param {string} at
 * @param {import('./types.js').Part[]} parts
 * @returns {Opening | undefined}
 */
export function openingOf(at, parts) {
  const all = blocks(at);
  const [first] = all;
  if (!first) return undefined;
  const block = blockOf(first);
  const isInline = block !== first;
  // Several paragraphs: in the first of them, the others are away meanwhile.
  if (!isInline) return { element: first, others: all.slice(1), restore: keeper(first) };
  if (all.length === 1 && solid(first.textContent ?? '') === solid(plain(parts))) return { element: first, others: [], restore: keeper(first) };
  const restore = keeper(block);
  const range = rangeOf(block, solid(plain(parts)));
  if (!range) return { element: block, others: [], restore };
  const element = block.ownerDocument.createElement('span');
  element.dataset.at = at;
  range.deleteContents();
  range.insertNode(element);
  return { element, others: [], restore };
}

/**
 * Brings back what an element held.
 * @param {HTMLElement} element
 */
function keeper(element) {
  const was = [...element.childNodes].map((node) => node.cloneNode(true));
  return () => element.replaceChildren(...was);
}

/**
 * The range of some words, which are only a part of the block.
 * @param {HTMLElement} block
 * @param {string} words solid
 */
function rangeOf(block, words) {
  const from = solid(block.textContent ?? '').indexOf(words);
  if (from < 0 || !words || solid(block.textContent ?? '') === words) return undefined;
  const range = block.ownerDocument.createRange();
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    for (let at = 0; at < node.length; at++) {
      if (!solid(node.data[at])) continue;
      if (count === from) range.setStart(node, at);
      count++;
      if (count === from + words.length) {
        range.setEnd(node, at + 1);
        return range;
      }
    }
  }
  return undefined;
}
