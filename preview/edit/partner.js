// Next to the letter: another draft, such as another language or the letter before it, with the same sentence at the same height;
// or only the words in which the letter differs from another, from what was issued, or from what it was.

import { get, path, post } from './api.js';
import { inside, isReady, room } from '../draft.js';
import { button, byId, dialog, h } from './dom.js';
import { blocks, clothe } from './places.js';
import { announce, refuse } from './say.js';
import { state } from './state.js';
import { lacking, open as translate, original, told } from './translate.js';

/** @type {HTMLIFrameElement | undefined} */
let other;
/** What is heard of it. @type {EventSource | undefined} */
let stream;
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
  const lacking = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#bar .tongues > p [lang][title]')]);
  const rows = (/** @type {import('./dom.js').Child[]} */ buttons) => h('ul', { class: 'choices' }, buttons.map((one) => h('li', {}, one)));
  const box = dialog('Show next to the letter', [
    found.length > 0 && h('h3', {}, 'Side by side'),
    rows(found.map(({ id, name, lang }) => h('button', { type: 'button', lang, onclick: () => (box.close(), open(id, name, lang)) }, name))),
    others.length > 0 && h('h3', {}, 'Only what is different from'),
    others.length > 0 && rows(others.map((/** @type {{with: string, name: string}} */ one) => button(one.name, () => (box.close(), compare(one))))),
    lacking.length > 0 && h('h3', {}, 'Start a translation'),
    lacking.length > 0 && rows(lacking.map(({ lang, title }) => h('button', { type: 'button', lang, onclick: () => (box.close(), void begin(lang, title)) }, title))),
    !found.length && !others.length && !lacking.length && h('p', {}, 'This letter has no other language, and there is no letter to compare it with.'),
    h('p', { class: 'buttons' }, button('Cancel', () => box.close())),
  ]);
}

/**
 * Begins a translation and shows it.
 * @param {string} lang
 * @param {string} name
 */
async function begin(lang, name) {
  const answer = await post(path('translate'), { language: lang });
  if (!answer.ok || !answer.id) return refuse(answer.error ?? 'The file was written. Open it from the list of letters.');
  announce(`${name}: the file was written.`);
  open(answer.id, name, lang);
}

/** What the translation next to the letter lacks. @type {import('./types.js').Lacking[]} */
let lacks = [];
/** Its id. */
let shown = '';
let base = '';

/** @param {string} name */
async function tellLacking(name) {
  const answer = await lacking(shown);
  [lacks, base] = [answer.lacks, answer.base];
  const bar = document.getElementById('partner-lacks');
  if (!bar) return;
  bar.replaceChildren(...(lacks.length ? [h('span', {}, `${told(lacks)} `), button('Translate…', () => void translate(shown, name), { class: 'main' })] : []));
  follow();
}

/** A sentence that was changed in the original: its translation may be right all the same. */
function tellOlder() {
  const bar = document.getElementById('partner-older');
  if (!bar || bar.dataset.at === state.at) return;
  const older = lacks.find(({ at, state: how }) => at === state.at && how === 'older');
  bar.dataset.at = state.at ?? '';
  bar.replaceChildren(...(older ? [original(older), h('p', { class: 'buttons' }, 'Changed after it was translated. ', button('Right as it is', () => void confirm(older.at)))] : []));
}

/** @param {string} at */
async function confirm(at) {
  const answer = await post(`/letters/${shown}/edits`, { base, key: crypto.randomUUID(), edits: [{ do: 'confirm', at }] });
  if (!answer.ok) return refuse(answer.error);
  announce('The translation is right as it is.');
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
    void tellLacking(name);
  });
  shown = id;
  lacks = [];
  let isFirst = true;
  stream?.close();
  stream = new EventSource(`/letters/${id}/events?since=0`);
  stream.addEventListener('message', () => {
    // The first one says what is shown already.
    if (!isFirst) frame.contentWindow?.location.reload();
    isFirst = false;
  });
  put(frame, h('h2', { id: 'partner-title', lang, tabindex: -1 }, name), h('a', { href: `/letters/${id}` }, 'Edit this one'), h('div', { id: 'partner-lacks' }), h('div', { id: 'partner-older', role: 'status' }));
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
 * @param {...HTMLElement} bars
 */
function put(frame, title, link, ...bars) {
  other = frame instanceof HTMLIFrameElement ? frame : undefined;
  if (!other || differs) stream?.close();
  byId('partner').replaceChildren(h('div', { class: 'head' }, title, h('span', {}, link ?? '', ' ', button('Close', close, { class: 'plain' }))), h('div', { class: 'bars' }, bars), frame);
  byId('partner').hidden = false;
  document.body.classList.add('has-partner');
  byId('partner-title').focus();
}

export function close() {
  other = undefined;
  stream?.close();
  byId('partner').hidden = true;
  byId('partner').replaceChildren();
  document.body.classList.remove('has-partner');
  byId('show-partner').focus();
}

/** The first sentence that is seen, and what is chosen, are at the same height in both. */
export function follow() {
  const doc = differs ? null : other?.contentDocument;
  if (!doc || !isReady()) return;
  tellOlder();
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

/** The letter was changed. Another draft says itself when it is another one. */
export function renew() {
  if (other && differs) other.src = other.src;
}
