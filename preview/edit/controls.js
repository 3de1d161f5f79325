// The controls of the questions of a new letter, each with its label, its hint and what is wrong with the answer.

import { dateInput } from './date_input.js';
import { freshId, h } from './dom.js';

/** @typedef {Record<string, string | boolean>} Answers */
/**
 * @typedef {object} Control
 * @property {string} key
 * @property {HTMLElement} element
 * @property {HTMLElement} focus where the focus goes for an error
 * @property {() => {value: string | boolean} | {wrong: string}} read
 * @property {(wrong: string) => void} tell
 */

/** The answers so far. @type {Answers} */
export const answers = { what: 'letter', agenda: false, texts: true, date: '', from: '', kind: '', format: '' };

/**
 * @param {string} key
 * @param {string} label
 * @param {HTMLElement} control
 * @param {Control['read']} read
 * @param {string} [hint]
 * @param {HTMLElement} [focus]
 * @returns {Control}
 */
export function control(key, label, control, read, hint, focus) {
  const input = focus ?? control;
  input.id ||= freshId();
  const wrong = h('p', { class: 'wrong', id: `${input.id}-wrong` });
  const help = hint ? h('p', { class: 'muted', id: `${input.id}-hint` }, hint) : null;
  input.setAttribute('aria-describedby', `${help ? `${input.id}-hint ` : ''}${input.id}-wrong`);
  const element = h('div', { class: 'asked' }, h('label', { for: input.id }, label), help, wrong, control);
  return {
    key, element, focus: input, read,
    tell: (text) => {
      wrong.textContent = text;
      element.classList.toggle('is-wrong', Boolean(text));
      input.setAttribute('aria-invalid', String(Boolean(text)));
    },
  };
}

/** @param {string} key @param {string} label @param {string} [hint] @param {boolean} [required] */
export function text(key, label, hint, required = false) {
  const input = h('input', { type: 'text', autocomplete: 'off', value: String(answers[key] ?? '') });
  return control(key, label, input, () => (required && !input.value.trim() ? { wrong: `${label}: type something` } : { value: input.value.trim() }), hint);
}

/** @param {string} key @param {string} label @param {string} [hint] @param {boolean} [required] */
export function date(key, label, hint = 'For example 20 April 2027 or 2027-04-20', required = true) {
  const { element, input, read } = dateInput({ value: String(answers[key] ?? ''), near: String(answers.starts ?? ''), name: label });
  return control(key, label, element, () => {
    if (!required && !input.value.trim()) return { value: '' };
    const typed = read();
    return 'day' in typed ? { value: typed.day } : { wrong: `${label}: ${typed.wrong}` };
  }, hint, input);
}

/**
 * @param {string} key
 * @param {string} label
 * @param {{word: string, meaning?: string}[]} words
 * @param {string} [hint]
 * @param {boolean} [required]
 */
export function choice(key, label, words, hint, required = true) {
  const options = words.map(({ word, meaning }) => h('option', { value: word, selected: word === answers[key] }, meaning ?? word));
  const select = h('select', {}, answers[key] || !required ? null : h('option', { value: '' }, 'Choose …'), options);
  return control(key, label, select, () => (select.value || !required ? { value: select.value } : { wrong: `${label}: choose one` }), hint);
}

/**
 * @param {string} key
 * @param {string} label
 * @param {string} [hint]
 */
export function tick(key, label, hint) {
  const box = h('input', { type: 'checkbox', checked: Boolean(answers[key]) });
  return control(key, label, box, () => ({ value: box.checked }), hint);
}
