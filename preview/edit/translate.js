// What a translation lacks, all sentences one below the other: the original, and a box for the words of the other language. A
// column that is pasted into one box fills those below it.

import { get, post } from './api.js';
import { button, counted, dialog, freshId, h } from './dom.js';
import { clean, fromLine, plain, tidy, toLine, tokens } from './parts.js';
import { announce } from './say.js';
import { compared } from './words.js';

/**
 * @typedef {import('./types.js').Lacking} Lacking
 * @typedef {import('./types.js').Edit} Edit
 * @typedef {{element: HTMLElement, box: HTMLTextAreaElement, edits: () => Edit[], isFilled: () => boolean}} Row
 */

/**
 * @param {string} id
 * @returns {Promise<{base: string, language: string, lacks: Lacking[]}>}
 */
export async function lacking(id) {
  const answer = await get(`/letters/${id}/lacking`);
  return answer.ok ? answer : { base: '', language: '', lacks: [] };
}

/**
 * How many sentences lack something, in words.
 * @param {Lacking[]} lacks
 */
export function told(lacks) {
  const older = lacks.filter(({ state }) => state === 'older').length;
  const missing = lacks.length - older;
  const from = older && new Intl.DisplayNames(['en'], { type: 'language' }).of(lacks[0].from);
  return [missing && `${counted(missing, 'sentence')} to translate`, older && `${counted(older, 'sentence')} changed in ${from}`].filter(Boolean).join(', ');
}

/**
 * A sentence of the original, with the words that were changed after it was translated.
 * @param {Lacking} lacks
 */
export function original({ from, original, was }) {
  const [, now] = was ? compared(plain(was), plain(original)) : [[], [document.createTextNode(plain(original))]];
  return h('p', { dir: 'auto', lang: from }, now.map((node) => /** @type {Node} */ (node)));
}

/**
 * @param {Lacking} lacks
 * @param {string} language
 * @param {(lines: string[]) => void} pasted what is pasted into this box and those below it
 * @returns {Row}
 */
function row(lacks, language, pasted) {
  const { at, state, parts } = lacks;
  const id = freshId();
  const isOlder = state === 'older';
  const known = tokens(parts);
  const box = h('textarea', { id, rows: 2, lang: language, dir: 'auto', 'aria-describedby': `${id}-original`, spellcheck: 'true' });
  const first = isOlder ? toLine(parts) : '';
  box.value = first;
  const right = h('input', { type: 'checkbox', id: `${id}-right` });
  box.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain').replace(/\r/g, '').replace(/\n+$/, '') ?? '';
    if (!text.includes('\n')) return;
    event.preventDefault();
    pasted(text.split('\n'));
  });
  const put = (/** @type {any} */ part) => {
    box.setRangeText(toLine([part]), box.selectionStart, box.selectionEnd, 'end');
    box.focus();
  };
  const element = h('li', { class: 'translated' },
    h('div', { id: `${id}-original` }, original(lacks)),
    h('div', {},
      h('label', { for: id, class: 'hidden' }, 'Translation'), box,
      known.length > 0 && h('p', { class: 'buttons' }, known.map((part) => button(`+ ${part.value ?? part.shown}`, () => put(part), { class: 'plain', title: `Puts in ${part.name ?? 'what stays as it is'}` }))),
      isOlder && h('p', { class: 'option' }, right, h('label', { for: `${id}-right` }, 'The translation is right as it is'))));
  /** @returns {Edit[]} */
  const edits = () => {
    const isChanged = box.value.trim() && box.value !== first;
    const now = tidy(fromLine(clean(box.value, true), known), true);
    return [
      ...(isChanged ? [/** @type {Edit} */ ({ do: 'text', at, old: parts, new: now })] : []),
      // Who writes it again has seen what was changed.
      ...(isOlder && (isChanged || right.checked) ? [/** @type {Edit} */ ({ do: 'confirm', at })] : []),
    ];
  };
  return { element, box, edits, isFilled: () => edits().length > 0 };
}

/**
 * Shows all that a translation lacks.
 * @param {string} id the translation
 * @param {string} name what its language is called
 */
export async function open(id, name) {
  const { base, language, lacks } = await lacking(id);
  /** @type {Row[]} */
  const rows = lacks.map((one, at) => row(one, language, (lines) => {
    rows.slice(at, at + lines.length).forEach(({ box }, index) => (box.value = lines[index].trim()));
    count();
  }));
  const news = h('p', { class: 'wrong', role: 'alert' });
  const left = h('p', { class: 'muted', role: 'status' });
  const count = () => (left.textContent = `${rows.filter((one) => one.isFilled()).length} of ${rows.length} written`);
  const save = async () => {
    const edits = rows.flatMap((one) => one.edits());
    if (!edits.length) {
      news.textContent = 'Nothing was written yet.';
      return;
    }
    const answer = await post(`/letters/${id}/edits`, { base, edits, key: crypto.randomUUID() });
    if (!answer.ok) {
      news.textContent = answer.error;
      return;
    }
    box.close();
    announce(`${counted(rows.filter((one) => one.isFilled()).length, 'sentence')} saved.`);
  };
  const box = dialog(`Translate: ${name}`, [
    h('p', { class: 'muted' }, lacks.length ? 'Write next to each sentence. You can paste a column: each line goes into the next box. Words in ⟦ ⟧ are facts: the buttons put them in.' : 'Every sentence is translated.'),
    h('form', { novalidate: true, oninput: count, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void save()) },
      h('ol', { class: 'list' }, rows.map(({ element }) => element)), news, left,
      h('p', { class: 'buttons' }, lacks.length > 0 && h('button', { class: 'main' }, 'Save'), button('Close', () => box.close())))], { class: 'edit-dialog wide' });
  count();
  rows[0]?.box.focus();
}
