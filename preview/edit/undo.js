// Undo and redo over the whole session: each is a change of the file, and has a title.

import * as api from './api.js';
import { byId } from './dom.js';
import { show } from './places.js';
import { announce, refuse } from './say.js';
import { follow, learn, state } from './state.js';
import * as writing from './writing.js';

const buttons = { undo: /** @type {HTMLButtonElement} */ (byId('undo')), redo: /** @type {HTMLButtonElement} */ (byId('redo')) };

function label() {
  const words = writing.lastDropped();
  const undo = words ? `bring back your words (${words.name})` : state.undo?.title;
  for (const [what, title] of /** @type {['undo' | 'redo', string | undefined][]} */ ([['undo', undo], ['redo', state.redo?.title]])) {
    const name = what === 'undo' ? 'Undo' : 'Redo';
    // A button that has the focus keeps it when there is nothing left to do.
    buttons[what].setAttribute('aria-disabled', String(!title));
    buttons[what].title = title ? `${name}: ${title}` : `Nothing to ${what}`;
    buttons[what].setAttribute('aria-label', title ? `${name}: ${title}` : name);
  }
}

/** @param {'undo' | 'redo'} what */
export async function go(what) {
  if (!(await writing.close())) return;
  if (what === 'undo' && writing.lastDropped()) {
    await writing.restore();
    return;
  }
  const step = state[what];
  if (!step) {
    announce(`Nothing to ${what}.`);
    return;
  }
  const answer = await api.back(what, step.n);
  if (!answer.ok) {
    refuse(answer.error);
    return;
  }
  learn(answer);
  announce(`${what === 'undo' ? 'Undone' : 'Done again'}: ${step.title}`);
  if (answer.at) show(answer.at);
}

export function start() {
  for (const what of /** @type {const} */ (['undo', 'redo'])) buttons[what].addEventListener('click', () => void go(what));
  follow(label);
  label();
}

/**
 * Ctrl+Z and Ctrl+Y where nothing is being written.
 * @param {KeyboardEvent} event
 */
export function key(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || target.isContentEditable || target.closest?.('input, textarea, select, dialog')) return;
  const pressed = event.key.toLowerCase();
  const what = pressed === 'y' || (pressed === 'z' && event.shiftKey) ? 'redo' : pressed === 'z' ? 'undo' : undefined;
  if (!what) return;
  event.preventDefault();
  void go(what);
}
