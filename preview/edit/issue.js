// Issuing the letter: asks what `letters issue` asks, and says first what stands in the way.

import * as api from './api.js';
import { coded } from './conflict.js';
import { dateInput } from './date_input.js';
import * as dates from './dates.js';
import { button, counted, dialog, freshId, h } from './dom.js';
import { lead } from './panel.js';
import { announce, refuse } from './say.js';
import { learn } from './state.js';
import * as writing from './writing.js';

/** The name that was typed last. */
const APPROVER = 'approver';

/** Asks, and issues. */
export async function open() {
  if (!(await writing.close())) return;
  const asked = await api.get(api.path('issue'));
  if (!asked.ok) {
    refuse(asked.error);
    return;
  }
  const { findings, allowed } = asked;
  const box = dialog('Issue this letter', [
    h('p', {}, 'An issued letter can no longer be changed. Its files are kept, and copied to the folder for the web.'),
    allowed.length && h('details', {}, h('summary', {}, `${counted(allowed.length, 'finding')} ${allowed.length === 1 ? 'is' : 'are'} allowed in this letter: read the reasons`),
      h('ul', {}, allowed.map((/** @type {[string, string]} */ [message, reason]) => h('li', {}, ...coded(message), h('br'), h('strong', {}, reason))))),
    ...(findings.length ? wrong(findings, () => box.close()) : [form(asked, () => box.close())]),
  ], { class: 'edit-dialog wide' });
  /** @type {HTMLElement | null} */ (box.querySelector('form input') ?? box.querySelector('h2'))?.focus();
}

/**
 * What has to be corrected first, each with a way to it.
 * @param {(import('./types.js').Finding & {file?: string})[]} findings
 * @param {() => void} close
 */
function wrong(findings, close) {
  return [
    h('h3', { class: 'wrong' }, `It cannot be issued yet: ${counted(findings.length, 'finding')}`),
    h('p', { class: 'muted' }, 'Correct each one, or leave it with a reason under Findings. Warnings count as errors here.'),
    h('ul', { class: 'list' }, findings.map((finding) => h('li', { class: `finding ${finding.severity}` },
      h('p', { class: 'message' }, finding.file && h('span', { class: 'file' }, `${finding.file}: `), ...coded(finding.message)),
      finding.hints?.map((hint) => h('p', { class: 'hint' }, ...coded(hint))),
      !finding.file && (finding.at || finding.words) && button('Show it', () => (close(), lead(finding)))))),
    h('p', { class: 'buttons' }, button('Close', close, { class: 'main' })),
  ];
}

/**
 * @param {any} asked
 * @param {() => void} close
 */
function form({ date, today, isOld, languages }, close) {
  const day = dateInput({ value: isOld ? today : date, name: 'Date of the letter' });
  const id = freshId();
  const by = h('input', { id, autocomplete: 'name', value: localStorage.getItem(APPROVER) ?? '' });
  const news = h('p', { class: 'wrong', role: 'alert' });
  const picked = languages.map((/** @type {any} */ { word, meaning }) => h('label', { class: 'option' }, h('input', { type: 'checkbox', value: word, checked: true }), h('span', {}, meaning)));
  const submit = h('button', { class: 'main' }, 'Issue the letter');
  const element = h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void issue()) },
    h('div', {}, h('label', { for: day.input.id }, 'Date of the letter'), day.element,
      isOld && h('p', { class: 'warn' }, date ? `The letter is dated ${dates.long(date)}. Today is proposed.` : 'The letter has no date yet. Today is proposed.')),
    h('p', {}, h('label', { for: id }, 'Approved by (name)'), by),
    languages.length > 1 && h('fieldset', {}, h('legend', {}, 'Languages to issue now'), picked),
    news, h('p', { class: 'buttons' }, submit, button('Cancel', close)));

  /** @param {string} words @param {HTMLElement} input */
  function tell(words, input) {
    news.replaceChildren(words);
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }

  async function issue() {
    const typed = day.read();
    if ('wrong' in typed) return tell(`Date of the letter: ${typed.wrong || 'type a date'}`, day.input);
    if (!by.value.trim()) return tell('Type the name of the person who approved the letter.', by);
    const chosen = picked.map((/** @type {HTMLElement} */ row) => /** @type {HTMLInputElement} */ (row.querySelector('input'))).filter((/** @type {HTMLInputElement} */ input) => input.checked);
    if (picked.length && !chosen.length) return tell('Choose a language.', picked[0].querySelector('input'));
    submit.disabled = true;
    news.textContent = '';
    const codes = chosen.length < picked.length ? chosen.map((/** @type {HTMLInputElement} */ { value }) => value) : [];
    const answer = await api.post(api.path('issue'), { by: by.value, date: typed.day, languages: codes });
    submit.disabled = false;
    if (!answer.ok) {
      if (answer.findings?.length) element.replaceWith(...wrong(answer.findings, close));
      else tell(answer.error, by);
      return;
    }
    localStorage.setItem(APPROVER, by.value.trim());
    learn({ ...answer, issued: true });
    announce('The letter is issued.');
    const done = button('Close', close, { class: 'main' });
    element.replaceWith(h('h3', {}, 'The letter is issued.'), h('ul', {}, answer.lines.map((/** @type {string} */ line) => h('li', {}, line))), h('p', { class: 'buttons' }, done));
    done.focus();
  }
  return element;
}
