// Words that are not saved yet survive the end of the page: they are kept by this browser for this tab, and offered again.

import { state } from './state.js';

/** @typedef {{at: string, name: string, base: string, parts: import('./types.js').Part[], old: import('./types.js').Part[]}} Kept */

const START = `letters-edit:${state.letter}:`;

/** @param {Kept} kept */
export function keep(kept) {
  try {
    sessionStorage.setItem(START + kept.at, JSON.stringify(kept));
  } catch {
    // A full or forbidden store costs the offer after a crash, nothing else.
  }
}

/** @param {string} at */
export const forget = (at) => sessionStorage.removeItem(START + at);

/** @returns {Kept[]} */
export function all() {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(START));
  return keys.map((key) => JSON.parse(sessionStorage.getItem(key) ?? 'null')).filter(Boolean);
}
