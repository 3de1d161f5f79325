// The control of a key deadline: the date of its rule, another date with a reason, or none.

import { dateInput } from './date_input.js';
import * as dates from './dates.js';
import { freshId, h } from './dom.js';

/**
 * @param {import('./types.js').Place} place
 * @param {{id: string, changed: () => void}} how
 * @returns {{element: HTMLElement, read: () => {value: any} | {wrong: string}, input: HTMLElement}}
 */
export function deadline(place, { id, changed }) {
  const { value, facts = [], name } = place;
  const own = typeof value === 'object' && value ? value : dates.isDay(value) ? { date: value, reason: '' } : undefined;
  const now = own ? 'date' : value === 'omit' ? 'omit' : value === 'by-rule' ? 'by-rule' : 'rule';
  const date = facts[0]?.value;
  const shown = dates.isDay(date) && !own ? `: ${dates.long(date)}, a ${dates.weekday(date)}` : '';
  const reasonId = freshId();
  const day = dateInput({ value: own?.date ?? '', near: date, name, changed: () => (pick('date'), changed()) });
  const reason = h('input', { id: reasonId, autocomplete: 'off', oninput: () => (pick('date'), changed()) });
  reason.value = own?.reason ?? '';
  const option = (/** @type {string} */ word, /** @type {string} */ words) =>
    h('label', { class: 'option' }, h('input', { type: 'radio', name: id, value: word, checked: word === now, oninput: changed, 'aria-describedby': `${id}-news` }), h('span', {}, words));
  const set = h('fieldset', {},
    h('legend', { class: 'hidden' }, name),
    option('rule', `As usual for this kind of meeting${shown}`),
    now === 'by-rule' || !shown ? option('by-rule', 'Listed with the date of its rule') : null,
    option('date', 'Another date'),
    h('div', { class: 'indented' },
      h('label', { for: day.input.id }, 'Date'), day.element,
      h('label', { for: reasonId }, 'Reason'), reason),
    option('omit', 'Not listed'));
  const picked = () => /** @type {HTMLInputElement | null} */ (set.querySelector('input:checked'))?.value ?? now;
  /** @param {string} word */
  function pick(word) {
    const radio = /** @type {HTMLInputElement | null} */ (set.querySelector(`input[value="${word}"]`));
    if (radio) radio.checked = true;
  }
  return {
    element: set,
    input: /** @type {HTMLElement} */ (set.querySelector('input:checked') ?? day.input),
    read: () => {
      const word = picked();
      if (word === 'rule') return { value: null };
      if (word !== 'date') return { value: word };
      const typed = day.read();
      if ('wrong' in typed) return typed;
      const why = reason.value.trim();
      if (!why) return { wrong: 'Type the reason: it is kept in the file.' };
      return { value: { date: typed.day, reason: why } };
    },
  };
}
