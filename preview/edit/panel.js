// Beside the letter: what is chosen, what it is, what follows from it, and what can be done with it.

import { find, reveal } from '../draft.js';
import * as api from './api.js';
import { button, byId, h } from './dom.js';
import { KINDS, blocks, show } from './places.js';
import { coded } from './conflict.js';
import * as dates from './dates.js';
import { announce, refuse, saved } from './say.js';
import { blockOf } from './sentences.js';
import { learn, state } from './state.js';
import { Trying } from './trying.js';
import { open as openTable, tableOf } from './table.js';
import { original } from './translate.js';
import { ValueForm } from './value.js';
import * as writing from './writing.js';

/**
 * @typedef {import('./types.js').Place} Place
 * @typedef {(what: 'up' | 'down' | 'add' | 'remove' | 'in' | 'out' | 'back', place: Place) => void} Arrange
 */

/** @type {Arrange} */
let arrange = () => {};
/** @type {(at: string | undefined) => void} */
let chosen = () => {};
/** What would follow from what is being typed. */
const trying = new Trying();
/** @type {ValueForm | undefined} */
let form;

/** @type {(at: string) => import('./types.js').Entry | undefined} */
let entryOf = () => undefined;

/** @param {{arrange: Arrange, chosen: (at: string | undefined) => void, entryOf: typeof entryOf}} callbacks */
export const start = (callbacks) => {
  ({ arrange, chosen, entryOf } = callbacks);
};

/**
 * Asks for a place and shows it.
 * @param {string} at
 * @param {{focus?: boolean, scroll?: boolean}} [how] `focus`: the panel takes it
 */
export async function ask(at, { focus = false, scroll = false } = {}) {
  if (form?.isDirty && !(await form.leave())) return;
  let place = await api.field(at);
  // An annex that the house style gives is not in the letter's own list: this is what can be added to.
  if (place.status === 404 && /^annexes\./.test(at)) place = await api.field('annexes');
  if (!place.ok) {
    refuse(place.error);
    return;
  }
  // Something was typed meanwhile: the answer must not take it away.
  if (form?.isDirty) return;
  learn({ base: place.base, at: place.at });
  show(at, { scroll });
  view(place);
  void nearby(place);
  if (!focus) return;
  const first = /** @type {HTMLElement | null} */ (byId('field').querySelector('input, select, textarea, button'));
  (first ?? byId('field')).focus();
}

/**
 * Shows a place that was asked for.
 * @param {Place} place
 */
export function view(place) {
  state.at = place.at;
  chosen(place.at);
  document.body.dataset.tab = place.parts && writing.current() ? 'letter' : 'facts';
  const can = (/** @type {import('./types.js').Can} */ what) => place.can.includes(what) && !state.issued;
  const isOwn = place.kind === 'own' && place.parts;
  form = place.schema && 'value' in place && can('edit') ? new ValueForm(place, done, again) : undefined;
  byId('place').replaceChildren(
    h('section', { class: 'card', 'aria-labelledby': 'place-title' },
      h('div', { class: 'head' }, h('h2', { id: 'place-title', tabindex: -1 }, place.name), h('span', { class: `whose ${place.kind}` }, KINDS[place.kind] ?? KINDS.own)),
      // Of a text of the letter the words say enough.
      place.help && !isOwn && h('p', { class: 'muted' }, ...coded(place.help)),
      form?.element,
      !form && !place.fields?.length && place.schema && h('p', {}, h('strong', {}, shown(place.value) || 'nothing')),
      !form && !isOwn && !place.schema && typeof place.value === 'string' && h('p', {}, h('strong', {}, place.value)),
      !form && !isOwn && place.without && h('p', { class: 'muted' }, 'Without it: ', ...coded(place.without)),
      lacks(place),
      place.kind !== 'rule' && facts(place),
      below(place),
      part(place),
      findings(place),
      buttons(place, can),
      Boolean(place.file && place.line) && h('p', { class: 'where' }, h('button', { type: 'button', class: 'link', onclick: () => import('./source.js').then(({ open }) => open(place.line ?? 1)) }, `${place.file}, line ${place.line}`)),
      state.issued && h('p', {}, 'This letter is issued: it can be read, not changed. Choose Revise… above to begin a revision, a corrigendum or an addendum.')),
    trying.element,
  );
  byId('place').inert = false;
  void offerTable(place.at);
  trying.clear();
  // News of the letter do not take back what was just asked.
  if (rewording === place.at && can('reword')) rewordBox(place);
  else rewording = '';
}

/**
 * What is asked for by itself: of a sentence of the house style the facts that are printed in it, of a first day the last one.
 * @param {Place} place
 */
async function nearby(place) {
  const { at, kind } = place;
  const pair = /^(.*)\.(starts|ends)$/.exec(at);
  /** @type {string[]} */
  let wanted = pair ? [`${pair[1]}.${pair[2] === 'starts' ? 'ends' : 'starts'}`] : [];
  if (kind === 'house') {
    const [first] = blocks(at);
    const found = first ? /** @type {HTMLElement[]} */ ([...blockOf(first).querySelectorAll('[data-fact]')]) : [];
    wanted = [...new Set(found.map(({ dataset }) => dataset.fact ?? ''))].filter((fact) => fact && !fact.startsWith('=')).slice(0, 8);
    if (wanted.includes('meeting.starts')) wanted.push('meeting.ends');
  }
  const known = await Promise.all(wanted.map((fact) => api.field(fact)));
  if (state.at !== at) return;
  const list = known.filter(({ ok }) => ok).map((fact) => ({ at: fact.at, name: fact.name, value: dates.isDay(fact.value) ? dates.long(fact.value) : shown(fact.value), times: 1 }));
  if (!list.length) return;
  const box = facts({ ...place, facts: list });
  const old = byId('place').querySelector('.facts-in');
  if (box && old) old.replaceWith(box);
  else if (box) byId('place').querySelector('.card')?.append(box);
}

/**
 * Of an annex with a table, that table.
 * @param {string} at
 */
async function offerTable(at) {
  if (!at.startsWith('annexes.') || state.issued) return;
  const table = await tableOf(at);
  if (!table || state.at !== at || byId('place').querySelector('.table-button')) return;
  const open = button(`Change the table “${table.name}”…`, async () => (await writing.close()) && openTable(table), { class: 'main' });
  byId('place').querySelector('.card')?.append(h('p', { class: 'buttons table-button' }, open));
}

/** @param {any} value */
const shown = (value) => (Array.isArray(value) ? value.join('; ') : String(value ?? ''));

/** @param {Place} place */
function facts({ facts, kind }) {
  if (!facts?.length) return null;
  return h('div', { class: 'facts-in' },
    h('h3', {}, kind === 'house' ? 'Change a fact in it' : kind === 'fact' ? 'See also' : 'Facts in it'),
    h('ul', { class: 'facts' }, facts.map((fact) =>
      h('li', {}, link(fact.at, h('bdi', {}, fact.value), ' ', h('span', { class: 'muted' }, fact.name, fact.times && fact.times > 1 ? `, ${fact.times} times here` : ''))))));
}

/**
 * A button that leads to a place, or its words alone where no place can be changed.
 * @param {string | null} at
 * @param {...import('./dom.js').Child} words
 */
const link = (at, ...words) => (at ? h('button', { type: 'button', onclick: () => void ask(at, { focus: true }) }, words) : h('span', {}, words));

/** @param {Place} place a sentence of a translation that is open */
function lacks({ base, lacks }) {
  if (!lacks) return null;
  if (lacks.state === 'missing') return h('p', { class: 'warn' }, 'Not translated yet: these are the words of the original. Write over them.');
  const right = async () => {
    const answer = await api.send(base, [{ do: 'confirm', at: lacks.at }]);
    if (!answer.ok) return refuse(answer.error);
    learn(answer);
    announce('The translation is right as it is.');
  };
  return h('div', { class: 'note' }, h('p', { class: 'warn' }, 'The original was changed after this was translated:'), original(lacks),
    h('p', { class: 'buttons' }, button('Right as it is', () => void right())));
}

/** @param {Place} place the keys of a group */
function below({ fields }) {
  if (!fields?.length) return null;
  return h('ul', { class: 'facts' }, fields.map(({ at, name, value }) => h('li', {}, link(at, name, ' ', h('bdi', { class: 'muted' }, typeof value === 'object' ? '' : shown(value))))));
}

/** @param {Place} place the part of the letter that a sentence of the house style belongs to, and the other way round */
function part({ at, kind }) {
  const entry = entryOf(at);
  if (kind !== 'house' || !entry || entry.at === at) return null;
  return h('p', {}, link(entry.at, `${entry.title}: move it, remove it, or add something below`));
}

/** @param {Place} place */
function findings({ findings }) {
  if (!findings?.length) return null;
  return h('ul', { class: 'found-here' }, findings.map((finding) => h('li', {}, h('a', { href: `#finding-${finding.code}-${finding.n}` }, ...coded(finding.message)))));
}

/**
 * @param {Place} place
 * @param {(what: import('./types.js').Can) => boolean} can
 */
function buttons(place, can) {
  const { index = 1, count = 1 } = place.list ?? {};
  const contact = /^=contact\.(\w+)$/.exec(place.at);
  const act = (/** @type {Parameters<Arrange>[0]} */ what) => () => arrange(what, place);
  // An open field has its own tools.
  if (writing.current()?.place.at === place.at) return null;
  const all = [
    place.parts && can('edit') && place.kind !== 'house' && button('Change the words', () => void writing.edit(place.at), { class: 'main' }),
    contact && !state.issued && button('Different in this letter…', () => void ask(`contacts.${contact[1].replace('_', '-')}`, { focus: true })),
    /^=(contact|group)\./.test(place.at) && h('a', { href: '/directory' }, 'Change it for all letters'),
    can('reword') && button('Reword it in this letter…', () => reword(place)),
    /^meeting\.(starts|ends)$/.test(place.at) && can('edit') && button('Move the meeting…', () => import('./postpone.js').then(({ open }) => open())),
    can('back') && button(place.at.startsWith('wording.') ? 'Back to the house style' : place.parts ? 'Leave it out' : 'Back to the rule', act('back')),
    can('move') && button('Up', act('up'), { disabled: index <= 1, title: 'Alt+Shift+Up' }),
    can('move') && button('Down', act('down'), { disabled: index >= count, title: 'Alt+Shift+Down' }),
    can('level') && button('Indent', act('in')),
    can('level') && button('Outdent', act('out')),
    can('add') && button('Add below…', act('add')),
    can('remove') && button('Remove', act('remove')),
  ].filter(Boolean);
  return all.length ? h('p', { class: 'buttons' }, all) : null;
}

/** The phrase that is about to be reworded, until that is begun or left. */
let rewording = '';

/**
 * A phrase of the house style, said differently in this letter: says first what is lost.
 * @param {Place} place
 */
function reword(place) {
  rewording = place.at;
  /** @type {HTMLElement} */ (rewordBox(place).querySelector('button')).focus();
}

/** @param {Place} place */
function rewordBox(place) {
  const leave = (/** @type {() => void} */ then) => () => ((rewording = ''), then());
  const box = h('div', { class: 'note' },
    h('p', {}, 'If you reword this sentence, it no longer follows the kind of meeting, and each translation needs your new words.'),
    h('p', { class: 'buttons' }, button('Reword it', leave(() => void writing.edit(place.at)), { class: 'main' }), button('Leave it as it is', leave(() => box.remove()))));
  byId('place').querySelector('.card')?.append(box);
  return box;
}

/**
 * Something was typed in a field of the letter or of the panel: what would follow?
 * @param {import('./types.js').Edit[] | undefined} edits
 * @param {string} base
 */
export const typed = (edits, base) => trying.follow(edits, base);

/**
 * A value was saved.
 * @param {Place} place
 * @param {import('./types.js').Done} answer
 */
function done(place, answer) {
  saved('saved');
  form = undefined;
  trying.clear();
  learn(answer);
  announce('Saved.');
  void ask(answer.at ?? place.at);
  show(place.at, { focus: true, scroll: false });
}

/**
 * A value stays as it was.
 * @param {Place} place
 */
function again(place) {
  trying.clear();
  view(place);
  form?.input?.focus();
}

/** When nothing is chosen: what one can do here. */
export function rest() {
  byId('place').inert = false;
  form = undefined;
  state.at = undefined;
  chosen(undefined);
  trying.clear();
  byId('place').replaceChildren(h('section', { class: 'card' },
    h('h2', { id: 'place-title', tabindex: -1 }, 'Click on anything in the letter'),
    h('p', {}, 'You write the text of this letter in its place. A date, a time or a name opens here, with everything that follows from it. For a sentence of the house style, you see here which facts it uses.'),
    h('p', { class: 'muted' }, 'By keyboard: arrow keys go from place to place, Enter opens, Escape leaves. Alt+Shift+arrows move an item.')));
}

/** The letter has changed: what is chosen may say something else, or be gone. */
export async function renew() {
  const { at } = state;
  if (!at || form?.isDirty || writing.current()) return;
  const place = await api.field(at);
  // The answer must not touch what was chosen or opened meanwhile.
  if (at !== state.at || form?.isDirty || writing.current() || byId('field').contains(document.activeElement)) return;
  if (place.ok) view(place);
  else rest();
}

export const isDirty = () => Boolean(form?.isDirty);

/**
 * Goes to the words of a finding.
 * @param {import('./types.js').Finding} finding
 */
export function lead({ at, words }) {
  document.body.dataset.tab = 'letter';
  if (at) void ask(at, { scroll: true });
  const range = words ? find(words) : undefined;
  if (range) reveal(range);
  else if (at) blocks(at)[0]?.scrollIntoView({ block: 'center' });
}

