// What the page says: one polite line, one for refusals, and always whether everything is saved.

import { button, byId, h } from './dom.js';

/** @type {ReturnType<typeof setTimeout> | undefined} */
let quiet;

/**
 * Tells who listens, and shows it for a while.
 * @param {string} sentence
 * @param {number} [after] milliseconds of quiet before it is said: of what changes while somebody types
 */
export function announce(sentence, after = 0) {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    const place = byId('said');
    // The same sentence twice is said twice.
    place.textContent = place.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }, after);
}

/** @typedef {{words: string, act: () => void, main?: boolean}} Answer */

/**
 * A refusal, with what can be done.
 * @param {string} sentence
 * @param {Answer[]} [answers]
 * @param {import('./dom.js').Child[]} [more]
 */
export function refuse(sentence, answers = [], more = []) {
  const box = byId('refusal');
  const close = button('Close', () => calm(), { class: 'plain' });
  box.replaceChildren(
    h('p', {}, sentence),
    ...more.filter((child) => child instanceof Node),
    h('p', { class: 'buttons' }, answers.map(({ words, act, main }) => button(words, () => (calm(), act()), { class: main ? 'main' : '' })), close),
  );
  box.hidden = false;
}

/** Nothing is refused any more. */
export function calm() {
  const box = byId('refusal');
  box.hidden = true;
  box.replaceChildren();
}

/** @type {'saved' | 'open' | 'saving' | 'failed'} */
let state = 'saved';

/**
 * Whether everything is saved.
 * @param {'saved' | 'open' | 'saving' | 'failed'} now
 */
export function saved(now) {
  const place = byId('state');
  const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const words = { saved: `All changes saved ${time}`, open: 'Not saved: 1 open change', saving: 'Saving …', failed: 'Not saved' }[now];
  if (state !== now || now === 'saved') place.textContent = words;
  place.dataset.state = now;
  state = now;
}

export const isSaved = () => state === 'saved';
