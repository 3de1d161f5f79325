// The meeting on other days: all days that belong to it move along, and what cannot be moved for certain is listed first.

import * as api from './api.js';
import { coded, listed } from './conflict.js';
import { dateInput } from './date_input.js';
import { button, counted, dialog, h } from './dom.js';
import { lead } from './panel.js';
import { beside, close } from './partner.js';
import { announce } from './say.js';
import { learn } from './state.js';
import * as writing from './writing.js';

/** After so much quiet the program is asked. */
const QUIET = 200;

/** Asks for the new days, shows what follows, and moves. */
export async function open() {
  if (!(await writing.close())) return;
  const [first, last] = await Promise.all([api.field('meeting.starts'), api.field('meeting.ends')]);
  const day = (/** @type {any} */ { value }) => String(value ?? '').slice(0, 10);
  const found = h('div', { class: 'found-moves', 'aria-live': 'polite' });
  const news = h('p', { class: 'wrong', role: 'alert' });
  const starts = dateInput({ value: day(first), name: 'New first day', changed: () => ask() });
  const ends = dateInput({ value: '', near: day(last), name: 'New last day', changed: () => ask() });
  const submit = h('button', { class: 'main' }, 'Move the meeting');
  const box = dialog('Move the meeting', [
    h('p', { class: 'muted' }, `Now from ${first.value} to ${last.value}. Deadlines, events, the time plan and dates in sentences move by as many days as the first day.`),
    h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void move()) },
      h('p', {}, h('label', { for: starts.input.id }, 'New first day'), starts.element),
      h('p', {}, h('label', { for: ends.input.id }, 'New last day (empty: as many days as now)'), ends.element),
      found, news,
      h('p', { class: 'buttons' }, submit, button('Cancel', () => box.close()))),
  ], { class: 'edit-dialog wide' });
  starts.input.focus();

  function edit() {
    const from = starts.read();
    const to = ends.input.value.trim() ? ends.read() : { day: null };
    if ('wrong' in from || 'wrong' in to) return undefined;
    return { starts: from.day, ...(to.day ? { ends: to.day } : {}) };
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let round = 0;
  function ask() {
    const mine = ++round;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const what = edit();
      const answer = what && (await api.post(api.path('move'), { ...what, dry: true }));
      if (mine !== round) return;
      found.replaceChildren(...(answer?.ok ? plan(answer) : []));
      news.textContent = answer && !answer.ok ? answer.error : '';
    }, QUIET);
  }

  async function move() {
    const what = edit();
    if (!what) {
      news.textContent = 'Type a date, for example 20 April 2021.';
      ('wrong' in starts.read() ? starts : ends).input.focus();
      return;
    }
    const answer = await api.post(api.path('move'), what);
    if (!answer.ok) {
      news.replaceChildren(answer.error, ...listed(answer.findings));
      return;
    }
    box.close();
    learn(answer);
    announce('The meeting was moved. Undo moves it back.');
    if (answer.open.length) decide(answer.open);
  }
}

/**
 * What a person decides, beside the letter until each is done.
 * @param {Open[]} open
 */
function decide(open) {
  const rows = open.map(({ line, words, why }) => {
    const row = h('li', { class: 'finding warning' },
      h('p', { dir: 'auto' }, h('q', {}, words)), h('p', { class: 'muted' }, ...coded(why), `, line ${line}`),
      h('p', { class: 'buttons' },
        button('Show it', () => lead(/** @type {any} */ ({ words }))),
        button('It is right', () => {
          row.remove();
          if (!list.children.length) close();
        })));
    return row;
  });
  const list = h('ul', { class: 'list' }, rows);
  beside(h('div', { class: 'returned', tabindex: 0, role: 'region', 'aria-label': 'Dates to decide' },
    h('p', {}, 'These dates did not move, because they may belong to something else. Change each one in the letter, or say that it is right.'), list), 'Dates to decide');
}

/** @typedef {{line: number, words: string, why: string}} Open */

/**
 * What moves, and what a person decides.
 * @param {{moved: {line: number, what: string, was: string, now: string}[], open: Open[]}} plan
 */
function plan({ moved, open }) {
  return [
    h('h3', {}, `${counted(moved.length, 'date')} will move`),
    h('ul', { class: 'passages' }, moved.map(({ what, was, now }) => h('li', {}, h('span', { class: 'muted' }, `${what}: `), h('del', {}, was), ' ', h('ins', {}, now)))),
    ...(open.length
      ? [h('h3', { class: 'warn' }, `${counted(open.length, 'date')} for you to decide`),
        h('ul', { class: 'passages' }, open.map(({ line, words, why }) => h('li', {}, `Line ${line}: `, h('q', {}, words), ' ', h('span', { class: 'warn' }, ...coded(why)))))]
      : []),
  ];
}
