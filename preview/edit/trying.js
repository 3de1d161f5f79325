// What would follow from a change, while it is typed: nothing is written.

import { find, isReady, normal, room } from '../draft.js';
import * as api from './api.js';
import { button, counted, h } from './dom.js';
import { coded } from './conflict.js';
import { announce } from './say.js';

/** After so much quiet the program is asked. */
const QUIET = 150;
/** After so much quiet who listens is told. */
const TOLD = 500;
/** So many passages are marked in the letter. */
const MARKED = 40;
/** So many passages are shown at first. */
const FEW = 4;

export class Trying {
  constructor() {
    this.element = h('section', { class: 'card trial', 'aria-label': 'What would change', hidden: true });
    this.round = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  clear() {
    this.round++;
    clearTimeout(this.timer);
    this.element.hidden = true;
    this.element.replaceChildren();
    mark([]);
  }

  /**
   * @param {import('./types.js').Edit[] | undefined} edits none: there is nothing open
   * @param {string} base
   */
  follow(edits, base) {
    if (!edits) {
      this.clear();
      return;
    }
    const mine = ++this.round;
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const answer = await api.tryOut(base, edits);
      // Only the newest is of interest.
      if (mine === this.round) this.show(answer);
    }, QUIET);
  }

  /** @param {import('./types.js').Trial | import('./types.js').Refusal} answer */
  show(answer) {
    const { element } = this;
    element.hidden = false;
    if (!answer.ok) {
      element.replaceChildren(h('p', { class: 'warn' }, ...coded(answer.error)), ...worse(answer.findings ?? []));
      announce(answer.error, TOLD);
      return;
    }
    const { changes, deadlines, findings, languages = [] } = answer;
    mark(changes);
    const what = [deadlines.length && counted(deadlines.length, 'deadline'), changes.length && counted(changes.length, 'passage')].filter(Boolean).join(' and ');
    const head = what ? `${what} will change` : 'Nothing else changes';
    const follow = languages.filter(({ follows, changes }) => follows && changes).map(({ name, changes }) => `${name} (${counted(changes, 'passage')})`);
    const lag = languages.filter(({ follows }) => !follows).map(({ name }) => name);
    element.replaceChildren(
      h('h3', {}, head),
      h('dl', { class: 'moved' }, deadlines.flatMap(({ name, was, now, note }) => [
        h('dt', {}, name),
        h('dd', {}, was && h('del', {}, was), was && now ? ' → ' : '', now && h('ins', {}, now), note && h('span', { class: 'warn' }, ` ${note}`))])),
      passages(changes),
      follow.length ? h('p', { class: 'muted' }, `Follows by itself: ${follow.join(', ')}.`) : '',
      lag.length ? h('p', { class: 'warn' }, `To be translated again: ${lag.join(', ')}.`) : '',
      ...worse(findings.new),
      findings.gone.length ? h('p', { class: 'muted' }, `${counted(findings.gone.length, 'finding')} will be gone.`) : '',
    );
    const errors = findings.new.length ? `, ${counted(findings.new.length, 'new finding')}` : '';
    announce(head + errors, TOLD);
  }
}

/** @param {import('./types.js').Passage[]} changes */
function passages(changes) {
  if (!changes.length) return '';
  const line = (/** @type {import('./types.js').Passage} */ { before, was, now, after }) =>
    h('li', { dir: 'auto' }, before ? `… ${before} ` : '', was && h('del', {}, was), was && now ? ' ' : '', now && h('ins', {}, now), after ? ` ${after} …` : '');
  const list = h('ul', { class: 'passages' }, changes.slice(0, FEW).map(line));
  if (changes.length > FEW) {
    const more = h('li', {}, button(`Show ${changes.length - FEW} more`, () => more.replaceWith(...changes.slice(FEW).map(line)), { class: 'link' }));
    list.append(more);
  }
  return list;
}

/** @param {import('./types.js').Finding[]} findings */
const worse = (findings) => findings.map(({ severity, message }) => h('p', { class: severity === 'error' ? 'wrong' : 'warn' }, h('strong', {}, `${severity}: `), ...coded(message)));

/**
 * Marks in the letter what would change, without touching it.
 * @param {import('./types.js').Passage[]} changes
 */
function mark(changes) {
  const { CSS, Highlight } = /** @type {any} */ (isReady() ? room() : {});
  if (!CSS?.highlights) return;
  const ranges = changes.slice(0, MARKED).flatMap(({ before = '', was = '', after = '' }) => {
    const all = [before, was, after].filter(Boolean).join(' ');
    const from = before ? normal(before).length + 1 : 0;
    const range = was && find(all, from, from + normal(was).length);
    return range ? [range] : [];
  });
  CSS.highlights.set('edit-changes', new Highlight(...ranges));
}
