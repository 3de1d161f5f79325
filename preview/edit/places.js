// The places of the letter in its frame: which can be clicked, which one the Tab key stops at, what a click on each does.

import { frame, inside, isReady, room } from '../draft.js';
import { placeAt } from './caret.js';
import { byId } from './dom.js';
import { blockOf, sentenceOf } from './sentences.js';

/**
 * @typedef {object} Clicks
 * @property {(at: string, place: import('./caret.js').Place | undefined) => void} own a text of the letter
 * @property {(at: string, isKeyboard: boolean) => void} other what has a panel only
 * @property {() => void} none nothing that can be changed
 * @property {(at: string, by: 1 | -1) => void} move
 */

/** What is said of each kind of words: whose they are. @type {Record<string, string>} */
export const KINDS = { own: 'own text', house: 'house style', fact: 'fact', rule: 'follows from a rule', directory: 'from the directory' };

/** @type {string | undefined} */
let look;

/** The address that the Tab key stops at. @type {string | undefined} */
let stop;

/**
 * All elements that an address is printed in.
 * @param {string} at
 * @returns {HTMLElement[]}
 */
export function blocks(at) {
  if (!isReady()) return [];
  const named = [...inside().querySelectorAll(`[data-at="${CSS.escape(at)}"]`)];
  const facts = named.length ? named : [...inside().querySelectorAll(`[data-fact="${CSS.escape(at)}"]`)];
  // Of an item with several texts its first one.
  const found = facts.length ? facts : [...inside().querySelectorAll(`[data-at^="${CSS.escape(at)}."]`)].slice(0, 1);
  return /** @type {HTMLElement[]} */ (found);
}

/** The places in their order, each once; of a sentence of the house style its first words. @returns {HTMLElement[]} */
function stops() {
  const seen = new Set();
  const all = /** @type {HTMLElement[]} */ ([...inside().querySelectorAll('[data-at]')]);
  return all.filter((element) => {
    const { at, kind } = element.dataset;
    if (seen.has(at)) return false;
    const isStop = kind === 'own' || blockOf(element) === element || sentenceOf(element) === at;
    return isStop && seen.add(at);
  });
}

/**
 * Gives the letter what a page that is edited needs; after each new draft.
 * @param {string | undefined} chosen the place that the panel is about
 */
export function dress(chosen) {
  if (!isReady()) return;
  const doc = inside();
  clothe(doc, room());
  const all = stops();
  if (!all.some(({ dataset }) => dataset.at === stop)) stop = all[0]?.dataset.at;
  for (const element of all) {
    const { at, kind = 'own' } = element.dataset;
    if (element.isContentEditable) continue;
    element.tabIndex = at === stop ? 0 : -1;
    element.setAttribute('aria-description', KINDS[kind] ?? KINDS.own);
  }
  // One stop in the letter: links are followed with Ctrl and a click, or from the panel.
  for (const link of doc.querySelectorAll('a[href]')) link.setAttribute('tabindex', '-1');
  for (const marked of doc.querySelectorAll('.edit-chosen')) marked.classList.remove('edit-chosen');
  if (chosen) blocks(chosen).forEach((block) => block.classList.add('edit-chosen'));
}

/**
 * The look of what can be edited, for one document.
 * @param {Document} doc
 * @param {Window & typeof globalThis} realm
 */
export function clothe(doc, realm) {
  doc.documentElement.classList.add('preview-plain');
  if (look === undefined || doc.adoptedStyleSheets.length) return;
  const sheet = new realm.CSSStyleSheet();
  sheet.replaceSync(look);
  doc.adoptedStyleSheets = [sheet];
}

/** The look of what can be edited, which the letter does not bring along. */
export async function readLook() {
  look = await (await fetch('/assets/edit/frame.css')).text();
}

/**
 * Shows a place; the focus goes to it if `focus`.
 * @param {string} at
 * @param {{focus?: boolean, scroll?: boolean}} [how]
 */
export function show(at, { focus = false, scroll = true } = {}) {
  const [element] = blocks(at);
  if (!element) return false;
  if (element.dataset.at) stop = element.dataset.at;
  dress(at);
  if (scroll) {
    const { top, bottom } = element.getBoundingClientRect();
    const isSeen = top >= 0 && bottom <= room().innerHeight;
    if (!isSeen) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
  if (focus) {
    frame?.focus({ preventScroll: true });
    element.focus({ preventScroll: true });
  }
  return true;
}

/**
 * Listens to one document of the frame.
 * @param {Clicks} clicks
 */
export function listen(clicks) {
  const doc = inside();
  doc.addEventListener('click', (event) => click(event, clicks));
  doc.addEventListener('keydown', (event) => key(event, clicks));
  doc.addEventListener('mouseover', hover);
  doc.documentElement.addEventListener('mouseleave', () => (byId('hover').textContent = ''));
}

/** What a click does, said while the mouse is there. @type {Record<string, string>} */
const HOVER = {
  own: 'Own text: click to write',
  house: 'House style: click to see what it follows from',
  fact: 'Fact: click to change it everywhere',
  rule: 'Follows from a rule: click to see it',
  directory: 'From the directory: click to see it',
};

/** @param {MouseEvent} event */
function hover({ target }) {
  const element = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest?.('[data-fact]:not([data-fact^="="]), [data-at]'));
  const isOpen = element?.closest('.edit-open');
  byId('hover').textContent = element && !isOpen ? HOVER[element.dataset.kind ?? 'own'] ?? '' : '';
}

/**
 * @param {MouseEvent} event
 * @param {Clicks} clicks
 */
function click(event, clicks) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href]'));
  if (link) {
    const isInside = link.getAttribute('href')?.startsWith('#');
    const isFollowed = event.ctrlKey || event.metaKey;
    if (isFollowed && isInside) return;
    event.preventDefault();
    if (isFollowed) {
      window.open(link.href, '_blank', 'noopener,noreferrer');
      return;
    }
  }
  if (target.closest('.edit-open') || event.button) return;
  // Who selects words wants to copy them.
  if (!room().getSelection()?.isCollapsed) return;
  const fact = /** @type {HTMLElement | null} */ (target.closest('[data-fact]'));
  const block = /** @type {HTMLElement | null} */ (target.closest('[data-at]'));
  const at = block?.dataset.at;
  if (at) stop = at;
  const isInside = fact && (!block || block.contains(fact));
  // A telephone number is clicked to change it, a name in a sentence of the house style to see the sentence.
  const isContact = block?.dataset.kind !== 'own' && fact?.dataset.fact?.startsWith('=contact.');
  const isFact = isInside && (isContact || !fact.dataset.fact?.startsWith('='));
  if (isFact && fact.dataset.fact) clicks.other(fact.dataset.fact, false);
  else if (at && block.dataset.kind === 'own') clicks.own(at, placeAt(blocks(at), event.clientX, event.clientY));
  else if (at) clicks.other(block.dataset.kind === 'house' ? sentenceOf(block) : at, false);
  // What the directory says stands in no text.
  else if (fact?.dataset.fact) clicks.other(fact.dataset.fact, false);
  else clicks.none();
}

/**
 * @param {KeyboardEvent} event
 * @param {Clicks} clicks
 */
function key(event, clicks) {
  const element = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.('[data-at]'));
  const at = element?.dataset.at;
  if (!element || !at || element.classList.contains('edit-open') || event.isComposing) return;
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  if (altKey && shiftKey && /^Arrow(Up|Down)$/.test(key)) {
    event.preventDefault();
    clicks.move(at, key === 'ArrowUp' ? -1 : 1);
    return;
  }
  if (altKey || ctrlKey || metaKey) return;
  if (key === 'Enter' || key === 'F2') {
    event.preventDefault();
    if (element.dataset.kind === 'own') clicks.own(at, undefined);
    else clicks.other(at, true);
    return;
  }
  const all = stops();
  const here = all.findIndex(({ dataset }) => dataset.at === at);
  /** @type {Record<string, number>} */
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 };
  if (!(key in to)) return;
  event.preventDefault();
  const next = all[to[key]];
  if (!next) return;
  stop = next.dataset.at;
  dress(undefined);
  next.focus({ preventScroll: true });
  const { top, bottom } = next.getBoundingClientRect();
  if (top < 0 || bottom > room().innerHeight) next.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/**
 * Where a place is on our page.
 * @param {Element} element
 */
export function onPage(element) {
  const outer = /** @type {HTMLIFrameElement} */ (frame).getBoundingClientRect();
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return { top: top + outer.top, bottom: bottom + outer.top, left: left + outer.left, right: right + outer.left, outer };
}
