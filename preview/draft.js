// The letter in its frame: shows a newer draft in place of the older one, and finds words in it.

import { parse, patchAttributes, patchChildren } from './patch.js';

export const frame = /** @type {HTMLIFrameElement | null} */ (document.getElementById('draft'));

/** The newest draft, when it cannot be shown yet. @type {string | undefined} */
let waiting;
let place = [0, 0];
let isHeld = false;
/** What is done after each draft that is shown. @type {(() => void)[]} */
const followers = [];

/** @param {() => void} follower */
export const whenShown = (follower) => followers.push(follower);

/** The document of the letter. @returns {Document} */
export const inside = () => /** @type {Document} */ (frame?.contentDocument);

/** The window of the letter. @returns {Window & typeof globalThis} */
export const room = () => /** @type {any} */ (frame?.contentWindow);

export function isReady() {
  const doc = frame?.contentDocument;
  return Boolean(doc && doc.readyState !== 'loading' && doc.URL !== 'about:blank' && doc.body);
}

/** While somebody types in the draft, the newest one waits. */
export function hold() {
  isHeld = true;
}

/** The words of the draft that waits. */
export const waitingText = () => (waiting === undefined ? '' : bare(waiting, []).body.textContent ?? '');

/** Shows what waited. */
export function release() {
  isHeld = false;
  if (waiting !== undefined) showDraft(waiting);
}

/**
 * A page without its style sheets: it is parsed under the policy of the frame, where they need a leave.
 * @param {string} html
 * @param {string[]} sheets they go there
 */
function bare(html, sheets) {
  const head = html.indexOf('</head>');
  const rest = html.slice(0, head).replace(/<style[^>]*>([^]*?)<\/style>/g, (_, css) => {
    sheets.push(css);
    return '';
  });
  return parse(rest + html.slice(head), room());
}

/** @param {string} html */
export function showDraft(html) {
  waiting = html;
  if (isHeld || !isReady()) return;
  waiting = undefined;
  const old = inside();
  const { scrollX, scrollY } = room();
  /** @type {string[]} */
  const now = [];
  const fresh = bare(html, now);
  const was = [...old.head.querySelectorAll('style')];
  if (was.length !== now.length) {
    // A style sheet that comes later has no leave to be there: only the page as a whole can bring it.
    place = [scrollX, scrollY];
    room().location.reload();
    return;
  }
  old.title = fresh.title;
  for (const name of ['lang', 'dir']) old.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) ?? '');
  now.forEach((css, at) => {
    if (was[at].textContent !== css) was[at].textContent = css;
  });
  patchAttributes(old.body, fresh.body);
  patchChildren(old.body, fresh.body);
  room().scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  followers.forEach((follower) => follower());
}

/** @param {() => void} whenLoaded what is done with each page of the frame, before what waited is shown */
export function start(whenLoaded) {
  if (!frame) return;
  const loaded = () => {
    if (!isReady()) return;
    whenLoaded();
    room().scrollTo(place[0], place[1]);
    returnTo();
    if (waiting !== undefined) showDraft(waiting);
    followers.forEach((follower) => follower());
  };
  frame.addEventListener('load', loaded);
  loaded();
}

/* The same place in another language: all languages of a letter have the same blocks in the same order. */

const blocks = () => [...inside().querySelectorAll('h1, h2, h3, h4, p, li, tr')];

document.addEventListener('click', (event) => {
  const link = /** @type {Element} */ (event.target).closest('.tongues a');
  if (!link || !frame || !isReady()) return;
  const all = blocks();
  const at = all.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const top = all[at]?.getBoundingClientRect().top;
  const letter = new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname;
  if (at >= 0) sessionStorage.setItem('place', JSON.stringify({ letter, at, top, of: all.length, isStart: room().scrollY === 0 }));
});

function returnTo() {
  const kept = JSON.parse(sessionStorage.getItem('place') ?? 'null');
  if (kept?.letter !== location.pathname) return;
  sessionStorage.removeItem('place');
  if (kept.isStart) return;
  const all = blocks();
  // A translation that lacks a block, or has one more, is met about there.
  const block = all[kept.of === all.length ? kept.at : Math.round((kept.at * all.length) / kept.of)];
  if (block) room().scrollBy(0, block.getBoundingClientRect().top - kept.top);
}

/** @param {string} text */
export const normal = (text) => text.replace(/[\u2010\u2011]/g, '-').replace(/\s+/g, ' ');

/**
 * The range of some words in the draft.
 * @param {string} words
 * @param {number} [from] the part of them that is meant
 * @param {number} [to]
 */
export function find(words, from = 0, to = normal(words).length) {
  const doc = inside();
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  let text = '';
  /** @type {[Text, number][]} */
  const places = [];
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    for (let at = 0; at < node.data.length; at++) {
      const c = normal(node.data[at]);
      if (c === ' ' && text.endsWith(' ')) continue;
      text += c;
      places.push([node, at]);
    }
  }
  const at = text.indexOf(normal(words));
  if (at < 0) return undefined;
  const range = doc.createRange();
  const [last, offset] = places[at + to - 1];
  range.setStart(...places[at + from]);
  range.setEnd(last, offset + 1);
  return range;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Scrolls to a place and shows which one it is.
 * @param {Range | undefined} range
 * @param {Element} [element]
 */
export function reveal(range, element) {
  const { top, height } = /** @type {Range | Element} */ (range ?? element).getBoundingClientRect();
  room().scrollBy({ top: top + height / 2 - room().innerHeight / 2, behavior: calm.matches ? 'instant' : 'smooth' });
  inside().querySelector('.preview-here')?.classList.remove('preview-here');
  const selection = /** @type {Selection} */ (room().getSelection());
  selection.removeAllRanges();
  if (range) selection.addRange(range);
  else element?.classList.add('preview-here');
}

/* Printing: the letter as it is, not the page around it. */

/**
 * Whether a key asks for the printer.
 * @param {KeyboardEvent} event
 */
export const isPrint = (event) => (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p';

export function print() {
  if (!isReady()) return;
  room().focus();
  room().print();
}

/** Shows the buttons that print. */
export function offerPrint() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-print]'))) button.hidden = false;
}

// The menu of the browser prints the page: then the letter has all its length.
addEventListener('beforeprint', () => {
  if (frame && isReady()) frame.style.blockSize = `${inside().documentElement.scrollHeight}px`;
});
addEventListener('afterprint', () => frame?.style.removeProperty('block-size'));
