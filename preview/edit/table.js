// A table of the letter, the time plan or the list of Questions, as cells to write in: rows are added, removed and moved.

import { get, path, post } from './api.js';
import { button, dialog, h } from './dom.js';
import { announce } from './say.js';
import { learn } from './state.js';

/** @typedef {{kind: string, name: string, at: string, rows: string[][]}} Table */

/** So many rows at the top name the columns. @type {Record<string, number>} */
const HEADS = { 'time-plan': 2, questions: 1 };
/** What is to be known of the cells. @type {Record<string, string>} */
const HELP = {
  'time-plan': 'Write < where an entry goes on from the session before. Notes follow an entry in square brackets: X [1]. A name that begins with # is a heading.',
  questions: 'One Question in each row.',
};

/**
 * The table that a place belongs to.
 * @param {string} at
 * @returns {Promise<Table | undefined>}
 */
export async function tableOf(at) {
  const answer = await get(path('tables'));
  return answer.ok ? answer.tables.find((/** @type {Table} */ table) => at === table.at || at.startsWith(`${table.at}.`)) : undefined;
}

/** @param {Table} table */
export function open({ kind, name, rows: old }) {
  const heads = old.slice(0, HEADS[kind] ?? 1);
  const width = Math.max(...old.map((row) => row.length));
  const title = (/** @type {number} */ column) => heads.map((row) => row[column] ?? '').filter((text) => text && text !== '<').join(', ');
  const body = h('tbody', {});
  const news = h('p', { class: 'wrong', role: 'alert' });

  /** @param {string[]} cells */
  function row(cells) {
    const inputs = Array.from({ length: width }, (_, column) => h('input', { value: cells[column] ?? '', autocomplete: 'off', dir: 'auto' }));
    const label = () => inputs.forEach((input, column) => input.setAttribute('aria-label', column ? `${inputs[0].value || 'new row'}: ${title(column) || `column ${column + 1}`}` : title(0)));
    inputs[0].addEventListener('input', label);
    label();
    const what = () => inputs.map((input) => input.value).find(Boolean) ?? 'this row';
    const element = h('tr', {}, inputs.map((input) => h('td', {}, input)), h('td', { class: 'buttons' },
      button('Add below', () => {
        const next = row([]);
        element.after(next);
        next.querySelector('input')?.focus();
      }, { class: 'plain' }),
      button('Up', () => element.previousElementSibling?.before(element), { class: 'plain' }),
      button('Remove', () => {
        const next = /** @type {HTMLElement | null} */ (element.nextElementSibling ?? element.previousElementSibling);
        announce(`${what()} removed. Nothing is saved yet.`);
        element.remove();
        next?.querySelector('input')?.focus();
      }, { class: 'plain' })));
    return element;
  }

  async function save() {
    const written = [...body.rows].map((one) => [...one.querySelectorAll('input')].map((input) => input.value.trim()));
    const rows = [...heads, ...written.filter((cells) => cells.some(Boolean))];
    const answer = await post(path('tables'), { kind, old, rows });
    if (!answer.ok) {
      news.textContent = answer.error;
      return;
    }
    box.close();
    learn(answer);
    announce(`${name} saved.`);
  }

  body.append(...old.slice(heads.length).map(row));
  const box = dialog(name, [
    h('p', { class: 'muted' }, HELP[kind] ?? ''),
    h('form', { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void save()) },
      h('div', { class: 'cells', role: 'region', tabindex: 0, 'aria-label': name },
        h('table', {}, h('thead', {}, heads.map((cells) => h('tr', {}, Array.from({ length: width }, (_, column) => h('th', { scope: 'col' }, cells[column] === '<' ? '' : (cells[column] ?? ''))), h('td', {})))), body)),
      news,
      h('p', { class: 'buttons' }, h('button', { class: 'main' }, 'Save'),
        button('Add a row', () => {
          const last = row([]);
          body.append(last);
          last.querySelector('input')?.focus();
        }), button('Cancel', () => box.close())))], { class: 'edit-dialog widest' });
  body.querySelector('input')?.focus();
}
