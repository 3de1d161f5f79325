// The same text was changed elsewhere: both are shown, and whoever writes says which one stays.

import { button, dialog, h } from './dom.js';
import { plain } from './parts.js';
import { compared } from './words.js';

/**
 * @param {{mine: any, theirs: any, takeMine: () => void, takeTheirs: () => void, both: () => void}} what parts of a text, or a value
 */
export function ask({ mine, theirs, takeMine, takeTheirs, both }) {
  const words = (/** @type {any} */ value) => (Array.isArray(value) && value.every((part) => typeof part === 'object') ? plain(value) : String(value ?? 'nothing'));
  const [left, right] = compared(words(mine), words(theirs));
  const choose = (/** @type {() => void} */ act) => () => {
    box.close();
    act();
  };
  const box = dialog(
    'This was changed elsewhere while you were writing',
    [
      h('p', {}, 'Nothing is lost: here are both. Words that differ are marked.'),
      h('div', { class: 'both' },
        h('section', {}, h('h3', {}, 'Yours'), h('p', { dir: 'auto' }, left)),
        h('section', {}, h('h3', {}, 'In the file now'), h('p', { dir: 'auto' }, right))),
      h('p', { class: 'buttons' },
        button('Take mine', choose(takeMine), { class: 'main' }),
        button('Take theirs', choose(takeTheirs)),
        button('Look at both', choose(both), { title: 'Your field stays open, and the words of the file are shown next to it' })),
    ],
    { class: 'edit-dialog wide' },
  );
  box.addEventListener('cancel', () => both());
  return { left, right };
}

/**
 * Findings as a list.
 * @param {import('./types.js').Finding[] | undefined} findings
 * @returns {HTMLElement[]}
 */
export function listed(findings) {
  if (!findings?.length) return [];
  return [h('ul', {}, findings.map(({ severity, message }) => h('li', {}, h('strong', {}, `${severity}: `), ...coded(message))))];
}

/**
 * A message of the program: what stands between backticks is code.
 * @param {string} message
 */
export function coded(message) {
  const pieces = message.split('`');
  return pieces.map((piece, at) => (at % 2 && pieces.length % 2 ? h('code', {}, piece) : piece));
}
