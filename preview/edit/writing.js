// Writing a text: opens its field, saves, drops, and keeps the words when saving is refused. One field is open at a time.

import { hold, release, waitingText } from '../draft.js';
import * as api from './api.js';
import { solid } from './caret.js';
import * as conflict from './conflict.js';
import * as drafts from './drafts.js';
import { Field, keysOf } from './field.js';
import { openingOf } from './frame_of.js';
import { plain, same, tokens } from './parts.js';
import { blocks, show } from './places.js';
import { announce, calm, refuse, saved } from './say.js';
import { Sheet, isSheet } from './sheet.js';
import { learn, state } from './state.js';
import * as toolbar from './toolbar.js';

/**
 * @typedef {import('./types.js').Place} Place
 * @typedef {import('./types.js').Part} Part
 * @typedef {Field | Sheet} Open
 */

/**
 * `printed`: the text as the letter shows it; `isRestored`: it was opened with words that were written before.
 * @type {{field: Open, place: Place, old: Part[], printed: string, isRestored: boolean} | undefined}
 */
let open;
/** The saving that is under way, and its result. @type {Promise<boolean>} */
let pending = Promise.resolve(true);
/** Set before anything is waited for: a second click opens no second field. */
let opening = 0;
/** Words that Escape dropped. @type {import('./drafts.js').Kept | undefined} */
let dropped;
/** What is shown beside the letter meanwhile. @type {{shown: (place: Place) => void, closed: () => void, typed: (edits: import('./types.js').Edit[] | undefined, base: string) => void, ask: (at: string) => void}} */
let beside = { shown: () => {}, closed: () => {}, typed: () => {}, ask: () => {} };

/** @param {typeof beside} callbacks */
export const start = (callbacks) => {
  beside = callbacks;
};

export const current = () => open;
export const isDirty = () => Boolean(open?.field.isChanged);

/**
 * Opens the text at an address.
 * @param {string} at
 * @param {{caret?: import('./caret.js').Place | 'start' | 'end', parts?: Part[], old?: Part[]}} [how] `parts`: words that are written
 *   already, and what they were written for
 */
export async function edit(at, { caret = 'end', parts, old } = {}) {
  const mine = ++opening;
  await pending;
  if (!(await close())) return;
  const place = await api.field(at);
  if (mine !== opening) return;
  if (!place.ok) {
    refuse(place.error);
    return;
  }
  learn({ base: place.base, at });
  const canWrite = !state.issued && place.parts && /edit|reword/.test(place.can.join());
  if (canWrite) openField(place, old ?? place.parts, parts ?? place.parts, caret);
  beside.shown(place);
}

/**
 * @param {Place} place
 * @param {Part[]} old
 * @param {Part[]} parts
 * @param {import('./caret.js').Place | 'start' | 'end'} caret
 */
function openField(place, old, parts, caret) {
  const where = blocks(place.at);
  const printed = where.map((block) => block.textContent).join('');
  const callbacks = {
    save: () => void save(),
    drop,
    leave: () => void save({ quiet: true }),
    changed: () => changed(),
    ask: (/** @type {any} */ part) => part.at && beside.ask(part.at),
  };
  // Before the letter shows the field: a newer draft would take it away.
  hold();
  const opening = isSheet() ? undefined : openingOf(place.at, old);
  const field = opening ? new Field(opening, place, parts, callbacks) : new Sheet(place, parts, callbacks);
  open = { field, place, old, printed, isRestored: !same(old, parts) };
  calm();
  toolbar.show(open);
  field.focus(caret);
  if (!same(old, parts)) changed();
  else announce(`${place.name}. ${keysOf(field)}.`);
}

/** Something was typed. */
function changed() {
  if (!open) return;
  const { field, place, old } = open;
  const { parts } = field;
  dropped = undefined;
  saved('open');
  drafts.keep({ at: place.at, name: place.name, base: place.base, parts, old });
  beside.typed([{ do: 'text', at: place.at, old, new: parts }], place.base);
  toolbar.follow(open);
}

/** Escape: the file stays as it is, and the next Undo brings the words back. */
function drop() {
  if (!open) return;
  const { field, place, old } = open;
  const { parts, isChanged } = field;
  const isDropped = isChanged || !same(parts, old);
  end(false);
  drafts.forget(place.at);
  saved('saved');
  if (isDropped) {
    dropped = { at: place.at, name: place.name, base: place.base, parts, old };
    learn({});
    announce('Dropped. Undo brings your words back.');
  }
  show(place.at, { focus: true, scroll: false });
}

/** The words that Undo would bring back. */
export const lastDropped = () => dropped;

/** Brings back what Escape dropped. */
export async function restore() {
  const words = dropped;
  if (!words) return;
  dropped = undefined;
  await edit(words.at, { parts: words.parts, old: words.old });
}

/**
 * Takes the field away.
 * @param {boolean} isKept
 */
function end(isKept) {
  if (!open) return;
  open.field.close(isKept);
  open = undefined;
  toolbar.hide();
  beside.typed(undefined, '');
  release();
  beside.closed();
}

/**
 * Saves what is open, if anything is.
 * @param {{anyway?: boolean, old?: Part[], quiet?: boolean}} [how]
 * @returns {Promise<boolean>} whether nothing is open any more
 */
export function save(how = {}) {
  pending = pending.then(() => saveNow(how));
  return pending;
}

/** Closes what is open: what was typed is saved. */
export const close = () => (open ? save({ quiet: true }) : Promise.resolve(true));

/**
 * @param {{anyway?: boolean, old?: Part[], quiet?: boolean}} how
 * @returns {Promise<boolean>}
 */
async function saveNow({ anyway, old: theirs, quiet }) {
  if (!open) return true;
  const { field, place } = open;
  const old = theirs ?? open.old;
  const { parts } = field;
  if (!field.isChanged && !open.isRestored && same(old, open.old) && same(open.old, place.parts ?? [])) {
    end(false);
    drafts.forget(place.at);
    saved('saved');
    if (!quiet) show(place.at, { focus: true, scroll: false });
    return true;
  }
  saved('saving');
  const answer = await api.send(place.base, [{ do: 'text', at: place.at, old, new: parts }], { anyway });
  if (!answer.ok) {
    saved('failed');
    refused(answer, place, parts);
    return false;
  }
  drafts.forget(place.at);
  saved('saved');
  const isOpen = open?.field === field;
  if (isOpen) {
    const isStillThere = document.activeElement?.closest('#field') === null;
    end(true);
    // The focus stays where the reader put it meanwhile.
    if (!quiet && isStillThere) show(answer.at ?? place.at, { focus: true, scroll: false });
  }
  learn(answer);
  announce('Saved.');
  return true;
}

/**
 * Parts with the words of facts that are known from others.
 * @param {any} parts
 * @param {Part[]} known
 */
function likewise(parts, known) {
  const values = new Map(tokens(known).map(({ name, value }) => [name, value]));
  return Array.isArray(parts) ? parts.map((part) => ('fact' in part && values.has(part.name) ? { ...part, value: values.get(part.name) } : part)) : parts;
}

/**
 * @param {import('./types.js').Refusal} answer
 * @param {Place} place
 * @param {Part[]} parts
 */
function refused(answer, place, parts) {
  open?.field.focus();
  if (answer.status === 409 && answer.now) {
    conflict.ask({
      mine: parts,
      theirs: likewise(answer.now, parts),
      takeMine: () => void save({ old: answer.now }),
      takeTheirs: () => {
        end(false);
        drafts.forget(place.at);
        saved('saved');
        show(place.at, { focus: true });
      },
      both: () => {
        if (!open) return;
        // Whoever has seen their words may write over them.
        open.old = answer.now;
        open.field.focus();
        toolbar.tell(`In the file now: “${plain(likewise(answer.now, parts))}”`);
      },
    });
    return;
  }
  const goOn = { words: 'Continue writing', act: () => open?.field.focus(), main: true };
  const anyway = answer.anyway ? [{ words: 'Save it all the same', act: () => void save({ anyway: true }) }] : [];
  const again = answer.status === 422 ? [] : [{ words: 'Save again', act: () => void save() }];
  refuse(answer.error, [goOn, ...anyway, ...again], conflict.listed(answer.findings));
}

/** The letter was changed while a field is open: was it this text? */
export function hear() {
  if (!open || !waitingText()) return;
  const words = solid(plain(open.old));
  // A text that is not printed as it is written cannot be compared.
  if (!solid(open.printed).includes(words) || solid(waitingText()).includes(words)) return;
  announce('This text has just been changed elsewhere as well. When you save, both are shown.');
  toolbar.tell('Changed elsewhere as well. When you save, both are shown.');
}

/** Words of an earlier page that were not saved. */
export function offers() {
  return drafts.all().filter(({ parts, old }) => !same(parts, old)).map((kept) => ({ ...kept, words: plain(kept.parts) }));
}

addEventListener('beforeunload', (event) => isDirty() && event.preventDefault());
