// The parts of the letter, as a list of buttons: every place can be reached here, and items moved.

import * as api from './api.js';
import { byId, h } from './dom.js';
import { know } from './sentences.js';
import { state } from './state.js';

/** @typedef {import('./types.js').Entry} Entry */

/** @type {(at: string, entry: Entry) => void} */
let open = () => {};
/** @type {(at: string, to: number) => void} */
let dropOn = () => {};
/** What is closed. @type {Set<string>} */
const closed = new Set();
/** What was looked at for the first time: long lists begin closed. @type {Set<string>} */
const seen = new Set();
const LONG = 12;

const STATES = { own: 'own text', house: 'house style', facts: 'facts', group: '', lacking: 'to be written' };
/** The entry in which each address is printed first, and the other way round. @type {Map<string, Entry>} */
const shown = new Map();

/** @param {{open: typeof open, move: typeof dropOn}} callbacks */
export const start = (callbacks) => {
  open = callbacks.open;
  dropOn = callbacks.move;
};

/** The state of the file that the list shows. */
let known = '';
export const isFresh = () => known === state.base;

export async function renew() {
  const answer = await api.outline();
  if (!answer.ok) return;
  known = answer.base;
  shown.clear();
  const nav = byId('outline-list');
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.closest('#outline-list') ? /** @type {HTMLElement} */ (document.activeElement).dataset.at : undefined;
  nav.replaceChildren(list(answer.entries ?? []));
  know(shown.keys());
  mark(state.at);
  if (focused) /** @type {HTMLElement | null} */ (nav.querySelector(`button[data-at="${CSS.escape(focused)}"]`))?.focus();
}

/**
 * @param {Entry[]} entries
 * @returns {HTMLElement}
 */
function list(entries) {
  return h('ul', {}, entries.map((entry) => row(entry)));
}

/** @param {Entry} entry */
function row(entry) {
  const { at, title, findings, below = [] } = entry;
  shown.set(entry.shows ?? at, entry);
  if (!seen.has(at) && below.length > LONG) closed.add(at);
  seen.add(at);
  const inner = below.length ? list(below) : null;
  const words = STATES[entry.state ?? 'facts'];
  const toggle = inner && h('button', { type: 'button', class: 'toggle', 'aria-expanded': String(!closed.has(at)), 'aria-label': `Parts of ${title}`, onclick: (/** @type {Event} */ event) => fold(event, at, inner) });
  if (inner) inner.hidden = closed.has(at);
  const isMovable = Boolean(entry.list) && !state.issued;
  const item = h('li', {},
    h('div', { class: 'entry', draggable: isMovable ? 'true' : null },
      toggle,
      h('button', { type: 'button', class: 'go', 'data-at': at, onclick: () => open(at, entry) },
        h('span', { class: 'entry-title', dir: 'auto' }, title),
        findings ? h('span', { class: 'count' }, String(findings), h('span', { class: 'hidden' }, findings === 1 ? ' finding' : ' findings')) : h('span', { class: `whose ${entry.state}` }, words))),
    inner);
  if (isMovable) drag(/** @type {HTMLElement} */ (item.firstElementChild), entry);
  return item;
}

/**
 * @param {Event} event
 * @param {string} at
 * @param {HTMLElement} inner
 */
function fold({ currentTarget }, at, inner) {
  inner.hidden = !inner.hidden;
  if (inner.hidden) closed.add(at);
  else closed.delete(at);
  /** @type {HTMLElement} */ (currentTarget).setAttribute('aria-expanded', String(!inner.hidden));
}

/** @type {Entry | undefined} */
let dragged;

/** @param {string} at */
const indexOf = (at) => Number(/\.(\d+)(?:\.[a-z-]+)?$/.exec(at)?.[1]);

/**
 * Dragging within one list; buttons and keys do the same.
 * @param {HTMLElement} element
 * @param {Entry} entry
 */
function drag(element, entry) {
  const isOver = (/** @type {boolean} */ now) => element.classList.toggle('over', now);
  element.addEventListener('dragstart', (event) => {
    dragged = entry;
    event.dataTransfer?.setData('text/plain', entry.title);
  });
  element.addEventListener('dragend', () => (dragged = undefined));
  element.addEventListener('dragover', (event) => {
    if (!dragged || dragged.list !== entry.list || dragged.at === entry.at) return;
    event.preventDefault();
    isOver(true);
  });
  element.addEventListener('dragleave', () => isOver(false));
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    isOver(false);
    if (dragged && dragged.list === entry.list) dropOn(dragged.at, indexOf(entry.at));
    dragged = undefined;
  });
}

/**
 * Where the words of an entry are printed.
 * @param {string} at
 */
export const printedAt = (at) => [...shown].find(([, entry]) => entry.at === at)?.[0] ?? at;

/**
 * The entry whose words are printed at an address.
 * @param {string} at
 */
export const entryOf = (at) => shown.get(at);

/**
 * The entry that the panel is about.
 * @param {string | undefined} at
 */
export function mark(at) {
  for (const button of document.querySelectorAll('#outline-list .go')) {
    const { dataset } = /** @type {HTMLElement} */ (button);
    const own = at && shown.get(at)?.at;
    if (at && dataset.at && (at === dataset.at || own === dataset.at)) button.setAttribute('aria-current', 'true');
    else if (at && dataset.at && at.startsWith(`${dataset.at}.`)) button.setAttribute('aria-current', 'location');
    else button.removeAttribute('aria-current');
  }
}
