// The list of letters: rows that change, words and states to filter by, columns to sort by.

import { parse, patch } from './patch.js';

const body = /** @type {HTMLTableSectionElement | null} */ (document.getElementById('rows'));
const filter = /** @type {HTMLInputElement | null} */ (document.getElementById('filter'));
const kinds = /** @type {HTMLSelectElement | null} */ (document.getElementById('kinds'));

/** Letters that have the words in their texts, with what is around the first. @type {Map<string, [string, string, string]>} */
let hits = new Map();

/**
 * Shows letters that have the words in their texts.
 * @param {typeof hits} found
 */
export function show(found) {
  hits = found;
  sift();
}

/** The words around one that was found. @param {[string, string, string]} around */
function excerpt([before, word, after]) {
  const line = document.createElement('span');
  line.className = 'hit';
  const mark = document.createElement('mark');
  mark.textContent = word;
  line.append(`… ${before}`, mark, `${after} …`);
  return line;
}

/** The ids of the rows in the order of the register. @type {string[]} */
let register = body ? [...body.rows].map(({ id }) => id) : [];
/** @type {{column: number, down: boolean} | undefined} */
let sorted;

const text = (/** @type {Element | undefined} */ cell) => (cell?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Which letters are meant by each choice. @type {Record<string, (row: HTMLTableRowElement) => boolean>} */
const KINDS = {
  all: () => true,
  draft: (row) => Boolean(row.querySelector('.badge.draft')),
  issued: (row) => Boolean(row.querySelector('.badge.issued')),
  found: (row) => Boolean(row.querySelector('.found')),
  errors: (row) => Boolean(row.querySelector('.found.error')),
};

export function sift() {
  if (!filter || !body) return;
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = KINDS[kinds?.value ?? 'all'] ?? KINDS.all;
  for (const row of body.rows) {
    row.querySelector('.hit')?.remove();
    const all = text(row).toLowerCase();
    const hit = hits.get(row.id);
    row.hidden = !fits(row) || !(hit || words.every((word) => all.includes(word)));
    if (hit?.[1]) row.querySelector('th')?.append(excerpt(hit));
  }
  const shown = [...body.rows].filter((row) => !row.hidden).length;
  const count = document.getElementById('hits');
  if (count) count.textContent = shown < body.rows.length ? `${shown} shown` : '';
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/**
 * What a cell is sorted by: the last day of a meeting, the gravity of findings, otherwise its words.
 * @param {Element | undefined} cell
 * @returns {string}
 */
function weight(cell) {
  const words = text(cell).toLowerCase();
  const day = words.match(/(\d{1,2})\s+(\p{L}+)\s+(\d{4})/u);
  if (day && MONTHS.includes(day[2])) return `${day[3]}-${String(MONTHS.indexOf(day[2]) + 1).padStart(2, '0')}-${day[1].padStart(2, '0')}`;
  const found = cell?.querySelector('.found');
  if (!found) return words.replace(/\d+/g, (number) => number.padStart(6, '0'));
  const count = (/** @type {string} */ kind) => (words.match(new RegExp(`(\\d+) ${kind}`))?.[1] ?? '').padStart(5, '0');
  return `~${count('error')}${count('warning')}${count('note')}`;
}

function arrange() {
  if (!body) return;
  const place = new Map(register.map((id, at) => [id, at]));
  const order = (/** @type {HTMLTableRowElement} */ row) => place.get(row.id) ?? register.length;
  const rows = [...body.rows];
  rows.sort((one, other) => {
    const by = sorted ? weight(one.cells[sorted.column]).localeCompare(weight(other.cells[sorted.column])) * (sorted.down ? -1 : 1) : 0;
    return by || order(one) - order(other);
  });
  rows.forEach((row, at) => body.rows[at] !== row && body.insertBefore(row, body.rows[at] ?? null));
}

/** Heads of columns become buttons: first click up, second down, third the order of the register. */
function headings() {
  /** @type {NodeListOf<HTMLTableCellElement>} */ (document.querySelectorAll('#list thead th')).forEach((head) => {
    const column = head.cellIndex;
    if (head.hasAttribute('data-plain')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      sorted = sorted?.column !== column ? { column, down: false } : sorted.down ? undefined : { column, down: true };
      document.querySelectorAll('#list thead th').forEach((other) => other.removeAttribute('aria-sort'));
      if (sorted) head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
      arrange();
    });
  });
}

/** @param {{rows: {id: string, html: string}[], order?: string[]}} update */
export function showRows({ rows, order }) {
  if (!body) return;
  for (const { id, html } of rows) {
    const fresh = parse(`<table><tbody>${html}</tbody></table>`).querySelector('tr');
    const old = document.getElementById(`row-${id}`);
    if (!fresh) continue;
    if (old) patch(old, fresh);
    else body.append(fresh);
  }
  if (order) {
    register = order.map((id) => `row-${id}`);
    const wanted = new Set(register);
    for (const row of [...body.rows]) if (!wanted.has(row.id)) row.remove();
  }
  arrange();
  sift();
}

headings();
filter?.addEventListener('input', sift);
kinds?.addEventListener('change', sift);
sift();
