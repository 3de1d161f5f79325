// The tools of the open field. They stand below it, and the letter makes room: what one reads on is not covered.

import { room } from '../draft.js';
import { get, path } from './api.js';
import { button, byId, dialog, h } from './dom.js';
import { Field } from './field.js';
import { onPage } from './places.js';

/** @typedef {{field: import('./writing.js').Open, place: import('./types.js').Place}} Open */

/** @type {{save: () => void, drop: () => void, arrange: (what: 'up' | 'down' | 'add' | 'remove' | 'in' | 'out', place: import('./types.js').Place) => void}} */
let acts = { save: () => {}, drop: () => {}, arrange: () => {} };
/** @type {AbortController | undefined} */
let over;

/** @param {typeof acts} callbacks */
export const start = (callbacks) => {
  acts = callbacks;
};

/** @param {Open} open */
export function show(open) {
  const { field, place } = open;
  const isField = field instanceof Field;
  const bar = isField ? byId('toolbar') : byId('sheet-tools');
  const keys = (/** @type {string} */ key) => (isField ? h('kbd', {}, key) : '');
  // A press on a tool leaves the caret where it is.
  const tool = (/** @type {import('./dom.js').Child[]} */ words, /** @type {() => void} */ act, /** @type {import('./dom.js').Attributes} */ more = {}) =>
    h('button', { type: 'button', onmousedown: (/** @type {Event} */ event) => event.preventDefault(), onclick: act, ...more }, words);
  const can = (/** @type {import('./types.js').Can} */ what) => place.can.includes(what);
  const { index = 1, count = 1 } = place.list ?? {};
  const arrange = (/** @type {Parameters<typeof acts.arrange>[0]} */ what) => () => acts.arrange(what, place);
  fill(bar,
    tool(['Save ', keys(field.many ? 'Ctrl+Enter' : 'Enter')], () => acts.save(), { class: 'main' }),
    tool(['Cancel ', keys('Esc')], () => acts.drop()),
    tool(['Insert a fact…'], () => void facts(field)),
    tool([h('b', {}, 'B')], () => field.bold(), { 'aria-label': 'Bold', title: 'Bold (Ctrl+B)' }),
    ...(can('move') ? [tool(['Up'], arrange('up'), { disabled: index <= 1 }), tool(['Down'], arrange('down'), { disabled: index >= count })] : []),
    ...(can('level') ? [tool(['Indent'], arrange('in')), tool(['Outdent'], arrange('out'))] : []),
    ...(can('add') ? [tool(['Add below…'], arrange('add'))] : []),
    ...(can('remove') ? [tool(['Remove'], arrange('remove'))] : []),
    field.lines && !field.many && h('span', { class: 'muted' }, 'New paragraph ', keys('Shift+Enter')),
    h('span', { id: 'tool-news', class: 'news' }),
  );
  bar.hidden = false;
  if (!isField) return;
  over?.abort();
  over = new AbortController();
  const { signal } = over;
  const put = () => follow(open, true);
  room().addEventListener('scroll', put, { signal });
  addEventListener('resize', put, { signal });
  bar.addEventListener('keydown', (event) => event.key === 'Escape' && (event.preventDefault(), field.focus()), { signal });
  follow(open);
}

/**
 * @param {HTMLElement} element
 * @param {...(Node | false)} children
 */
const fill = (element, ...children) => element.replaceChildren(...children.filter((child) => child instanceof Node));

/**
 * Stays below the field while that grows.
 * @param {Open} open
 * @param {boolean} [isScrolling] whether somebody scrolls: the letter stays where it is put
 */
export function follow({ field }, isScrolling = false) {
  if (!(field instanceof Field)) return;
  const bar = byId('toolbar');
  const height = bar.offsetHeight + 18;
  field.element.style.marginBlockEnd = `${height}px`;
  const over = onPage(field.element);
  const lacking = over.bottom + 10 + height - over.outer.bottom;
  // At the foot of the page the tools would cover what is written.
  if (!isScrolling && lacking > 0 && over.top - lacking > over.outer.top) room().scrollBy({ top: lacking, behavior: 'instant' });
  const { bottom, left, right, outer } = onPage(field.element);
  const desk = /** @type {Element} */ (bar.parentElement).getBoundingClientRect();
  const top = Math.min(Math.max(bottom + 10, outer.top + 6), outer.bottom - height);
  bar.style.insetBlockStart = `${top - desk.top}px`;
  const isRight = getComputedStyle(field.element).direction === 'rtl';
  const start = isRight ? right - bar.offsetWidth : left;
  bar.style.insetInlineStart = `${Math.max(8, Math.min(start - desk.left, desk.width - bar.offsetWidth - 8))}px`;
}

export function hide() {
  over?.abort();
  over = undefined;
  const bar = byId('toolbar');
  bar.hidden = true;
  bar.replaceChildren();
}

/** @param {string} sentence */
export function tell(sentence) {
  const place = document.getElementById('tool-news');
  if (place) place.textContent = sentence;
}

/**
 * A list of facts to put in.
 * @param {import('./writing.js').Open} field
 */
async function facts(field) {
  const range = field instanceof Field && field.selection.rangeCount ? field.selection.getRangeAt(0).cloneRange() : undefined;
  const known = await get(path('facts'));
  if (!known.ok) return;
  const list = h('ul', { class: 'choices' });
  const filter = h('input', { type: 'search', id: 'fact-filter', autocomplete: 'off', oninput: () => fill() });
  const box = dialog('Insert a fact', [h('p', { class: 'muted' }, 'A fact follows: when it is changed, this text changes with it.'), h('label', { for: 'fact-filter' }, 'Show facts with these words'), filter, list]);
  function fill() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (/** @type {any} */ fact) => words.every((word) => `${fact.name} ${fact.value}`.toLowerCase().includes(word));
    list.replaceChildren(...known.filter(fits).map((/** @type {any} */ fact) => h('li', {}, h('button', { type: 'button', onclick: () => take(fact) }, h('span', {}, fact.name), ' ', h('bdi', { class: 'muted' }, fact.value)))));
  }
  /** @param {any} fact */
  function take(fact) {
    box.close();
    field.focus();
    if (range && field instanceof Field) {
      field.selection.removeAllRanges();
      field.selection.addRange(range);
    }
    field.insert({ fact: fact.expression, value: fact.value, name: fact.name, at: fact.at });
  }
  fill();
  filter.focus();
}
