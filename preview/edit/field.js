// The field: a text of the letter that is written in its own place. The browser keeps undo, input methods, spelling and
// selection, because words are only ever put in by its own commands; facts are tokens that are taken as a whole.

import { putCaret } from './caret.js';
import { TOKEN, clean, fromNodes, nameOf, plain, tidy, toNodes, token, tokens } from './parts.js';
import { announce } from './say.js';

/**
 * @typedef {import('./types.js').Part} Part
 * @typedef {import('./types.js').Place} Place
 * @typedef {object} Callbacks
 * @property {() => void} save
 * @property {() => void} drop
 * @property {() => void} leave
 * @property {() => void} changed
 * @property {(part: any) => void} ask about a fact
 */

/** What a copied stretch is called on the clipboard of this browser. */
const KIND = 'application/x-letters-parts';

export class Field {
  /**
   * @param {import('./frame_of.js').Opening} opening what it opens in
   * @param {Place} place
   * @param {Part[]} parts
   * @param {Callbacks} callbacks
   */
  constructor(opening, place, parts, callbacks) {
    const { element, others } = opening;
    this.opening = opening;
    this.element = element;
    this.place = place;
    this.lines = Boolean(place.lines);
    this.many = isMany(place, parts);
    this.callbacks = callbacks;
    this.doc = element.ownerDocument;
    this.attributes = new Map([...element.attributes].map(({ name, value }) => [name, value]));
    this.over = new AbortController();
    this.formats = false;
    element.replaceChildren(...toNodes(this.doc, parts));
    for (const other of others) other.hidden = true;
    const set = {
      contenteditable: 'plaintext-only', role: 'textbox', 'aria-label': place.name, 'aria-multiline': String(this.lines), tabindex: '0',
      spellcheck: 'true', 'aria-describedby': null, 'aria-description': keysOf(this),
    };
    for (const [name, value] of Object.entries(set)) value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
    element.classList.add('edit-open');
    this.count = tokens(parts).length;
    this.listen();
    this.first = JSON.stringify(fromNodes(element));
  }

  /** What it holds now. @returns {Part[]} */
  get parts() {
    return tidy(fromNodes(this.element), this.lines);
  }

  get isChanged() {
    return JSON.stringify(fromNodes(this.element)) !== this.first;
  }

  /** @param {import('./caret.js').Place | 'start' | 'end'} [caret] */
  focus(caret) {
    this.element.focus({ preventScroll: true });
    if (caret) putCaret(this.element, caret);
  }

  get selection() {
    return /** @type {Selection} */ (this.doc.defaultView?.getSelection());
  }

  /** Whether the focus has gone elsewhere than to its own tools. */
  get isLeft() {
    if (!document.hasFocus()) return false;
    const active = document.activeElement;
    if (active?.closest('#toolbar, #panel, #refusal, dialog')) return false;
    return !(active?.id === 'draft' && this.doc.activeElement === this.element);
  }

  listen() {
    const { signal } = this.over;
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => this.element.addEventListener(name, act, { signal });
    on('beforeinput', (event) => this.beforeInput(event));
    on('input', () => this.afterInput());
    on('keydown', (event) => this.key(event));
    on('mousedown', (event) => this.press(event));
    on('copy', (event) => this.copy(event));
    on('cut', (event) => this.copy(event) && this.command('delete'));
    on('paste', (event) => this.paste(event));
    on('dragstart', (event) => event.preventDefault());
    on('blur', () => setTimeout(() => !signal.aborted && this.isLeft && this.callbacks.leave(), 0));
  }

  /**
   * The one place where the browser's old commands are used: nothing else keeps its undo.
   * @param {string} name
   * @param {string} [value]
   */
  command(name, value) {
    return this.doc.execCommand(name, false, value);
  }

  /**
   * A command that needs more than plain text.
   * @param {string} name
   * @param {string} [value]
   */
  rich(name, value) {
    this.formats = true;
    this.element.contentEditable = 'true';
    this.command(name, value);
    this.element.contentEditable = 'plaintext-only';
    this.formats = false;
  }

  /** @param {InputEvent} event */
  beforeInput(event) {
    const type = event.inputType;
    if (this.formats) return;
    if (type.startsWith('format')) return event.preventDefault();
    if (/insert(Paragraph|LineBreak)/.test(type)) return this.lines ? undefined : event.preventDefault();
    if (/insertFrom(Paste|Drop|Yank)|insertReplacementText/.test(type)) {
      event.preventDefault();
      this.type(event.dataTransfer?.getData('text/plain') ?? event.data ?? '');
      return;
    }
    const { selection } = this;
    if (type === 'insertText' && this.chosen()) {
      // Typing over a chosen fact would take it out unasked.
      event.preventDefault();
      selection.collapseToEnd();
      this.command('insertText', event.data ?? '');
      return;
    }
    const backward = type === 'deleteContentBackward';
    const met = /^deleteContent(Back|For)/.test(type) && selection.isCollapsed && this.beside(backward);
    if (met) {
      event.preventDefault();
      this.choose(met);
      announce(`${nameOf(JSON.parse(met.dataset.part ?? '{}'))} selected. Press again to remove it.`);
    }
  }

  afterInput() {
    const now = tokens(fromNodes(this.element)).length;
    if (now < this.count) {
      const gone = this.count - now;
      announce(`${gone === 1 ? 'A fact was' : `${gone} facts were`} removed. Press Ctrl+Z to bring ${gone === 1 ? 'it' : 'them'} back.`);
    }
    this.count = now;
    this.callbacks.changed();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'b') {
      event.preventDefault();
      this.bold();
      return;
    }
    const saves = event.key === 'Enter' && !event.shiftKey && (!this.many || control);
    // What is done with keys around the field is not meant for it.
    event.stopPropagation();
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    if (saves) this.callbacks.save();
    else this.callbacks.drop();
  }

  /** @param {MouseEvent} event */
  press(event) {
    const met = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(`.${TOKEN}`));
    if (!met) return;
    // The browser would leave the caret in it, where nothing can be typed.
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.choose(met);
    this.callbacks.ask(JSON.parse(met.dataset.part ?? '{}'));
  }

  /** @param {HTMLElement} met */
  choose(met) {
    const range = this.doc.createRange();
    range.selectNode(met);
    this.selection.removeAllRanges();
    this.selection.addRange(range);
  }

  /** The token that is selected, alone. @returns {HTMLElement | undefined} */
  chosen() {
    const { selection } = this;
    if (selection.isCollapsed || !selection.rangeCount) return undefined;
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    const first = startContainer.childNodes[startOffset];
    return first && first === endContainer.childNodes[endOffset - 1] && isTokenNode(first) ? /** @type {HTMLElement} */ (first) : undefined;
  }

  /**
   * The token right beside the caret.
   * @param {boolean} backward
   * @returns {HTMLElement | undefined}
   */
  beside(backward) {
    const { focusNode, focusOffset } = this.selection;
    if (!focusNode) return undefined;
    /** @type {Node | null} */
    let node = focusNode;
    /** @type {Node | null | undefined} */
    let next;
    if (node.nodeType === Node.TEXT_NODE) {
      if (focusOffset !== (backward ? 0 : /** @type {Text} */ (node).length)) return undefined;
    } else {
      next = node.childNodes[backward ? focusOffset - 1 : focusOffset];
    }
    while (!next && node && node !== this.element) {
      next = backward ? node.previousSibling : node.nextSibling;
      node = node.parentNode;
    }
    while (next && !isTokenNode(next)) {
      if (next.nodeType === Node.TEXT_NODE && /** @type {Text} */ (next).length) return undefined;
      next = (backward ? next.lastChild : next.firstChild) ?? (backward ? next.previousSibling : next.nextSibling);
    }
    return /** @type {HTMLElement | undefined} */ (next ?? undefined);
  }

  /**
   * Puts words in as if they were typed.
   * @param {string} words
   */
  type(words) {
    clean(words, this.lines)
      .split('\n')
      .forEach((line, at) => {
        if (at) this.command('insertLineBreak');
        if (line) this.command('insertText', line);
      });
  }

  /** Bold, and back. */
  bold() {
    this.focus();
    this.rich('bold');
    const isBold = this.doc.queryCommandState('bold');
    announce(isBold ? 'Bold' : 'Not bold');
  }

  /**
   * A fact at the caret.
   * @param {any} part
   */
  insert(part) {
    this.focus();
    const fresh = token(this.doc, part);
    fresh.dataset.fresh = '';
    this.rich('insertHTML', fresh.outerHTML);
    const put = /** @type {HTMLElement | null} */ (this.element.querySelector('[data-fresh]'));
    if (!put) return;
    delete put.dataset.fresh;
    // What stands behind is typed on, not into it.
    const range = this.doc.createRange();
    range.setStartAfter(put);
    this.selection.removeAllRanges();
    this.selection.addRange(range);
  }

  /** @param {ClipboardEvent} event */
  copy(event) {
    if (this.selection.isCollapsed) return false;
    const parts = fromNodes(this.selection.getRangeAt(0).cloneContents());
    event.preventDefault();
    event.clipboardData?.setData('text/plain', this.selection.toString());
    event.clipboardData?.setData(KIND, JSON.stringify({ at: this.place.at, base: this.place.base, parts }));
    return true;
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const kept = event.clipboardData?.getData(KIND);
    if (!kept) return;
    const { at, base, parts } = JSON.parse(kept);
    // A number of a fact means something in its own text only.
    if (at !== this.place.at || base !== this.place.base) return;
    event.preventDefault();
    for (const part of parts) {
      if ('text' in part) this.type(part.text);
      else if ('fact' in part || 'kept' in part) this.insert(part);
      else this.type(toNodes(this.doc, [part])[0].textContent ?? '');
    }
  }

  /**
   * Ends it.
   * @param {boolean} isKept whether what was typed stays to be seen until the new draft comes
   */
  close(isKept) {
    const { element, opening, attributes } = this;
    this.over.abort();
    for (const { name } of [...element.attributes]) if (!attributes.has(name)) element.removeAttribute(name);
    for (const [name, value] of attributes) element.setAttribute(name, value);
    // Selected words would keep the next click from opening them.
    if (this.selection.rangeCount) this.selection.collapseToEnd();
    element.classList.remove('edit-open');
    if (!element.classList.length) element.removeAttribute('class');
    if (isKept) return;
    opening.restore();
    for (const other of opening.others) other.hidden = false;
  }
}

/**
 * Whether a text has several paragraphs: there, Enter makes one more. Elsewhere it saves.
 * @param {Place} place
 * @param {Part[]} parts
 */
export const isMany = ({ lines }, parts) => Boolean(lines) && plain(parts).includes('\n');

/**
 * What the keys do.
 * @param {{lines: boolean, many: boolean}} field
 */
export const keysOf = ({ lines, many }) => (many ? 'Ctrl+Enter saves, Escape drops' : `Enter saves, Escape drops${lines ? ', Shift+Enter starts a paragraph' : ''}`);

/** @param {Node} node */
const isTokenNode = (node) => node.nodeType === Node.ELEMENT_NODE && /** @type {Element} */ (node).classList.contains(TOKEN);
