// A new letter: one question a page, the answers so far beside it, what follows from them below it. Nothing is written before
// the last page, and an answer is asked for once.

import '../stream.js';
import { get, post, upload } from './api.js';
import { coded } from './conflict.js';
import { answers, choice, control, date, text, tick } from './controls.js';
import * as dates from './dates.js';
import { button, byId, h } from './dom.js';
import { announce } from './say.js';

/**
 * @typedef {import('./controls.js').Answers} Answers
 * @typedef {import('./controls.js').Control} Control
 */
/**
 * @typedef {object} Question
 * @property {string} name in the list of answers
 * @property {string} title
 * @property {(answers: Answers) => boolean} [when]
 * @property {() => Control[]} controls
 * @property {() => string} said the answer in few words
 */

/** What there is to choose from. @type {any} */
let choices;
let here = 0;
const key = crypto.randomUUID();

/* Questions. */

/** The old letter: a Word document or a text. */
function fileInput() {
  const input = h('input', { type: 'file', accept: '.docx,.txt' });
  input.addEventListener('change', () => ([old] = input.files ?? []));
  return control('file', 'Word file or text file', input, () => (old ? { value: old.name } : { wrong: 'Word file or text file: choose one' }), old ? `Chosen: ${old.name}` : undefined);
}

const changes = () => ['addendum', 'corrigendum', 'revision'].includes(String(answers.what));
const WHATS = [
  { word: 'letter', meaning: 'A letter that convenes a meeting' },
  { word: 'circular', meaning: 'A TSB Circular' },
  { word: 'addendum', meaning: 'An addendum to a letter that was sent' },
  { word: 'corrigendum', meaning: 'A corrigendum to a letter that was sent' },
  { word: 'revision', meaning: 'A revision of a letter that was sent' },
  { word: 'import', meaning: 'A letter from an old Word file' },
];
/** An old letter, of which a new one is made. @type {File | undefined} */
let old;
const imports = () => answers.what === 'import';
const follows = () => !changes() && !imports();
const of = (/** @type {string} */ key) => () => String(answers[key] ?? '');
const meaning = (/** @type {{word: string, meaning?: string}[]} */ words, /** @type {any} */ word) => words.find((one) => one.word === word)?.meaning ?? String(word ?? '');
const LAST = { word: '', meaning: 'As last time' };
/** Letters to choose from. @param {boolean} isSent */
const letters = (isSent) => choices.letters.filter((/** @type {any} */ { issued }) => issued || !isSent).map((/** @type {any} */ { id, name }) => ({ word: id, meaning: name }));

/** @type {Question[]} */
const QUESTIONS = [
  { name: 'What', title: 'What would you like to write?', controls: () => [choice('what', 'Kind of letter', WHATS)], said: () => meaning(WHATS, answers.what) },
  { name: 'Letter', title: 'Which letter is changed?', when: changes, controls: () => [choice('of', 'The letter that was sent', letters(true))], said: () => meaning(letters(true), answers.of) },
  {
    name: 'File', title: 'Which old letter is it?', when: imports,
    controls: () => [fileInput(), choice('group', 'Group', [{ word: '', meaning: 'The one that the old letter says' }, ...choices.groups.map((/** @type {any} */ { word, meaning }) => ({ word, meaning: `${word}: ${meaning}` }))], undefined, false), text('number', 'Number', 'Leave it empty if the old letter says it.')],
    said: () => old?.name ?? '',
  },
  { name: 'Group', title: 'Which group writes it?', when: follows, controls: () => [choice('group', 'Group', choices.groups.map((/** @type {any} */ { word, meaning }) => ({ word, meaning: `${word}: ${meaning}` })))], said: of('group') },
  {
    name: 'Starting point', title: 'What does it start from?', when: follows,
    controls: () => [choice('from', 'Start from', [{ word: '', meaning: `The last letter of ${answers.group}, if there is one` }, { word: 'style', meaning: 'The house style alone' }, ...letters(false)], 'Its texts are copied. Dates and numbers of the old meeting are not: each is marked and has to be written again.', false)],
    said: () => (answers.from === 'style' ? 'the house style' : answers.from ? meaning(letters(false), answers.from) : 'the last letter'),
  },
  {
    name: 'Meeting', title: 'What kind of meeting is it?', when: follows,
    controls: () => [choice('kind', 'Kind of meeting', [LAST, ...choices.kinds], undefined, false), choice('format', 'How people attend', [LAST, ...choices.formats], undefined, false), text('place', 'Place', 'Town, and country if it is not Geneva. Leave it empty for Geneva, or if there is no place.')],
    said: () => (answers.format ? meaning(choices.formats, answers.format) : 'as last time'),
  },
  { name: 'Days', title: 'When does the meeting take place?', when: follows, controls: () => [date('starts', 'First day'), date('ends', 'Last day')], said: () => (answers.starts ? `${answers.starts} to ${answers.ends}` : '') },
  {
    name: 'Arrangements', title: 'What is arranged already?', when: follows,
    controls: () => [
      text('meeting.daily-hours', 'Hours of each day', 'For example 09:30-17:30. Leave empty what is as last time, or not known yet.'),
      text('meeting.opens', 'The meeting opens at', 'For example 09:30'),
      ...(answers.format === 'virtual' ? [] : [text('meeting.registration-desk', 'The registration desk opens at', 'For example 08:30'), text('meeting.host', 'Host', 'The person or organization that invites')]),
      text('event', 'Event held with the meeting', 'Its title, for example a workshop'), date('event-day', 'Day of the event', 'Needed only with a title', false)],
    said: () => [...LATER, 'event'].filter((key) => answers[key]).map((key) => answers[key]).join(', ') || 'nothing',
  },
  { name: 'Date of the letter', title: 'What is the date of the letter?', when: () => !imports(), controls: () => [date('date', 'Date of the letter', 'The day on which it will be sent')], said: of('date') },
  {
    name: 'Texts to keep', title: 'What is copied from the letter before?', when: () => follows() && answers.from !== 'style',
    controls: () => [tick('texts', 'Its own paragraphs', 'Words of the old meeting in them are marked.'), tick('agenda', 'Items and notes of its agenda', 'Otherwise the usual agenda of the house style is used.')],
    said: () => [answers.texts && 'paragraphs', answers.agenda && 'agenda'].filter(Boolean).join(', ') || 'nothing',
  },
];

const asked = () => QUESTIONS.filter(({ when }) => !when || when(answers));

/* Pages. */

/** @param {{key: string, message: string}[]} [errors] */
function show(errors = []) {
  const questions = asked();
  list(questions);
  const isLast = here >= questions.length;
  if (isLast) return void summary();
  const question = questions[here];
  const controls = question.controls();
  const follows = h('div', { class: 'follows', 'aria-live': 'polite' });
  const title = h('h2', { tabindex: -1 }, question.title);
  const form = h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void next(controls)) },
    h('p', { class: 'muted' }, `Question ${here + 1} of ${questions.length}`), title,
    controls.map(({ element }) => element), follows,
    h('p', { class: 'buttons' }, h('button', { class: 'main' }, 'Continue'), here > 0 && button('Back', back), h('span', { class: 'muted' }, 'You can change every answer later.')));
  byId('question').replaceChildren(form);
  document.title = `${question.title} - a new letter`;
  if (errors.length) tell(controls, errors);
  else title.focus();
  form.addEventListener('input', () => void foresee(controls, follows));
  void foresee(controls, follows);
}

/**
 * What is wrong: told above, which takes the focus, and beside each field in the same words.
 * @param {Control[]} controls
 * @param {{key: string, message: string}[]} errors
 */
function tell(controls, errors) {
  document.querySelector('.error-summary')?.remove();
  for (const control of controls) control.tell(errors.find(({ key }) => key === control.key)?.message ?? '');
  if (!errors.length) return;
  const box = h('div', { class: 'errors error-summary', tabindex: -1, role: 'group', 'aria-labelledby': 'errors-title' },
    h('h3', { id: 'errors-title' }, 'There is a problem'),
    h('ul', {}, errors.map(({ key, message }) => {
      const target = controls.find((control) => control.key === key);
      return h('li', {}, target ? h('a', { href: `#${target.focus.id}`, onclick: (/** @type {Event} */ event) => (event.preventDefault(), target.focus.focus()) }, ...coded(message)) : h('span', {}, ...coded(message)));
    })));
  byId('question').prepend(box);
  if (!document.title.startsWith('Error: ')) document.title = `Error: ${document.title}`;
  box.focus();
}

/** @param {Control[]} controls */
async function next(controls) {
  /** @type {{key: string, message: string}[]} */
  const errors = [];
  for (const { key, read } of controls) {
    const answer = read();
    if ('wrong' in answer) errors.push({ key, message: answer.wrong });
    else answers[key] = answer.value;
  }
  if (!errors.length && answers.starts && answers.ends && controls.some(({ key }) => key === 'ends') && answers.ends < answers.starts) {
    errors.push({ key: 'ends', message: 'Last day: it comes before the first day' });
  }
  if (errors.length) {
    tell(controls, errors);
    return;
  }
  here += 1;
  show();
}

function back() {
  here -= 1;
  show();
}

/** @param {Question[]} questions */
function list(questions) {
  const row = (/** @type {Question} */ { name, said }, /** @type {number} */ index) => {
    if (index === here) return h('li', { 'aria-current': 'step' }, h('strong', {}, name));
    if (index > here) return h('li', { class: 'muted' }, name);
    return h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => ((here = index), show()) }, name), ' ', h('span', { class: 'muted' }, said()));
  };
  byId('answers').replaceChildren(h('ol', {}, questions.map(row), h('li', here >= questions.length ? { 'aria-current': 'step' } : { class: 'muted' }, here >= questions.length ? h('strong', {}, 'Check your answers') : 'Check your answers')));
}

let round = 0;
/**
 * What follows from the answers, as far as they go.
 * @param {Control[]} controls
 * @param {HTMLElement} box
 */
async function foresee(controls, box) {
  if (!controls.some(({ key }) => key === 'starts')) return;
  const mine = ++round;
  const typed = { ...answers };
  for (const { key, read } of controls) {
    const answer = read();
    if ('wrong' in answer) return box.replaceChildren();
    typed[key] = answer.value;
  }
  const answer = await post('/new/answers', { answers: sent(typed) });
  if (mine !== round) return;
  box.replaceChildren(...(answer.ok ? [deadlines(answer)] : []));
}

/**
 * The answers as the program takes them: what was not answered is left out.
 * @param {Answers} given
 */
function sent(given) {
  const { what, texts, agenda, of, date, group, from, kind, format, place, starts, ends } = given;
  const all = changes() ? { change: what, of, date } : { group, from, kind, format, place, starts, ends, date, circular: what === 'circular', agenda, no_texts: !texts };
  return Object.fromEntries(Object.entries({ ...all, date: date || choices.today }).filter(([, value]) => value !== '' && value !== undefined));
}

/** @param {any} answer */
const deadlines = ({ deadlines = [] }) =>
  deadlines.length
    ? h('section', { class: 'card' }, h('h3', {}, 'What follows from the first day'), h('dl', { class: 'moved' }, deadlines.flatMap((/** @type {any} */ { name, date }) => [
        h('dt', {}, name), h('dd', {}, h('strong', {}, dates.isDay(date) ? dates.long(date) : date), dates.isDay(date) && /^S/.test(dates.weekday(date)) ? h('span', { class: 'warn' }, ` a ${dates.weekday(date)}`) : '')])))
    : h('span', {});

/**
 * What is wrong, and with which answer.
 * @param {any} answer
 * @returns {{key: string, message: string}[]}
 */
function wrongs(answer) {
  if (answer.ok) return [];
  const all = answer.errors?.map((/** @type {any} */ { field, message }) => ({ key: field ?? '', message }));
  return all?.length ? all : [{ key: '', message: answer.error }];
}

/** @param {boolean} write */
function imported(write) {
  const { group = '', number = '' } = answers;
  const query = new URLSearchParams({ name: old?.name ?? '', group: String(group), number: String(number), ...(write ? { write: '1' } : {}) });
  return upload(`/new/import?${query}`, /** @type {File} */ (old));
}

/** The last page of an old letter: what comes out of it. */
async function summaryOfOld() {
  const title = h('h2', { tabindex: -1 }, 'Check what was read');
  byId('question').replaceChildren(h('p', { role: 'status' }, 'Reading the old letter …'));
  const answer = await imported(false);
  if (!answer.ok) {
    here = 1;
    show([{ key: 'file', message: answer.error }]);
    return;
  }
  const { file, words, same, missing, tasks, language, exists } = answer;
  const share = words ? Math.floor((same * 1000) / words) / 10 : 100;
  const list = (/** @type {string[]} */ all) => h('ul', {}, all.map((one) => h('li', { dir: 'auto' }, ...coded(one))));
  byId('question').replaceChildren(h('div', { class: 'summary' }, title,
    h('dl', { class: 'moved' }, h('dt', {}, 'File'), h('dd', {}, file), h('dt', {}, 'Language'), h('dd', {}, language),
      h('dt', {}, 'Words of the old letter that come out'), h('dd', {}, h('strong', {}, `${share} %`))),
    exists && h('p', { class: 'wrong' }, 'There is a letter with this file already. Go back, and give another number.'),
    missing.length > 0 && h('details', {}, h('summary', {}, `${missing.length} passages do not come out whole`), list(missing)),
    tasks.length > 0 && h('h3', {}, 'To look at in the new letter'), tasks.length > 0 && list(tasks),
    h('p', { class: 'buttons' }, !exists && button('Create the letter', create, { class: 'main' }), button('Back', back))));
  document.title = 'Check what was read - a new letter';
  title.focus();
}

/** The last page: what will be written. */
async function summary() {
  if (imports()) return void summaryOfOld();
  const answer = await post('/new/answers', { answers: sent(answers) });
  const title = h('h2', { tabindex: -1 }, 'Check your answers');
  const errors = wrongs(answer);
  const made = answer.ok && answer;
  byId('question').replaceChildren(h('div', { class: 'summary' }, title,
    made && h('dl', { class: 'moved' },
      h('dt', {}, 'Letter'), h('dd', {}, h('strong', {}, made.letter ?? '')),
      h('dt', {}, 'File'), h('dd', {}, made.file),
      made.from && h('dt', {}, 'Started from'), made.from && h('dd', {}, made.from)),
    made && deadlines(made),
    h('p', { class: 'buttons' }, made && !errors.length && button('Create the letter', create, { class: 'main' }), button('Back', back))));
  document.title = 'Check your answers - a new letter';
  if (errors.length) {
    // The question that the error is about is asked again.
    const questions = asked();
    const index = questions.findIndex((question) => question.controls().some(({ key }) => key === errors[0].key));
    if (index >= 0) {
      here = index;
      show(errors);
      return;
    }
    tell([], errors);
    return;
  }
  title.focus();
}

/** Facts that the new letter gets once it is there. */
const LATER = ['meeting.daily-hours', 'meeting.opens', 'meeting.registration-desk', 'meeting.host'];

/**
 * Puts what was answered besides into the new letter; what the program refuses, in its own words.
 * @param {string} id
 * @returns {Promise<string | undefined>}
 */
async function arrange(id) {
  const keys = LATER.filter((key) => answers[key]);
  const fields = await Promise.all(keys.map((at) => get(`/letters/${id}/field?at=${at}`)));
  /** @type {any[]} */
  const edits = keys.map((at, index) => ({ do: 'value', at, old: fields[index].value ?? null, new: answers[at] }));
  if (answers.event) {
    const { list } = await get(`/letters/${id}/field?at=events`);
    edits.push({ do: 'insert', list: 'events', before: (list?.count ?? 0) + 1, count: list?.count ?? 0, kind: 'event', parts: [{ text: answers.event }], values: { starts: answers['event-day'] || answers.starts } });
  }
  if (!edits.length) return undefined;
  const answer = await post(`/letters/${id}/edits`, { base: '', key: crypto.randomUUID(), edits, anyway: true });
  return answer.ok ? undefined : answer.error;
}

async function create() {
  announce('The letter is being created.');
  const answer = imports() ? await imported(true) : await post('/new', { answers: sent(answers), key });
  if (!answer.ok) return tell([], wrongs(answer));
  const wrong = answer.id && !imports() && !changes() ? await arrange(answer.id) : undefined;
  if (!wrong) return location.assign(answer.id ? `/letters/${answer.id}` : '/');
  byId('question').replaceChildren(h('div', { class: 'summary' },
    h('h2', { tabindex: -1 }, 'The letter was created, but not all of it'), h('p', { class: 'wrong', role: 'alert' }, ...coded(wrong)),
    h('p', {}, h('a', { class: 'act', href: `/letters/${answer.id}` }, 'Open the letter and write the rest there'))));
}

async function begin() {
  choices = await get('/new/questions');
  if (!choices.ok) {
    tell([], [{ key: '', message: choices.error }]);
    return;
  }
  const given = new URLSearchParams(location.search);
  for (const name of ['what', 'of', 'group']) if (given.has(name)) answers[name] = given.get(name) ?? '';
  if (given.has('of')) here = 2;
  show();
}

void begin();
