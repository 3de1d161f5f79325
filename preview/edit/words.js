// Two texts, word by word: what both have, and what one has alone.

import { h } from './dom.js';

/**
 * @param {string[]} one
 * @param {string[]} other
 * @returns {boolean[][]} for each word of both whether the other text has it too
 */
function common(one, other) {
  const rows = one.length + 1;
  const table = Array.from({ length: rows }, () => new Uint16Array(other.length + 1));
  for (let a = one.length - 1; a >= 0; a--) {
    for (let b = other.length - 1; b >= 0; b--) {
      table[a][b] = one[a] === other[b] ? table[a + 1][b + 1] + 1 : Math.max(table[a + 1][b], table[a][b + 1]);
    }
  }
  const [left, right] = [one.map(() => false), other.map(() => false)];
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    if (one[a] === other[b]) left[a++] = right[b++] = true;
    else if (table[a + 1][b] >= table[a][b + 1]) a++;
    else b++;
  }
  return [left, right];
}

/**
 * Both texts with marks where they differ.
 * @param {string} one
 * @param {string} other
 * @returns {[Node[], Node[]]}
 */
export function compared(one, other) {
  const cut = (/** @type {string} */ text) => text.split(/(\s+)/).filter(Boolean);
  const [first, second] = [cut(one), cut(other)];
  const [left, right] = common(first, second);
  const marked = (/** @type {string[]} */ words, /** @type {boolean[]} */ shared) =>
    words.map((word, at) => (shared[at] || !word.trim() ? document.createTextNode(word) : h('mark', {}, word)));
  return [marked(first, left), marked(second, right)];
}
