// Next to the letter: another draft, such as another language or the letter before it, with the same sentence at the same height;
// or only the words in which the letter differs from another, from what was issued, or from what it was.

import { get, path } from './api.js';
import { inside, isReady, room } from '../draft.js';
import { button, byId, dialog, h } from './dom.js';
import { blocks, clothe } from './places.js';
import { state } from './state.js';

/** @type {HTMLIFrameElement | undefined} */
let other;
/** Whether it shows only what is different. */
let differs = false;

/** What can be shown: the other languages, and the letters before and after this one. */
function offers() {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('#bar .tongues a:not([aria-current]), #bar a[rel]')]);
  return links.map((link) => ({ id: link.pathname.split('/').pop() ?? '', name: link.rel ? (link.textContent ?? '') : (link.title || link.textContent || ''), lang: link.lang || 'en' }));
}

/** Asks what to show. */
export async function ask() {
  const found = offers();
  const others = await get(path('others'));
  const rows = (/** @type {import('./dom.js').Child[]} */ buttons) => h('ul', { class: 'choices' }, buttons.map((one) => h('li', {}, one)));
  const box = dialog('Show next to the letter', [
    found.length > 0 && h('h3', {}, 'Side by side'),
    rows(found.map(({ id, name, lang }) => h('button', { type: 'button', lang, onclick: () => (box.close(), open(id, name, lang)) }, name))),
    others.length > 0 && h('h3', {}, 'Only what is different from'),
    others.length > 0 && rows(others.map((/** @type {{with: string, name: string}} */ one) => button(one.name, () => (box.close(), compare(one))))),
    !found.length && !others.length && h('p', {}, 'This letter has no other language, and there is no letter to compare it with.'),
    h('p', { class: 'buttons' }, button('Cancel', () => box.close())),
  ]);
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} lang
 */
function open(id, name, lang) {
  const frame = h('iframe', { sandbox: 'allow-same-origin', title: `${name}, to read`, src: `/letters/${id}/draft`, tabindex: -1 });
  differs = false;
  frame.addEventListener('load', () => {
    const doc = frame.contentDocument;
    if (!doc || !frame.contentWindow) return;
    clothe(doc, /** @type {any} */ (frame.contentWindow));
    // Links of it lead nowhere from here.
    doc.addEventListener('click', (event) => /** @type {Element} */ (event.target).closest('a') && event.preventDefault());
    for (const link of doc.querySelectorAll('a[href]')) link.setAttribute('tabindex', '-1');
    follow();
  });
  put(frame, h('h2', { id: 'partner-title', lang, tabindex: -1 }, name), h('a', { href: `/letters/${id}` }, 'Edit this one'));
}

/** @param {{with: string, name: string}} one what the letter is compared with */
function compare({ with: other, name }) {
  const src = `/compare?ids=${state.letter}&with=${other}`;
  differs = true;
  put(h('iframe', { sandbox: '', title: `What is different from ${name}`, src }), h('h2', { id: 'partner-title', tabindex: -1 }, `Different from ${name}`),
    h('a', { href: src, target: '_blank' }, 'In a tab of its own'));
}

/**
 * Shows something else next to the letter.
 * @param {HTMLElement} body
 * @param {string} title
 */
export const beside = (body, title) => put(body, h('h2', { id: 'partner-title', tabindex: -1 }, title));

/**
 * @param {HTMLElement} frame
 * @param {HTMLElement} title
 * @param {HTMLElement} [link]
 */
function put(frame, title, link) {
  other = frame instanceof HTMLIFrameElement ? frame : undefined;
  byId('partner').replaceChildren(h('div', { class: 'head' }, title, h('span', {}, link ?? '', ' ', button('Close', close, { class: 'plain' }))), frame);
  byId('partner').hidden = false;
  document.body.classList.add('has-partner');
  byId('partner-title').focus();
}

export function close() {
  other = undefined;
  byId('partner').hidden = true;
  byId('partner').replaceChildren();
  document.body.classList.remove('has-partner');
  byId('show-partner').focus();
}

/** The first sentence that is seen, and what is chosen, are at the same height in both. */
export function follow() {
  const doc = differs ? null : other?.contentDocument;
  if (!doc || !isReady()) return;
  const partner = (/** @type {string | undefined} */ at) => (at ? doc.querySelector(`[data-at="${CSS.escape(at)}"]`) : null);
  for (const marked of doc.querySelectorAll('.edit-chosen')) marked.classList.remove('edit-chosen');
  partner(state.at)?.classList.add('edit-chosen');
  const all = /** @type {HTMLElement[]} */ ([...inside().querySelectorAll('[data-at]')]);
  const isSeen = (/** @type {Element} */ block) => block.getBoundingClientRect().bottom > 0;
  const chosen = state.at ? blocks(state.at)[0] : undefined;
  const isChosenSeen = chosen && isSeen(chosen) && chosen.getBoundingClientRect().top < room().innerHeight;
  const block = isChosenSeen && partner(state.at) ? chosen : all.find((one) => isSeen(one) && partner(one.dataset.at));
  const there = block && partner(block.dataset.at ?? state.at);
  if (!there || !block) return;
  other?.contentWindow?.scrollBy({ top: there.getBoundingClientRect().top - block.getBoundingClientRect().top, behavior: 'instant' });
}

/** The letter was changed: so is its translation. */
export function renew() {
  if (other && differs) other.src = other.src;
  else other?.contentWindow?.location.reload();
}
