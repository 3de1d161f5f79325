// A Word file that came back: each of its changes beside the letter, to be accepted or left. What cannot be taken over is shown with
// the reason, and comments with their words.

import * as api from './api.js';
import { coded } from './conflict.js';
import { button, byId, counted, dialog, h } from './dom.js';
import { beside } from './partner.js';
import { lead } from './panel.js';
import { announce, refuse } from './say.js';
import { learn } from './state.js';
import { compared } from './words.js';
import * as writing from './writing.js';

/**
 * @typedef {{number: number, what: string, place: string, old: string, new: string, by: {author: string, date: string}[], outcome: 'edit' | 'done' | 'conflict' | 'not-applied' | 'declined', details: any}} Change
 * @typedef {{author: string, date: string, text: string, about: string, resolved: boolean, reply: boolean}} Comment
 * @typedef {{base: string, name: string, compared: string, changes: Change[], comments: Comment[], remarks: string[], issued: boolean, other?: {id: string | null, file: string} | null}} Review
 */

/** Changes that were rejected, by what they say. @type {Set<string>} */
const rejected = new Set();
const says = (/** @type {Change} */ { place, old, new: now }) => JSON.stringify([place, old, now]);

/** Asks for the file. */
export function ask() {
  const input = h('input', { type: 'file', accept: '.docx', id: 'returned-file' });
  const box = dialog('A Word file came back', [
    h('p', {}, 'Choose the Word file with the changes of others. You see each change next to the letter, and accept it or not. You can also drop the file onto this page.'),
    h('p', {}, h('label', { for: input.id }, 'Word file'), input),
    h('p', { class: 'buttons' }, button('Cancel', () => box.close()))]);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    box.close();
    void send(file);
  });
  input.focus();
}

/** @param {File} file */
export async function send(file) {
  if (!(await writing.close())) return;
  announce('Reading the file …');
  const answer = await api.upload(api.path(`returned?name=${encodeURIComponent(file.name)}`), file);
  if (!answer.ok) {
    refuse(answer.error);
    return;
  }
  rejected.clear();
  show(answer);
  byId('partner-title').focus();
}

/** @param {Review} review */
function show(review) {
  const { changes, comments, name, compared: base, remarks, issued, other } = review;
  const open = changes.filter((change) => change.outcome === 'edit' && !rejected.has(says(change)));
  const left = changes.filter(({ outcome }) => outcome === 'conflict' || outcome === 'not-applied');
  const body = h('div', { class: 'returned', tabindex: 0, role: 'region', 'aria-label': 'Changes and comments' },
    h('p', { class: 'muted' }, `Compared with ${base}.`),
    other && h('p', { class: 'note' }, 'This file seems to be another letter: ', other.id ? h('a', { href: `/letters/${other.id}` }, other.file) : other.file, '.'),
    issued && h('p', { class: 'note' }, 'This letter is issued, so nothing can be accepted. Begin a revision or a corrigendum instead.'),
    h('p', {}, h('strong', {}, [`${counted(open.length, 'change')} to decide`, left.length && `${left.length} to make yourself`, comments.length && counted(comments.length, 'comment')].filter(Boolean).join(', '))),
    open.length > 1 && !issued && h('p', { class: 'buttons' }, button(`Accept all ${open.length}`, () => void take(review, open), { class: 'main' })),
    h('ol', { class: 'list' }, changes.map((change) => item(review, change))),
    comments.length > 0 && h('h3', {}, 'Comments'),
    h('ul', { class: 'list' }, comments.map(comment)),
    comments.length > 0 && !issued && h('p', {}, button('Keep the comments in the file', () => void take(review, [], true), { title: 'As notes in the letter’s file; each is a finding until it is removed' })),
    remarks.map((remark) => h('p', { class: 'muted' }, `Not read: ${remark}`)));
  beside(body, `Changes in ${name}`);
}

/** @param {{author: string, date: string}[]} by */
const who = (by) => by.map(({ author, date }) => [author, date].filter(Boolean).join(', ')).join('; ') || 'not tracked in Word';

/**
 * @param {Review} review
 * @param {Change} change
 */
function item(review, change) {
  const { number, what, place, old, new: now, by, outcome, details } = change;
  const [was, is] = compared(old, now);
  const isRejected = rejected.has(says(change));
  const state = /** @type {Record<string, string>} */ ({ done: 'The letter says so already.', conflict: 'The letter was changed here too.', 'not-applied': 'Make this change yourself.' })[outcome];
  return h('li', { class: `finding ${outcome === 'edit' && !isRejected ? 'warning' : outcome === 'conflict' ? 'error' : ''}` },
    h('p', { class: 'head' }, h('strong', {}, place), ` ${what} `, h('span', { class: 'muted' }, who(by))),
    old && h('p', { class: 'old', dir: 'auto' }, h('span', { class: 'muted' }, 'Letter: '), now ? was : h('del', {}, old)),
    now && h('p', { class: 'new', dir: 'auto' }, h('span', { class: 'muted' }, 'File: '), old ? is : h('ins', {}, now)),
    outcome === 'edit' && details?.changes && h('p', { class: 'muted' }, `It changes ${details.changes}`, details.also?.length ? `, and ${counted(details.also.length, 'other passage')} with it` : '', '.'),
    outcome === 'conflict' && details?.today && h('p', { dir: 'auto' }, h('span', { class: 'muted' }, 'Now: '), details.today),
    outcome === 'not-applied' && details?.why && h('p', { class: 'muted' }, ...coded(details.why)),
    state && h('p', {}, state),
    isRejected && h('p', { class: 'muted' }, 'Rejected: the letter stays as it is.'),
    h('p', { class: 'buttons' },
      outcome === 'edit' && !isRejected && !review.issued && button('Accept', () => void take(review, [change]), { class: 'main', 'aria-label': `Accept change ${number}` }),
      outcome === 'edit' && !isRejected && !review.issued && button('Reject', () => (rejected.add(says(change)), show(review)), { 'aria-label': `Reject change ${number}` }),
      isRejected && button('Decide again', () => (rejected.delete(says(change)), show(review))),
      old && button('Show it', () => lead(/** @type {any} */ ({ words: old.slice(0, 60) })), { 'aria-label': `Show it: change ${number}` })));
}

/** @param {Comment} comment */
const comment = ({ author, date, text, about, resolved, reply }) =>
  h('li', { class: 'finding' },
    h('p', { class: 'head' }, h('strong', {}, author || 'Unnamed'), h('span', { class: 'muted' }, ` ${[date, resolved && 'resolved', reply && 'answer'].filter(Boolean).join(', ')}`)),
    about && h('p', { class: 'muted', dir: 'auto' }, h('q', {}, about)),
    h('p', { dir: 'auto' }, text),
    about && h('p', {}, button('Show it', () => lead(/** @type {any} */ ({ words: about.slice(0, 60) })))));

/**
 * @param {Review} review
 * @param {Change[]} changes
 * @param {boolean} [comments]
 */
async function take(review, changes, comments = false) {
  if (!(await writing.close())) return;
  const answer = await api.post(api.path('returned/take'), { base: review.base, numbers: changes.map(({ number }) => number), comments });
  if (!answer.ok) {
    refuse(answer.status === 409 ? 'The letter was changed in the meantime. Choose the Word file again.' : answer.error, [{ words: 'Choose the file again', act: ask, main: true }]);
    return;
  }
  learn(answer);
  announce(comments ? 'The comments are in the file. Undo removes them.' : `${counted(changes.length, 'change')} accepted. Undo takes ${changes.length === 1 ? 'it' : 'them'} back.`);
  show(answer.review);
  /** @type {HTMLElement | null} */ (document.querySelector('.returned .main') ?? byId('partner-title'))?.focus();
}

/** A file can be dropped onto the page, and onto the letter in it. @param {Document} doc */
export function dropOn(doc) {
  const isFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
  doc.addEventListener('dragover', (event) => isFile(event) && event.preventDefault());
  doc.addEventListener('drop', (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void send(file);
  });
}
