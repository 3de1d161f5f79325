// The page of `letters edit` for one letter: brings its parts together.

import { fill } from '../patch.js';
import { inside, isPrint, offerPrint, print, release, room, showDraft, start as startDraft, whenShown } from '../draft.js';
import { listen, say } from '../stream.js';
import * as arrange from './arrange.js';
import * as partner from './partner.js';
import { button, byId, h } from './dom.js';
import * as drafts from './drafts.js';
import * as findings from './findings.js';
import * as outline from './outline.js';
import * as panel from './panel.js';
import * as places from './places.js';
import * as returned from './returned.js';
import { announce } from './say.js';
import * as source from './source.js';
import { learn, state } from './state.js';
import * as toolbar from './toolbar.js';
import * as translate from './translate.js';
import * as undo from './undo.js';
import * as writing from './writing.js';

/** Nothing is written where nothing can be. */
const canWrite = () => !state.issued;

const clicks = {
  /** @param {string} at @param {import('./caret.js').Place | undefined} caret */
  own(at, caret) {
    arrange.forget();
    if (canWrite()) void writing.edit(at, { caret: caret ?? 'end' });
    else void panel.ask(at);
  },
  /** @param {string} at @param {boolean} isKeyboard */
  async other(at, isKeyboard) {
    arrange.forget();
    if (await writing.close()) void panel.ask(at, { focus: isKeyboard || canWrite() });
  },
  async none() {
    if (await writing.close()) panel.rest();
  },
  /** @param {string} at @param {1 | -1} by */
  move: (at, by) => void arrange.act(by < 0 ? 'up' : 'down', { at }),
};

let isOffered = false;

function dressed() {
  places.dress(state.at);
  // A letter that is still being composed has no place for the words.
  if (!isOffered && inside().querySelector('[data-at]')) {
    isOffered = true;
    offer();
  }
  offerPrint();
  arrange.whenShown();
  partner.follow();
}

/** @param {string | undefined} at */
function chosen(at) {
  outline.mark(at);
  partner.follow();
}

/** @param {any} update */
function apply(update) {
  const news = { ...update, ...update.letter };
  const isNews = news.base && news.base !== state.base;
  learn(news);
  // Without another draft the one on the page is that of the file as it is now.
  if (news.base) learn({ draft: news.base });
  if (update.draft) showDraft(update.draft);
  for (const [id, html] of Object.entries(update.parts ?? {})) fill(id, html);
  learn({ issued: /** @type {HTMLElement | null} */ (document.querySelector('#bar .title'))?.dataset.status === 'issued' });
  revise();
  if (update.gone) say('This letter is no longer in the folder.');
  if (update.title) document.title = update.title;
  writing.hear();
  if (isNews && news.by === 'file') announce('The file was changed elsewhere. The letter shows it.');
  void outline.renew().then(arrange.whenShown);
  void findings.renew();
  void tellLacking();
  void panel.renew();
  source.renew();
  partner.renew();
}

/** Words that an earlier page did not save. */
function offer() {
  const box = byId('offer');
  const offers = writing.offers();
  box.hidden = !offers.length;
  box.replaceChildren(...offers.map(({ at, name, parts, old, words }) => {
    const gone = () => {
      row.remove();
      box.hidden = !box.children.length;
    };
    const row = h('div', { class: 'offered' },
      h('p', {}, `Not saved, ${name}: `, h('q', { dir: 'auto' }, words.length > 120 ? `${words.slice(0, 120)}…` : words)),
      h('p', { class: 'buttons' },
        button('Open it with these words', () => (gone(), void writing.edit(at, { parts, old })), { class: 'main' }),
        button('Discard', () => (drafts.forget(at), gone()))));
    return row;
  }));
}

/** The tabs of a narrow page. */
function tabs() {
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#tabs button'))) {
    tab.addEventListener('click', () => show(tab.dataset.show ?? 'letter'));
  }
  /** @param {string} what */
  function show(what) {
    document.body.dataset.tab = what;
  }
  new MutationObserver(() => {
    for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#tabs button'))) {
      const isHere = tab.dataset.show === (document.body.dataset.tab ?? 'letter');
      if (isHere) tab.setAttribute('aria-current', 'true');
      else tab.removeAttribute('aria-current');
    }
  }).observe(document.body, { attributeFilter: ['data-tab'] });
  show('letter');
}

async function begin() {
  toolbar.start({ save: () => void writing.save(), drop: () => writing.current()?.field.callbacks.drop(), arrange: (what, place) => void arrange.act(what, place) });
  writing.start({ shown: panel.view, closed: () => void panel.renew(), typed: panel.typed, ask: (at) => void panel.ask(at, { focus: true }) });
  panel.start({ arrange: (what, place) => void arrange.act(what, place), chosen, entryOf: outline.entryOf });
  outline.start({
    open: (at, entry) => {
      arrange.forget();
      document.body.dataset.tab = 'letter';
      const place = entry.shows ?? at;
      places.show(place);
      if (entry.state === 'own' && canWrite() && places.blocks(place)[0]?.dataset.kind === 'own') void writing.edit(place);
      else void clicks.other(at, true);
    },
    move: (at, to) => void arrange.move(at, to),
  });
  undo.start();
  tabs();
  panel.rest();
  byId('show-source').addEventListener('click', () => void source.open());
  byId('show-partner').addEventListener('click', () => void partner.ask());
  byId('translate').addEventListener('click', () => void translate.open(state.letter, document.querySelector('#bar .tongues a[aria-current]')?.getAttribute('title') ?? ''));
  byId('returned').addEventListener('click', () => returned.ask());
  returned.dropOn(document);
  byId('issue').addEventListener('click', () => void import('./issue.js').then(({ open }) => open()));
  document.addEventListener('keydown', keys);
  document.addEventListener('click', ({ target }) => /** @type {Element} */ (target).closest('[data-print]') && void printAll());
  revise();
  await places.readLook();
  whenShown(dressed);
  startDraft(() => {
    release();
    places.listen(clicks);
    inside().addEventListener('keydown', keys);
    returned.dropOn(inside());
    room().addEventListener('scroll', partner.follow, { passive: true });
  });
  void outline.renew();
  void findings.renew();
  void tellLacking();
  listen(apply);
}

/**
 * The keys of the page hold in the letter too.
 * @param {KeyboardEvent} event
 */
function keys(event) {
  undo.key(event);
  if (!isPrint(event)) return;
  event.preventDefault();
  void printAll();
}

/** The letter is printed with what was typed. */
const printAll = async () => (await writing.close()) && print();

/** What a translation lacks. */
async function tellLacking() {
  const { lacks } = await translate.lacking(state.letter);
  const open = byId('translate');
  open.hidden = !lacks.length || state.issued;
  open.textContent = `Translate… ${lacks.length}`;
  open.title = translate.told(lacks);
}

/** An issued letter is changed by another one. */
function revise() {
  const link = /** @type {HTMLAnchorElement} */ (byId('revise'));
  link.hidden = !state.issued;
  byId('issue').hidden = state.issued;
  link.href = `/new?what=revision&of=${state.letter}`;
}

void begin();
