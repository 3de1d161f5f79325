// Keeps a page of `letters preview` as the program says: a stream of events brings the parts that changed.
// Without it the pages work all the same, and change when they are loaded again.

import { find, frame, inside, isPrint, isReady, normal, offerPrint, print, reveal, showDraft, start, whenShown } from './draft.js';
import { showRows } from './list.js';
import { fill } from './patch.js';
import { listen, say } from './stream.js';

/* The letter. */

/** @param {KeyboardEvent} event */
function onPrintKey(event) {
  if (!frame || !isPrint(event)) return;
  event.preventDefault();
  print();
}

function whenLoaded() {
  inside().addEventListener('keydown', onPrintKey);
  inside().addEventListener('click', (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.('a[href]'));
    if (!link || link.getAttribute('href')?.startsWith('#')) return;
    // The letter stays where it is.
    event.preventDefault();
    window.open(link.href, '_blank', 'noopener,noreferrer');
  });
}

/* What the reader chose, and buttons for what can be found. */
function dress() {
  if (!frame || !isReady()) return;
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById('marks'));
  offerPrint();
  const plain = sessionStorage.getItem('marks') === 'off';
  if (box) box.checked = !plain;
  inside().documentElement.classList.toggle('preview-plain', plain);
  /** @type {string | undefined} */
  let text;
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button.find'))) {
    text ??= normal(inside().body.textContent ?? '');
    button.hidden = !text.includes(normal(button.dataset.words ?? ''));
  }
}

document.addEventListener('click', (event) => {
  const button = /** @type {Element} */ (event.target).closest('button');
  if (button && 'print' in button.dataset) print();
  if (button?.dataset.mark) {
    const mark = inside().getElementById(button.dataset.mark);
    if (mark) reveal(undefined, mark);
  } else if (button?.dataset.words) {
    const range = find(button.dataset.words);
    if (range) reveal(range);
  }
});

document.addEventListener('keydown', onPrintKey);

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.id !== 'marks') return;
  sessionStorage.setItem('marks', target.checked ? 'on' : 'off');
  dress();
});

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.closest('#panel')) return;
  event.preventDefault();
  fetch(form.action, { method: 'POST' }).catch(() => say('The preview is not responding.'));
  // The button goes with the changes that it ends.
  document.getElementById('panel')?.focus();
});

/** @param {any} update */
function apply(update) {
  if (update.draft) showDraft(update.draft);
  for (const [id, html] of Object.entries(update.parts)) fill(id, html);
  if (update.rows) showRows(update);
  if (update.gone) say('This letter is no longer in the folder.');
  if (update.title) document.title = update.title;
  dress();
}

whenShown(dress);
start(whenLoaded);
dress();
if (document.body.dataset.events) listen(apply);
