// A date as people type it, with the weekday said at once and a calendar to choose from.

import * as dates from './dates.js';
import { button, freshId, h } from './dom.js';

/** @typedef {{day: string} | {wrong: string}} Read */

/**
 * @param {{value: string, near?: string, name: string, changed?: () => void}} of `value` as 2021-04-20, or nothing
 */
export function dateInput({ value, near, name, changed = () => {} }) {
  const id = freshId();
  const input = h('input', { type: 'text', id, autocomplete: 'off', 'aria-describedby': `${id}-news` });
  input.value = value ? dates.long(value) : '';
  const news = h('p', { id: `${id}-news`, class: 'muted', 'aria-live': 'polite' });
  const calendar = h('input', { type: 'date', class: 'calendar', tabindex: -1, 'aria-hidden': 'true', value });
  const doubt = h('div', { class: 'buttons' });
  const put = (/** @type {string} */ day) => {
    input.value = dates.long(day);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.focus();
  };
  calendar.addEventListener('change', () => calendar.value && put(calendar.value));
  const open = button('Calendar', () => {
    const typed = dates.read(input.value, value || near);
    if (typed.day) calendar.value = typed.day;
    calendar.showPicker?.();
  }, { 'aria-label': `Calendar: ${name}` });
  /** @returns {Read} */
  const read = () => {
    const typed = dates.read(input.value, value || near || undefined);
    if (typed.day) return { day: typed.day };
    return { wrong: typed.doubt ? 'Which day is meant?' : typed.wrong ?? '' };
  };
  const tell = () => {
    const typed = dates.read(input.value, value || near || undefined);
    doubt.replaceChildren(...(typed.doubt ?? []).map((day) => button(dates.long(day), () => put(day))));
    const was = value && typed.day && typed.day !== value ? `. Was ${dates.long(value)}, a ${dates.weekday(value)}.` : '';
    news.textContent = typed.day ? `${dates.weekday(typed.day)}${was}` : input.value ? (typed.doubt ? 'Which day is meant?' : typed.wrong ?? '') : '';
    news.classList.toggle('wrong', Boolean(input.value && !typed.day));
  };
  input.addEventListener('input', () => {
    tell();
    changed();
  });
  tell();
  const element = h('div', {}, h('div', { class: 'with-button' }, input, h('span', { class: 'calendar-at' }, open, calendar)), news, doubt);
  return { element, input, read, news };
}
