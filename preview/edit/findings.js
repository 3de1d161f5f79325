// What the checker found, each with what can be done about it.

import * as api from './api.js';
import { button, byId, counted, freshId, h } from './dom.js';
import { coded } from './conflict.js';
import { lead } from './panel.js';
import { announce, refuse } from './say.js';
import { learn, state } from './state.js';

/** @typedef {import('./types.js').Finding} Finding */

/** @type {Finding[]} */
let known = [];

/** Asks for all findings and shows them. */
export async function renew() {
  const answer = await api.get(api.path('findings'));
  if (!answer.ok) return;
  const box = byId('findings');
  // A reason that is being typed stays.
  if (box.querySelector('form')) return;
  const focused = document.activeElement?.closest('#findings li')?.id;
  known = answer;
  const count = known.length;
  byId('findings-title').textContent = count ? `Findings: ${count}` : 'Findings';
  const tab = document.querySelector('[data-show=findings]');
  if (tab) tab.textContent = count ? `Findings ${count}` : 'Findings';
  /** @type {Map<string, Finding[]>} */
  const kinds = new Map();
  for (const finding of known) if (finding.fixes) kinds.set(finding.code, [...(kinds.get(finding.code) ?? []), finding]);
  box.replaceChildren(
    ...(count ? [] : [h('p', { class: 'muted' }, 'No findings.')]),
    h('ol', { class: 'list' }, known.map((finding) => item(finding, kinds.get(finding.code)?.length ?? 0))),
  );
  if (focused) /** @type {HTMLElement | null} */ (document.getElementById(focused)?.querySelector('button') ?? box.querySelector('button'))?.focus();
}

/**
 * @param {Finding} finding
 * @param {number} alike how many of its kind can be fixed
 */
function item(finding, alike) {
  const { code, severity, message, hints = [], fixes, n, at, words } = finding;
  const row = h('li', { class: `finding ${severity}`, id: `finding-${code}-${n}` },
    h('p', { class: 'head' }, h('span', { class: 'severity' }, severity), ' ', h('a', { href: `/rules/${code}`, target: '_blank' }, 'Why?', h('span', { class: 'hidden' }, ` (${code})`))),
    h('p', { class: 'message' }, ...coded(message)),
    finding.becomes && h('p', {}, 'Becomes: ', h('ins', { dir: 'auto' }, finding.becomes)),
    hints.map((hint) => h('p', { class: 'hint' }, ...coded(hint))));
  const buttons = h('p', { class: 'buttons' },
    fixes && !state.issued && button('Fix it', () => void send([{ do: 'fix', code, n }], 'Fixed.'), { class: 'main' }),
    alike > 1 && n === 0 && !state.issued && button(`Fix all ${alike} of this kind`, () => void send([{ do: 'fix-all', code }], `${alike} fixed.`)),
    (at || words) && button('Show it', () => lead(finding)),
    (finding.allows ?? severity !== 'error') && !state.issued && button('Leave it, because…', () => because(row, buttons, finding)));
  row.append(buttons);
  return row;
}

/**
 * Why it is right as it is: a reason is needed.
 * @param {HTMLElement} row
 * @param {HTMLElement} buttons
 * @param {Finding} finding
 */
function because(row, buttons, { code }) {
  const id = freshId();
  const input = h('input', { id, autocomplete: 'off', required: true, 'aria-describedby': `${id}-news` });
  const news = h('p', { id: `${id}-news`, class: 'wrong' });
  const close = () => {
    form.remove();
    buttons.hidden = false;
    buttons.querySelector('button')?.focus();
  };
  const form = h('form', { novalidate: true, onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!input.value.trim()) {
      news.textContent = 'Type a reason: it stays in the letter for those who ask.';
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      return;
    }
    const answer = { do: /** @type {const} */ ('allow'), code, reason: input.value.trim() };
    form.remove();
    if (!(await send([answer], 'Left as it is, with the reason.'))) buttons.hidden = false;
  } }, h('label', { for: id }, 'It is right as it is, because'), input, news,
    h('p', { class: 'muted' }, `This is for all findings of the kind ${code} in this letter.`),
    h('p', { class: 'buttons' }, h('button', { class: 'main' }, 'Leave it'), button('Cancel', close)));
  form.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  buttons.hidden = true;
  row.append(form);
  input.focus();
}

/**
 * @param {import('./types.js').Edit[]} edits
 * @param {string} words said when it is done
 */
async function send(edits, words) {
  const answer = await api.send(state.base, edits);
  if (!answer.ok) {
    refuse(answer.error);
    return false;
  }
  learn(answer);
  announce(words);
  await renew();
  return true;
}
