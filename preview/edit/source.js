// The source of the letter, for those who want to see it: read only, with the line of what is chosen.

import { get, path, post } from './api.js';
import { button, byId, h } from './dom.js';
import { refuse } from './say.js';

let isOpen = false;
let line = 0;

/** @param {number} [at] the line to show */
export async function open(at = line) {
  line = at;
  const source = await get(path('source'));
  if (!source.ok) {
    refuse(source.error);
    return;
  }
  const box = byId('source');
  const rows = source.lines.map((/** @type {string} */ text, /** @type {number} */ index) =>
    h('li', index + 1 === line ? { 'aria-current': 'true', class: 'here' } : {}, text || ' '));
  box.replaceChildren(
    h('div', { class: 'head' }, h('h2', { id: 'source-title', tabindex: -1 }, source.file), h('span', {}, button('Open in your editor', () => void edit()), ' ', button('Close', close, { class: 'plain' }))),
    h('p', { class: 'muted' }, 'The file as it is. It can be read here; it is written by what you change in the letter.'),
    h('ol', { class: 'lines', tabindex: 0, 'aria-label': `Lines of ${source.file}`, dir: 'ltr' }, rows));
  const isNew = !isOpen;
  isOpen = true;
  box.hidden = false;
  document.body.classList.add('has-source');
  box.querySelector('.here')?.scrollIntoView({ block: 'center' });
  if (isNew) byId('source-title').focus();
}

/** Opens the file in the program that the computer has for it. */
async function edit() {
  const answer = await post(path('open'), {});
  if (!answer.ok) refuse(answer.error);
}

export function close() {
  isOpen = false;
  byId('source').hidden = true;
  document.body.classList.remove('has-source');
  byId('show-source').focus();
}

/** The file has changed. */
export const renew = () => isOpen && void open();
/** @param {number | null | undefined} at */
export const follow = (at) => isOpen && at && void open(at);
