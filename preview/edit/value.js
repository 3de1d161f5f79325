// The field of a fact: a date as people type it, a time, a choice, a number, a text. Says at once what was understood.

import * as api from './api.js';
import * as conflict from './conflict.js';
import { button, freshId, h } from './dom.js';
import { dateInput } from './date_input.js';
import * as dates from './dates.js';
import { deadline } from './deadline.js';
import { refuse, saved } from './say.js';
import { typed } from './panel.js';

/**
 * @typedef {import('./types.js').Place} Place
 * @typedef {import('./types.js').Done} Done
 */

/** A value that can be saved, or what is wrong with what was typed. @typedef {{value: any} | {wrong: string}} Read */

export class ValueForm {
  /**
   * @param {Place} place
   * @param {(place: Place, answer: Done) => void} done
   * @param {(place: Place) => void} again shows the place once more
   */
  constructor(place, done, again) {
    this.place = place;
    this.done = done;
    this.again = again;
    this.id = freshId();
    this.isDirty = false;
    this.news = h('p', { id: `${this.id}-news`, class: 'muted', 'aria-live': 'polite' });
    this.control = this.make();
    const { without, schema } = place;
    const isRequired = schema?.required;
    this.element = h('form', { class: 'value', novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void this.save()) },
      this.control.element,
      this.news,
      without && schema?.type !== 'deadline' && h('p', { class: 'muted' }, 'Without it: ', ...conflict.coded(without)),
      h('p', { class: 'buttons' },
        h('button', { class: 'main' }, 'Change'),
        button('Cancel', () => this.drop()),
        !isRequired && place.value !== null && button('Leave it out', () => void this.send(null))));
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.isDirty) return;
      event.preventDefault();
      this.drop();
    });
    this.tell();
  }

  /** The control of this type. @returns {{element: HTMLElement, read: () => Read, input?: HTMLElement}} */
  make() {
    const { place, id } = this;
    const schema = /** @type {import('./types.js').Shape} */ (place.schema);
    if (schema.type === 'deadline') return deadline(place, { id, changed: () => this.changed() });
    const label = h('label', { for: id, class: 'hidden' }, place.name);
    const common = { id, 'aria-describedby': `${id}-news`, oninput: () => this.changed() };
    const { value } = place;
    if ((schema.type === 'date' || schema.type === 'day') && (value === null || dates.isDay(value))) return this.date(label);
    if (schema.words?.length && (schema.type === 'choice' || schema.type === 'yes-no')) return choice(label, common, schema, value, place.name);
    if (schema.type === 'yes-no') return choice(label, common, { ...schema, words: [{ word: 'yes' }, { word: 'no' }] }, value, place.name);
    if (schema.type === 'number') {
      const input = h('input', { ...common, type: 'number', min: schema.least, max: schema.most, value: value ?? '' });
      return { element: h('div', {}, label, input), read: () => (input.value === '' ? { wrong: 'Type a number.' } : { value: input.value }) };
    }
    if (schema.type === 'choices' && schema.words?.length) return choices(common, schema.words, value ?? [], place.name);
    if (schema.type === 'texts' || Array.isArray(value)) {
      const area = h('textarea', { ...common, rows: 4, dir: 'auto' });
      area.value = (value ?? []).join('\n');
      const hint = h('p', { class: 'muted' }, 'One on each line.');
      return { element: h('div', {}, label, area, hint), read: () => ({ value: area.value.split('\n').map((line) => line.trim()).filter(Boolean) }) };
    }
    const isLong = schema.type === 'text' && String(value ?? '').length > 60;
    const box = isLong ? h('textarea', { ...common, rows: 4, dir: 'auto' }) : h('input', { ...common, type: 'text', autocomplete: 'off', dir: 'auto', placeholder: schema.examples?.[0] });
    box.value = String(value ?? '');
    return { element: h('div', {}, label, box), read: () => (box.value.trim() ? { value: box.value.trim() } : { wrong: 'Type something, or choose “Leave it out”.' }) };
  }

  /** @param {HTMLElement} label */
  date(label) {
    const { place } = this;
    const { element, input, read } = dateInput({ value: place.value ?? '', name: place.name, changed: () => this.changed() });
    label.setAttribute('for', input.id);
    const value = () => {
      const typed = read();
      return 'day' in typed ? { value: typed.day } : typed;
    };
    return { element: h('div', {}, label, element), input, read: value };
  }

  /** Says what was understood. */
  tell() {
    const read = this.control.read();
    const isWrong = 'wrong' in read && this.isDirty;
    // A date says itself what was understood.
    this.news.textContent = isWrong && (!this.control.input || this.place.schema?.type === 'deadline') ? read.wrong : '';
    this.news.classList.toggle('wrong', isWrong);
    this.input?.setAttribute('aria-invalid', String(isWrong));
    return read;
  }

  get input() {
    return this.control.input ?? /** @type {HTMLElement | null} */ (this.control.element.querySelector(`#${this.id}, [aria-describedby="${this.id}-news"]`));
  }

  changed() {
    this.isDirty = true;
    saved('open');
    const read = this.tell();
    const edits = 'value' in read && JSON.stringify(read.value) !== JSON.stringify(this.place.value) ? [this.edit(read.value)] : undefined;
    typed(edits, this.place.base);
  }

  /** As it was. */
  drop() {
    this.isDirty = false;
    saved('saved');
    this.again(this.place);
  }

  /** @param {any} value @param {any} [old] @returns {import('./types.js').Edit} */
  edit(value, old = this.place.value) {
    return { do: 'value', at: this.place.at, old, new: value };
  }

  async save() {
    const read = this.control.read();
    if ('wrong' in read) {
      this.isDirty = true;
      this.tell();
      this.input?.focus();
      return false;
    }
    if (JSON.stringify(read.value) === JSON.stringify(this.place.value)) {
      this.drop();
      return true;
    }
    return this.send(read.value);
  }

  /**
   * @param {any} value
   * @param {{anyway?: boolean, old?: any}} [how]
   * @returns {Promise<boolean>}
   */
  async send(value, { anyway, old } = {}) {
    saved('saving');
    const answer = await api.send(this.place.base, [this.edit(value, old)], { anyway });
    if (answer.ok) {
      this.isDirty = false;
      this.done(this.place, answer);
      return true;
    }
    saved('failed');
    if (answer.status === 409) {
      const { now } = answer;
      conflict.ask({ mine: value, theirs: now, takeMine: () => void this.send(value, { old: now }), takeTheirs: () => this.drop(), both: () => this.input?.focus() });
      return false;
    }
    this.news.textContent = answer.error;
    this.news.classList.add('wrong');
    this.input?.setAttribute('aria-invalid', 'true');
    this.input?.focus();
    const anywayToo = answer.anyway ? [{ words: 'Save it all the same', act: () => void this.send(value, { anyway: true, old }) }] : [];
    refuse(answer.error, [{ words: 'Correct it', act: () => this.input?.focus(), main: true }, ...anywayToo], conflict.listed(answer.findings));
    return false;
  }

  /** Another place was chosen: what was typed is saved, and what cannot be saved stays. */
  leave() {
    return this.save();
  }
}

/**
 * @param {HTMLElement} label
 * @param {import('./dom.js').Attributes} common
 * @param {import('./types.js').Shape} schema
 * @param {any} value
 * @param {string} name
 */
function choice(label, common, { words = [], required }, value, name) {
  const now = value === true ? 'yes' : value === false ? 'no' : value;
  if (words.length > 5) {
    const select = h('select', common, !now || !required ? h('option', { value: '' }, '(none)') : null, words.map(({ word, meaning }) => h('option', { value: word, selected: word === now }, meaning ? `${word}: ${meaning}` : word)));
    return { element: h('div', {}, label, select), read: () => (select.value ? { value: select.value } : { wrong: 'Choose one.' }) };
  }
  const options = words.map(({ word, meaning }) => h('label', { class: 'option' }, h('input', { type: 'radio', name: common.id, value: word, checked: word === now, 'aria-describedby': common['aria-describedby'], oninput: common.oninput }), h('span', {}, word, meaning && h('span', { class: 'muted' }, ` ${meaning}`))));
  const set = h('fieldset', {}, h('legend', { class: 'hidden' }, name), options);
  return {
    element: set,
    read: () => {
      const picked = /** @type {HTMLInputElement | null} */ (set.querySelector('input:checked'));
      return picked ? { value: picked.value } : { wrong: 'Choose one.' };
    },
  };
}

/**
 * Several words of a list.
 * @param {import('./dom.js').Attributes} common
 * @param {{word: string, meaning?: string}[]} words
 * @param {string[]} value
 * @param {string} name
 */
function choices(common, words, value, name) {
  const set = h('fieldset', {}, h('legend', { class: 'hidden' }, name), words.map(({ word, meaning }) =>
    h('label', { class: 'option' }, h('input', { type: 'checkbox', value: word, checked: value.includes(word), 'aria-describedby': common['aria-describedby'], oninput: common.oninput }), h('span', {}, meaning || word))));
  return {
    element: set,
    read: () => {
      const picked = /** @type {HTMLInputElement[]} */ ([...set.querySelectorAll('input:checked')]).map((input) => input.value);
      return picked.length ? { value: picked } : { wrong: 'Choose at least one, or “Leave it out”.' };
    },
  };
}
