// The field for a thumb: a sheet at the foot of the page with a plain text box. Facts are written in brackets and taken as a
// whole, because browsers of phones lose their place beside elements that cannot be edited.

import { putCaret } from './caret.js';
import { byId, h } from './dom.js';
import { clean, fromLine, nameOf, same, tidy, toLine, tokens } from './parts.js';
import { blocks } from './places.js';
import { announce } from './say.js';

/**
 * @typedef {import('./types.js').Part} Part
 * @typedef {import('./types.js').Place} Place
 */

const TOKENS = /⟦[^⟦⟧]*⟧/g;

/** Whether texts are written in a sheet here: where a finger points, and where the letter leaves no room beside it. */
export const isSheet = () => matchMedia('(pointer: coarse), (max-width: 40rem)').matches;

export class Sheet {
  /**
   * @param {Place} place
   * @param {Part[]} parts
   * @param {import('./field.js').Callbacks} callbacks
   */
  constructor(place, parts, callbacks) {
    this.place = place;
    this.lines = Boolean(place.lines);
    // A phone has no Ctrl and no Shift: its Enter starts a paragraph, and the button saves.
    this.many = this.lines;
    this.callbacks = callbacks;
    this.known = tokens(parts);
    this.first = parts;
    const line = toLine(parts);
    const legend = [
      this.known.length ? 'Words in ⟦ ⟧ are facts: they are removed as a whole.' : '',
      line.includes('⟪') ? 'Words in ⟪ ⟫ are bold.' : '',
    ];
    this.element = h('textarea', { id: 'sheet-text', rows: 7, dir: 'auto', 'aria-describedby': 'sheet-help', spellcheck: 'true' });
    this.element.value = line;
    this.whole = line;
    this.box = byId('sheet');
    this.box.replaceChildren(
      h('label', { for: 'sheet-text' }, place.name),
      this.element,
      h('p', { id: 'sheet-help', class: 'muted' }, legend.filter(Boolean).join(' ')),
      h('div', { id: 'sheet-tools', class: 'buttons' }),
    );
    this.box.hidden = false;
    document.body.classList.add('has-sheet');
    // What is written is seen above the sheet.
    blocks(place.at)[0]?.scrollIntoView({ block: 'start', behavior: 'instant' });
    this.element.addEventListener('beforeinput', (event) => this.beforeInput(event));
    this.element.addEventListener('input', (event) => this.afterInput(/** @type {InputEvent} */ (event)));
    this.element.addEventListener('compositionend', () => this.afterInput());
    this.element.addEventListener('keydown', (event) => this.key(event));
  }

  /** @returns {Part[]} */
  get parts() {
    return tidy(fromLine(clean(this.element.value, this.lines), this.known), this.lines);
  }

  get isChanged() {
    return !same(this.parts, tidy(this.first, this.lines));
  }

  get isLeft() {
    return false;
  }

  /** @param {import('./caret.js').Place | 'start' | 'end'} [caret] */
  focus(caret) {
    this.element.focus();
    if (caret === 'start') this.element.setSelectionRange(0, 0);
    else if (caret && caret !== 'end') {
      // The caret of a box is a number: it is looked for in a copy.
      const copy = h('div', {}, this.element.value);
      document.body.append(copy);
      putCaret(copy, caret);
      const at = getSelection()?.focusOffset ?? 0;
      copy.remove();
      this.element.setSelectionRange(at, at);
    }
  }

  /** The token that a range touches. @param {number} from @param {number} to */
  met(from, to) {
    for (const { 0: text, index } of this.element.value.matchAll(TOKENS)) {
      const end = index + text.length;
      if (from < end && to > index) return [index, end];
    }
    return undefined;
  }

  /** @param {InputEvent} event */
  beforeInput(event) {
    const { element } = this;
    const { selectionStart, selectionEnd } = element;
    const type = event.inputType;
    if (type === 'insertLineBreak' && !this.lines) return event.preventDefault();
    if (event.isComposing || !type) return;
    const backward = type.includes('Backward');
    const isPoint = selectionStart === selectionEnd;
    const reach = type.startsWith('delete') && isPoint ? 1 : 0;
    const from = selectionStart - (backward ? reach : 0);
    const to = selectionEnd + (backward ? 0 : reach);
    const met = isPoint && !reach ? this.met(from, from + 1) && this.met(from - 1, from) && this.met(from, from + 1) : this.met(from, to);
    if (!met) return;
    const isInside = isPoint && !reach && met[0] < from && from < met[1];
    const isWhole = from <= met[0] && to >= met[1];
    if (isWhole || (isPoint && !reach && !isInside)) return;
    // A part of a fact is none: it is selected first, the next press takes it.
    event.preventDefault();
    element.setSelectionRange(Math.min(from, met[0]), Math.max(to, met[1]));
    announce(`${element.value.slice(met[0] + 2, met[1] - 2)} selected. Press again to remove it.`);
  }

  /** @param {InputEvent} [event] */
  afterInput(event) {
    if (event?.isComposing) return;
    const { element } = this;
    const found = element.value.match(TOKENS) ?? [];
    const known = this.known.map((part) => toLine([part]));
    const rest = element.value.replace(TOKENS, '');
    if (/[⟦⟧]/.test(rest) || found.some((text) => !known.includes(text))) {
      // An input method broke into a fact.
      const at = element.selectionStart;
      element.value = this.whole;
      element.setSelectionRange(at, at);
      announce('A fact is changed in its own field, not here.');
    }
    this.whole = element.value;
    this.callbacks.changed();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const saves = event.key === 'Enter' && (!this.lines || event.ctrlKey || event.metaKey);
    if (saves || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (saves) this.callbacks.save();
      else this.callbacks.drop();
    }
  }

  /** Bold, or not any more. */
  bold() {
    const { selectionStart: from, selectionEnd: to, value } = this.element;
    const words = value.slice(from, to).replace(/[⟪⟫]/g, '');
    const isBold = value.lastIndexOf('⟪', from) > value.lastIndexOf('⟫', from - 1);
    if (!words) return announce('Select the words first.');
    this.element.setRangeText(isBold ? words : `⟪${words}⟫`, from, to, 'select');
    if (isBold) this.element.setRangeText(value.slice(0, from).replace(/⟪(?=[^⟪]*$)/, ''), 0, from, 'end');
    this.afterInput();
  }

  /** @param {any} part */
  insert(part) {
    this.element.focus();
    this.known.push(part);
    this.element.setRangeText(toLine([part]), this.element.selectionStart, this.element.selectionEnd, 'end');
    announce(nameOf(part));
    this.afterInput();
  }

  close() {
    this.box.hidden = true;
    this.box.replaceChildren();
    document.body.classList.remove('has-sheet');
  }
}
