// Adding, moving and removing the items of lists, and keys of the letter that can be given back.

import * as api from './api.js';
import { button, byId, dialog, freshId, h } from './dom.js';
import * as dates from './dates.js';
import * as levels from './levels.js';
import { coded, listed } from './conflict.js';
import { isFresh, printedAt } from './outline.js';
import { show } from './places.js';
import { announce, refuse } from './say.js';
import { learn, state } from './state.js';
import * as writing from './writing.js';
import { ask } from './panel.js';

/**
 * @typedef {import('./types.js').Place} Place
 * @typedef {import('./types.js').Edit} Edit
 */

/**
 * @param {Place} place
 * @param {Edit[]} edits
 * @param {string} words
 * @param {boolean} [anyway]
 * @returns {Promise<string | undefined>} where the place is then
 */
async function send(place, edits, words, anyway) {
  const answer = await api.send(place.base, edits, { anyway });
  if (!answer.ok) {
    const answers = answer.anyway ? [{ words: 'Do it all the same', act: () => void send(place, edits, words, true) }] : [];
    refuse(answer.error, answers, listed(answer.findings));
    return undefined;
  }
  learn(answer);
  announce(words);
  return answer.at ?? place.at;
}

/**
 * The place as it is after what is open was saved.
 * @param {string} at
 * @returns {Promise<Place | undefined>}
 */
async function fresh(at) {
  if (!(await writing.close())) return undefined;
  const place = await api.field(at);
  if (place.ok) return place;
  refuse(place.error);
  return undefined;
}

/**
 * @param {'up' | 'down' | 'add' | 'remove' | 'in' | 'out' | 'back'} what
 * @param {{at: string}} of
 */
export async function act(what, { at }) {
  if (what === 'add') return add(at);
  const place = await fresh(at);
  if (!place) return;
  const { index = 1, count = 1 } = place.list ?? {};
  const { old, name } = place;
  const item = itemOf(place);
  if (what === 'up' || what === 'down') return move(at, index + (what === 'up' ? -1 : 1), place);
  if (what === 'in' || what === 'out') {
    if (!place.can.includes('level')) return;
    const now = await send(place, [{ do: 'level', at: item, by: what === 'in' ? 1 : -1, old }], what === 'in' ? 'Indented.' : 'Outdented.');
    if (now) after(now);
    return;
  }
  if (what === 'back') {
    const edit = /** @type {Edit} */ (!at.startsWith('wording.') && (place.schema || place.parts) ? { do: 'value', at, old: place.value ?? null, new: null } : { do: 'remove', at, old });
    const now = await send(place, [edit], at.startsWith('wording.') ? 'Back to the house style.' : 'Back to what follows by itself.');
    if (now) after(now);
    return;
  }
  /** @type {Edit[]} */
  const edits = [{ do: 'remove', at: item, old }];
  const gone = (/** @type {string | undefined} */ now) => {
    // The focus goes to what took its place.
    if (now) after(place.list ? `${place.list.at}.${index === count && count > 1 ? count - 1 : index}` : at);
  };
  const words = `${name || 'Item'} removed. Undo brings it back.`;
  const trial = await api.tryOut(place.base, edits);
  const worse = trial.ok ? trial.findings.new : (trial.findings ?? []);
  if (!worse.some(({ severity }) => severity !== 'note')) return gone(await send(place, edits, words));
  const box = dialog(`Remove ${name ? `“${name}”` : 'it'}?`, [h('p', {}, 'Something else in the letter needs it. Then the letter would have:'), ...listed(worse),
    h('p', { class: 'buttons' }, button('Leave it', () => box.close(), { class: 'main' }), button('Remove it all the same', async () => (box.close(), gone(await send(place, edits, words, true)))))]);
}

/**
 * The address of an item, of which a text is a part.
 * @param {Place} place
 */
const itemOf = ({ at, list }) => (list?.index ? `${list.at}.${list.index}` : at);

/** @type {string | undefined} */
let shown;

/** Somebody went elsewhere meanwhile. */
export function forget() {
  shown = undefined;
  byId('place').inert = false;
}

/** The place to go to when the new draft is there. */
export function whenShown() {
  // The draft and the list of before have something else at this address.
  if (!shown || state.draft !== state.base || !isFresh()) return;
  const at = printedAt(shown);
  if (!show(at, { focus: true })) return;
  shown = undefined;
  void ask(at);
}

/** @param {string} at */
function after(at) {
  shown = at;
  // What is on the right is still about the place of before.
  byId('place').inert = true;
  // A draft that is there already is the newest.
  setTimeout(whenShown, 80);
  // A place that is not printed is not waited for.
  setTimeout(() => (byId('place').inert = false), 2000);
}

/**
 * @param {string} at
 * @param {number} to
 * @param {Place} [known]
 */
export async function move(at, to, known) {
  const place = known ?? (await fresh(at));
  if (!place?.list || !place.can.includes('move')) return;
  const { count, index } = place.list;
  if (to < 1 || to > count) {
    announce(to < 1 ? 'It is the first already.' : 'It is the last already.');
    return;
  }
  if (to === index) return;
  const now = await send(place, [{ do: 'move', at: itemOf(place), to, old: place.old }], `Moved to place ${to} of ${count}.`);
  if (now) after(now);
}

/**
 * Something new below a place: what, then its words. It is no part of the file before they are saved.
 * @param {string} at
 */
async function add(at) {
  const place = await fresh(at);
  const list = place?.list;
  if (!place || !list) return;
  if (list.add.length === 1) {
    write(place, list.add[0]);
    return;
  }
  const box = dialog('Add below', [h('ul', { class: 'choices' }, list.add.map((kind) =>
    h('li', {}, h('button', { type: 'button', onclick: () => (box.close(), write(place, kind)) }, h('span', {}, kind.title), kind.help ? h('span', { class: 'muted' }, ` ${kind.help}`) : '')))),
    h('p', { class: 'buttons' }, button('Cancel', () => box.close()))]);
}

/** @typedef {{key: string, label: string, type: 'text' | 'date' | 'long' | 'lines', optional?: boolean}} Need */

/** What people call the keys that something new must have. @type {Record<string, Omit<Need, 'key'>>} */
const KEYS = {
  starts: { label: 'First day', type: 'date' },
  date: { label: 'Date', type: 'date' },
  title: { label: 'Title', type: 'text' },
  image: { label: 'File of the image, next to the letter', type: 'text' },
  alt: { label: 'What the image shows, for people who cannot see it', type: 'text' },
  fields: { label: 'Lines to fill in, one on each line', type: 'lines' },
  items: { label: 'Entries, one on each line', type: 'lines' },
  options: { label: 'What can be chosen, one on each line', type: 'lines' },
};

/** Lists and kinds that begin with words of their own. */
const hasWords = (/** @type {string} */ list, /** @type {string} */ kind) =>
  list === 'annexes' ? kind === 'text' : list === 'body' ? ['text', 'notice', 'note', 'list'].includes(kind) : true;

/**
 * What is asked before something new can be there.
 * @param {string} list
 * @param {import('./types.js').Addable} kind
 * @returns {Need[]}
 */
function needed(list, { kind, title, needs = [] }) {
  needs = needs.filter((key) => key !== 'name');
  const keys = kind === 'list' && list === 'body' ? ['items'] : ['choice', 'choices'].includes(kind) ? [...needs, 'options'] : needs;
  const words = hasWords(list, kind) ? [/** @type {Need} */ ({ key: '', label: kind === 'list' ? 'Heading' : title, type: 'long' })] : [];
  return [...words, ...keys.map((key) => ({ key, ...(KEYS[key] ?? { label: key, type: 'text' }) }))];
}

/**
 * @param {Place} place
 * @param {import('./types.js').Addable} kind
 */
function write(place, kind) {
  const { index, count, at: list } = /** @type {import('./types.js').List} */ (place.list);
  // Of a list as a whole, at its end.
  const before = place.kind === 'list' ? count + 1 : index + 1;
  const needs = needed(list, kind);
  /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement>} */
  const inputs = new Map();
  const news = h('p', { class: 'wrong', role: 'alert' });
  const rows = needs.map(({ key, label, type }) => {
    const id = freshId();
    const input = type === 'long' || type === 'lines' ? h('textarea', { id, rows: 4, dir: 'auto' }) : h('input', { id, autocomplete: 'off', dir: 'auto' });
    inputs.set(key, input);
    return h('p', {}, h('label', { for: id }, label), input);
  });
  const put = async () => {
    /** @type {any} */
    const values = {};
    let parts;
    let raw = '';
    for (const { key, type, label } of needs) {
      const input = /** @type {HTMLInputElement} */ (inputs.get(key));
      const typed = input.value.trim();
      const day = type === 'date' ? dates.read(typed) : undefined;
      if (!typed || (day && !day.day)) {
        news.textContent = day?.wrong ?? (day?.doubt ? `${label}: ${day.doubt.map(dates.long).join(' or ')}?` : `${label}: type something.`);
        input.setAttribute('aria-invalid', 'true');
        input.focus();
        return;
      }
      if (key) values[key] = type === 'lines' ? typed.split('\n').map((line) => line.trim()).filter(Boolean) : day?.day ?? typed;
      else [parts, raw] = [[{ text: typed }], input.value];
    }
    /** @type {any} */
    const edit = { do: 'insert', list, before, count, kind: kind.kind };
    if (parts) edit.parts = parts;
    // Pointers need a name, which nobody reads.
    const name = kind.needs?.includes('name') ? { name: values.title.normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g)?.slice(0, 4).join('-') ?? kind.kind } : {};
    if (Object.keys(values).length) edit.values = { ...name, ...values };
    const answer = await api.send(place.base, kind.kind === 'item' && parts ? levels.edits(levels.read(raw), edit) : [edit]);
    if (!answer.ok) {
      news.textContent = answer.error;
      return;
    }
    box.close();
    learn(answer);
    announce(`${kind.title} added.`);
    if (answer.at) after(answer.at);
  };
  if (!needs.length) {
    void send(place, [{ do: 'insert', list, before, count, kind: kind.kind }], `${kind.title} added.`).then((now) => now && after(now));
    return;
  }
  const box = dialog(`Add: ${kind.title}`, [
    h('p', { class: 'muted' }, ...coded(kind.kind === 'item' ? 'Several lines become several entries. A number such as 4.1, a tab or two spaces before a line put it one level below.' : kind.help ?? '')),
    h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void put()) }, rows, news,
      h('p', { class: 'buttons' }, h('button', { class: 'main' }, 'Add'), button('Cancel', () => box.close())))]);
  box.addEventListener('keydown', (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void put());
  [...inputs.values()][0]?.focus();
}
