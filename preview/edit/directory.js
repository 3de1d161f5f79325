// Groups with their chairs and contacts, signatories, and images: a form for each. What is saved can be taken back.

import '../stream.js';
import { get, post, upload } from './api.js';
import { coded } from './conflict.js';
import { dateInput } from './date_input.js';
import { button, byId, freshId, h } from './dom.js';
import { announce } from './say.js';

/** @typedef {{of: 'groups' | 'signatories', path: string[], old: any, new: any}} Edit */
/** @typedef {{key: string[], label: string, hint?: string, type?: 'date' | 'lines', required?: boolean}} Field */
/** What is shown: a group by its code, a signatory by number, or the emblem. @typedef {{of: 'groups' | 'signatories' | 'emblem', at: string}} Entry */

/** @type {Field[]} */
const CONTACTS = [
  { key: ['contact'], label: 'Contact person' }, { key: ['tel'], label: 'Telephone' }, { key: ['fax'], label: 'Fax' },
  { key: ['e-mail'], label: 'E-mail' }, { key: ['web'], label: 'Web page' },
];
/** @type {Field[]} */
const GROUP = [
  { key: ['name'], label: 'Name', hint: 'As letters print it: Study Group 17', required: true },
  { key: ['title'], label: 'What it deals with' },
  { key: ['designation'], label: 'In letter numbers', hint: 'The part after the slash: 17 in 11/17', required: true },
  { key: ['homepage'], label: 'What letters call its web page', hint: 'Empty: study group homepage' },
  { key: ['chair', 'honorific'], label: 'Chair: honorific', hint: 'Mr, Ms or Dr' }, { key: ['chair', 'name'], label: 'Chair: name' }, { key: ['chair', 'country'], label: 'Chair: country or organization' },
];
/** @type {Field[]} */
const PERSON = [
  { key: ['name'], label: 'Name', required: true }, { key: ['title'], label: 'Office', hint: 'One line for each line of the printed title', type: 'lines', required: true },
  { key: ['from'], label: 'First day in office', type: 'date', required: true }, { key: ['until'], label: 'Last day in office', hint: 'Empty: still in office', type: 'date' },
];

/** @type {{groups: {code: string, says: any}[], signatories: any[], undo: {n: number} | null}} */
let known = { groups: [], signatories: [], undo: null };
/** @type {Entry | undefined} */
let here;

const value = (/** @type {any} */ says, /** @type {string[]} */ key) => key.reduce((at, step) => at?.[step], says) ?? null;
const news = () => h('p', { class: 'wrong', role: 'alert' });

/* The list. */

function list() {
  const go = (/** @type {string} */ words, /** @type {Entry} */ entry) => {
    const isHere = here?.of === entry.of && here.at === entry.at;
    return h('li', isHere ? { 'aria-current': 'true' } : {}, h('button', { type: 'button', class: 'link', onclick: () => show(entry) }, words));
  };
  byId('answers').replaceChildren(
    h('h2', {}, 'Groups'), h('ol', {}, known.groups.map(({ code, says }) => go(`${code}: ${value(says, ['name']) ?? ''}`, { of: 'groups', at: code })), go('Add a group…', { of: 'groups', at: '' })),
    h('h2', {}, 'Signatories'), h('ol', {}, known.signatories.map((says, at) => go(value(says, ['name']) ?? '', { of: 'signatories', at: String(at) })), go('Add a signatory…', { of: 'signatories', at: String(known.signatories.length) })),
    h('h2', {}, 'House style'), h('ol', {}, go('Emblem', { of: 'emblem', at: '' })));
}

/* Forms. */

/** @param {Entry} entry */
function show(entry) {
  here = entry;
  list();
  const group = known.groups.find(({ code }) => code === entry.at);
  const says = entry.of === 'groups' ? group?.says : known.signatories[Number(entry.at)];
  const isNew = !says;
  const title = h('h2', { tabindex: -1 }, entry.of === 'emblem' ? 'Emblem' : isNew ? (entry.of === 'groups' ? 'A new group' : 'A new signatory') : entry.of === 'groups' ? `${entry.at}: ${says.name}` : says.name);
  const body = entry.of === 'emblem' ? [image('emblem', 'The image at the top of every letter. PNG.')] : [form(entry, says, isNew), !isNew && entry.of === 'signatories' && image(entry.at, 'The signature, printed above the name. PNG or JPEG.', Boolean(says.signature))];
  byId('question').replaceChildren(title, ...body.filter((one) => one instanceof Node));
  document.title = `${title.textContent} - groups and people`;
  title.focus();
}

/** @param {Entry} entry @param {any} says @param {boolean} isNew */
function form(entry, says, isNew) {
  const { of } = /** @type {{of: 'groups' | 'signatories'}} */ (entry);
  const contacts = Array.isArray(says?.contacts) ? says.contacts.flatMap((/** @type {any} */ _, /** @type {number} */ at) => CONTACTS.map((field) => ({ ...field, key: ['contacts', String(at), ...field.key], label: `Secretariat ${at + 1}: ${field.label.toLowerCase()}` })))
    : CONTACTS.map((field) => ({ ...field, key: ['contacts', ...field.key], label: `Secretariat: ${field.label.toLowerCase()}` }));
  /** @type {Field[]} */
  const fields = of === 'groups' ? [...(isNew ? [{ key: ['code'], label: 'Code', hint: 'As in file names: SG17', required: true }] : []), ...GROUP, ...contacts] : PERSON;
  const rows = fields.map((field) => row(field, value(says, field.key)));
  const wrong = news();
  const save = async () => {
    wrong.replaceChildren();
    const read = rows.map((one) => one.read());
    const bad = read.findIndex((one) => 'wrong' in one);
    if (bad >= 0) {
      wrong.textContent = `${fields[bad].label}: ${/** @type {any} */ (read[bad]).wrong}`;
      rows[bad].input.focus();
      return;
    }
    const typed = read.map((one) => /** @type {any} */ (one).value);
    const edits = isNew ? [added(of, entry.at, fields, typed)] : changed(of, entry.at, says, fields, typed);
    if (!edits.length) {
      announce('Nothing was changed.');
      return;
    }
    await send(edits, wrong, isNew && of === 'groups' ? { of, at: typed[0] } : entry);
  };
  return h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void save()) },
    rows.map(({ element }) => element), wrong,
    h('p', { class: 'buttons' }, h('button', { class: 'main' }, isNew ? 'Add' : 'Save'), known.undo && button('Take the last change back', () => void takeBack(wrong, entry))));
}

/** @param {Field} field @param {any} says */
function row({ label, hint, type, required }, says) {
  const id = freshId();
  const day = type === 'date' ? dateInput({ value: says ?? '', name: label }) : undefined;
  const input = day?.input ?? (type === 'lines' ? h('textarea', { id, rows: 3, dir: 'auto' }) : h('input', { id, autocomplete: 'off', dir: 'auto' }));
  if (!day) input.value = Array.isArray(says) ? says.join('\n') : String(says ?? '');
  const read = () => {
    const text = input.value.trim();
    if (!text) return required ? { wrong: 'type something' } : { value: null };
    if (day) {
      const typed = day.read();
      return 'day' in typed ? { value: typed.day } : { wrong: typed.wrong };
    }
    return { value: type === 'lines' ? text.split('\n').map((line) => line.trim()).filter(Boolean) : text };
  };
  const element = h('div', { class: 'asked' }, h('label', { for: input.id }, label), hint && h('p', { class: 'muted' }, hint), day?.element ?? input);
  return { element, input, read };
}

/**
 * What was changed: a group of keys that is not there yet comes as a whole.
 * @param {'groups' | 'signatories'} of @param {string} at @param {any} says @param {Field[]} fields @param {any[]} typed
 * @returns {Edit[]}
 */
function changed(of, at, says, fields, typed) {
  /** @type {Edit[]} */
  const edits = [];
  fields.forEach(({ key }, index) => {
    const old = value(says, key);
    if (JSON.stringify(old) === JSON.stringify(typed[index])) return;
    const above = key.slice(0, -1);
    if (above.length && value(says, above) === null) {
      const same = edits.find(({ path }) => path.join() === [at, ...above].join());
      if (same) same.new[key[key.length - 1]] = typed[index];
      else edits.push({ of, path: [at, ...above], old: null, new: { [key[key.length - 1]]: typed[index] } });
    } else {
      edits.push({ of, path: [at, ...key], old, new: typed[index] });
    }
  });
  return edits;
}

/**
 * @param {'groups' | 'signatories'} of @param {string} at @param {Field[]} fields @param {any[]} typed
 * @returns {Edit}
 */
function added(of, at, fields, typed) {
  /** @type {any} */
  const entry = {};
  fields.forEach(({ key }, index) => {
    if (typed[index] === null || key[0] === 'code') return;
    let place = entry;
    for (const step of key.slice(0, -1)) place = place[step] ??= {};
    place[key[key.length - 1]] = typed[index];
  });
  return { of, path: [of === 'groups' ? typed[0] : at], old: null, new: entry };
}

/** @param {Edit[]} edits @param {HTMLElement} wrong @param {Entry} then what is shown afterwards */
const send = async (edits, wrong, then) => took(await post('/directory', { edits }), wrong, then, 'Saved. All letters follow.');

/** @param {HTMLElement} wrong @param {Entry} then */
const takeBack = async (wrong, then) => took(await post('/directory/undo', { n: known.undo?.n }), wrong, then, 'The last change was taken back.');

/** @param {any} answer @param {HTMLElement} wrong @param {Entry} then @param {string} words */
async function took(answer, wrong, then, words) {
  if (!answer.ok) {
    wrong.replaceChildren(...coded(answer.status === 409 ? 'This was changed elsewhere in the meantime. Choose the entry again.' : answer.error));
    if (answer.status === 409) await renew();
    return;
  }
  known = answer;
  const isThere = then.of === 'groups' ? known.groups.some(({ code }) => code === then.at) : known.signatories[Number(then.at)];
  show(isThere ? then : { of: then.of, at: then.of === 'groups' ? known.groups[0]?.code ?? '' : '0' });
  announce(words);
  line(words);
}

/** @param {string} words */
function line(words) {
  const place = byId('line');
  place.textContent = words;
  setTimeout(() => place.textContent === words && (place.textContent = ''), 4000);
}

/* Images. */

/** @param {string} of @param {string} help @param {boolean} [isThere] */
function image(of, help, isThere = true) {
  const id = freshId();
  const wrong = news();
  const input = h('input', { type: 'file', id, accept: 'image/png,image/jpeg' });
  const picture = isThere ? h('img', { class: 'own-image', alt: of === 'emblem' ? 'The emblem as it is now' : 'The signature as it is now', src: `/directory/image?of=${of}&now=${Date.now()}` }) : h('p', { class: 'muted' }, 'No image: letters show “(signed)”.');
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const answer = await upload(`/directory/image?of=${of}`, file);
    if (!answer.ok) {
      wrong.replaceChildren(...coded(answer.error));
      return;
    }
    known = answer;
    if (here) show(here);
    line('The image is saved. All letters follow.');
  });
  return h('section', { class: 'card', 'aria-label': 'Image' }, h('p', { class: 'muted' }, help), picture, h('p', {}, h('label', { for: id }, isThere ? 'Another image' : 'Add an image'), input), wrong);
}

async function renew() {
  const answer = await get('/directory/entries');
  if (answer.ok) known = answer;
  else byId('question').replaceChildren(h('p', { class: 'wrong', role: 'alert' }, answer.error));
  return answer.ok;
}

if (await renew()) {
  const given = new URLSearchParams(location.search).get('group');
  show({ of: 'groups', at: given && known.groups.some(({ code }) => code === given) ? given : known.groups[0]?.code ?? '' });
}
