// The list of letters where they can be changed: words are looked for in all that letters say, several letters are built, packed and
// compared at once, and what is due stands above.

import { show } from '../list.js';
import { get, post } from './api.js';
import { coded } from './conflict.js';
import * as dates from './dates.js';
import { button, byId, counted, dialog, h } from './dom.js';

/** After so much quiet the program is asked. */
const QUIET = 200;
/** So many dates are shown at once. */
const FEW = 8;

/* Words. */

const filter = /** @type {HTMLInputElement} */ (byId('filter'));
let round = 0;

async function search() {
  const mine = ++round;
  const words = filter.value.trim();
  const answer = words ? await get(`/search?words=${encodeURIComponent(words)}`) : [];
  if (mine !== round) return;
  show(new Map((Array.isArray(answer) ? answer : []).map(({ id, around }) => [`row-${id}`, around])));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
filter.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => void search(), QUIET);
});

/* What is due. */

/** @typedef {{kind: string, starts: string, ends: string, time: string | null, what: string, letter: string, status: string, late: boolean, id: string | null}} Due */

/** @param {string} day @param {string} today */
function distance(day, today) {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86400000);
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days < 0 ? `${counted(-days, 'day')} ago` : `in ${days} days`;
}

/** @param {Due[]} all @param {string} today */
function day(all, today) {
  const [{ starts }] = all;
  const isLate = all.some(({ late }) => late);
  return h('li', { class: isLate ? 'late' : '' },
    h('p', { class: 'muted' }, distance(starts, today)),
    h('p', {}, h('strong', {}, `${dates.weekday(starts)} ${dates.long(starts)}`)),
    all.map(({ letter, what, time, status, late, id }) => h('p', {}, id ? h('a', { href: `/letters/${id}` }, letter) : letter, `: ${what}`, time && `, ${time}`,
      late ? h('strong', { class: 'wrong' }, ' It is still a draft.') : status === 'draft' && h('span', { class: 'muted' }, ' (draft)'))));
}

async function due() {
  const answer = await get('/due');
  const box = byId('due');
  const all = /** @type {Due[]} */ (Array.isArray(answer) ? answer : []);
  const now = new Date();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  /** @type {Map<string, Due[]>} */
  const days = new Map();
  for (const one of all) days.set(one.starts, [...(days.get(one.starts) ?? []), one]);
  const rows = [...days.values()].map((one) => day(one, today));
  box.hidden = !rows.length;
  const more = rows.slice(FEW);
  box.replaceChildren(h('h2', { id: 'due-title' }, 'The next four weeks'), h('ul', { class: 'due' }, rows.slice(0, FEW)),
    more.length ? h('details', {}, h('summary', {}, `${counted(more.length, 'more day')}`), h('ul', { class: 'due' }, more)) : '');
}

/* Several letters. */

/** @type {Set<string>} */
const chosen = new Set();
const ticks = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[data-tick]')]);

function bar() {
  for (const tick of ticks()) tick.checked = chosen.has(tick.dataset.tick ?? '');
  const box = byId('chosen');
  const ids = [...chosen].join(',');
  box.hidden = !chosen.size;
  const link = (/** @type {string} */ words, /** @type {string} */ href, /** @type {string} */ target) => h('a', { class: 'link-button', href, target }, words);
  box.replaceChildren(
    h('strong', {}, `${counted(chosen.size, 'letter')} selected`),
    button('Build', () => void build(), { class: 'main' }),
    link('Download as ZIP', `/letters.zip?ids=${ids}`, ''),
    link('Compare with the letters before', `/compare?ids=${ids}&with=last`, '_blank'),
    link('Compare with what was built', `/compare?ids=${ids}&with=built`, '_blank'),
    button('Select none', () => {
      chosen.clear();
      bar();
      ticks()[0]?.focus();
    }, { class: 'plain' }));
}

async function build() {
  const now = h('p', { role: 'status' }, 'Building …');
  const box = dialog('Build letters', [now]);
  const answer = await post('/build', { ids: [...chosen] });
  if (!box.open) return;
  const done = button('Close', () => box.close(), { class: 'main' });
  const findings = (answer.findings ?? []).filter((/** @type {any} */ { severity }) => severity === 'error');
  now.replaceWith(
    h('p', { class: answer.done ? '' : 'wrong', role: 'status' }, answer.ok ? (answer.done ? 'Done.' : 'Some letters have errors and were not built.') : answer.error),
    h('ul', {}, (answer.lines ?? []).map((/** @type {string} */ line) => h('li', {}, line))),
    h('ul', { class: 'list' }, findings.map((/** @type {any} */ { severity, message, excerpt }) => h('li', { class: `finding ${severity}` }, h('p', {}, ...coded(message)), h('pre', {}, excerpt)))),
    h('p', { class: 'buttons' }, done));
  done.focus();
}

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const { tick } = target.dataset;
  if (target.id === 'tick-all') {
    for (const one of ticks()) {
      if (one.closest('tr')?.hidden) continue;
      if (target.checked) chosen.add(one.dataset.tick ?? '');
      else chosen.delete(one.dataset.tick ?? '');
    }
  } else if (!tick) {
    return;
  } else if (target.checked) {
    chosen.add(tick);
  } else {
    chosen.delete(tick);
  }
  bar();
});
void due();
