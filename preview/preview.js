// Keeps a page of `letters preview` as the program says: a stream of events brings the parts that changed.
// Without it the pages work all the same, and change when they are loaded again.
'use strict';

const { events } = document.body.dataset;
let { count } = document.body.dataset;
const frame = document.getElementById('draft');
const line = document.getElementById('line');

/* Makes `old` like `fresh` and leaves alone what is the same: focus, scrolling and selection stay. */
function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  patchAttributes(old, fresh);
  patchChildren(old, fresh);
}

function patchAttributes(old, fresh) {
  // What the reader did stays: an open or closed list, a tick, a shown button.
  const isOwn = ({ name }) => (name === 'open' && old.id) || name === 'hidden';
  for (const attribute of [...old.attributes]) {
    if (!isOwn(attribute) && !fresh.hasAttribute(attribute.name)) old.removeAttribute(attribute.name);
  }
  for (const attribute of fresh.attributes) {
    if (!isOwn(attribute) && old.getAttribute(attribute.name) !== attribute.value) old.setAttribute(attribute.name, attribute.value);
  }
}

function patchChildren(old, fresh) {
  const [was, now] = [[...old.childNodes], [...fresh.childNodes]];
  // What is the same at both ends stays; what lies between is paired off.
  let first = 0;
  while (first < was.length && first < now.length && was[first].isEqualNode(now[first])) first++;
  let last = 0;
  while (last < was.length - first && last < now.length - first && was.at(-1 - last).isEqualNode(now.at(-1 - last))) last++;
  const left = was.slice(first, was.length - last);
  const right = now.slice(first, now.length - last);
  const end = was[was.length - last] ?? null;
  right.forEach((node, at) => (at < left.length ? patch(left[at], node) : old.insertBefore(node, end)));
  left.slice(right.length).forEach((node) => node.remove());
}

function parse(html) {
  return new DOMParser().parseFromString(html, 'text/html');
}

/* The new content of an element. */
function fill(id, html) {
  const old = document.getElementById(id);
  const fresh = old.cloneNode(false);
  fresh.replaceChildren(...parse(html).body.childNodes);
  patchChildren(old, fresh);
}

/* The letter. */

let waiting;
let place = [0, 0];

function isReady() {
  const inside = frame.contentDocument;
  return inside && inside.readyState !== 'loading' && inside.URL !== 'about:blank' && inside.body;
}

function showDraft(html) {
  if (!isReady()) {
    waiting = html;
    return;
  }
  const old = frame.contentDocument;
  const { scrollX, scrollY } = frame.contentWindow;
  // The page is parsed under the policy of the frame, where style sheets need a leave: they go beside it.
  const now = [];
  const head = html.indexOf('</head>');
  const bare = html.slice(0, head).replace(/<style[^>]*>([^]*?)<\/style>/g, (_, css) => {
    now.push(css);
    return '';
  });
  const fresh = new frame.contentWindow.DOMParser().parseFromString(bare + html.slice(head), 'text/html');
  const was = [...old.head.querySelectorAll('style')];
  if (was.length !== now.length) {
    // A style sheet that comes later has no leave to be there: only the page as a whole can bring it.
    place = [scrollX, scrollY];
    frame.contentWindow.location.reload();
    return;
  }
  old.title = fresh.title;
  for (const name of ['lang', 'dir']) old.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) ?? '');
  now.forEach((css, at) => {
    if (was[at].textContent !== css) was[at].textContent = css;
  });
  patchAttributes(old.body, fresh.body);
  patchChildren(old.body, fresh.body);
  frame.contentWindow.scrollTo(scrollX, scrollY);
}

function whenLoaded() {
  if (!isReady()) return;
  const inside = frame.contentDocument;
  inside.addEventListener('keydown', onPrintKey);
  inside.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || link.getAttribute('href').startsWith('#')) return;
    // The letter stays where it is.
    event.preventDefault();
    window.open(link.href, '_blank', 'noopener,noreferrer');
  });
  frame.contentWindow.scrollTo(...place);
  returnTo();
  if (waiting) showDraft(waiting);
  waiting = undefined;
  dress();
}

/* Printing: the letter as it is, not the page around it. */

function isPrint(event) {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p';
}

function printLetter() {
  frame.contentWindow.focus();
  frame.contentWindow.print();
}

function onPrintKey(event) {
  if (!frame || !isReady() || !isPrint(event)) return;
  event.preventDefault();
  printLetter();
}

document.addEventListener('keydown', onPrintKey);
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]') && isReady()) printLetter();
});

// The menu of the browser prints the page: then the letter has all its length.
addEventListener('beforeprint', () => {
  if (frame && isReady()) frame.style.blockSize = `${frame.contentDocument.documentElement.scrollHeight}px`;
});
addEventListener('afterprint', () => frame?.style.removeProperty('block-size'));

/* The same place in another language: all languages of a letter have the same blocks in the same order. */
const blocks = () => [...frame.contentDocument.querySelectorAll('h1, h2, h3, h4, p, li, tr')];

document.addEventListener('click', (event) => {
  const link = event.target.closest('.tongues a');
  if (!link || !frame || !isReady()) return;
  const all = blocks();
  const at = all.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const top = all[at]?.getBoundingClientRect().top;
  if (at >= 0) sessionStorage.setItem('place', JSON.stringify({ letter: new URL(link.href).pathname, at, top, of: all.length, isStart: frame.contentWindow.scrollY === 0 }));
});

function returnTo() {
  const kept = JSON.parse(sessionStorage.getItem('place') ?? 'null');
  if (kept?.letter !== location.pathname) return;
  sessionStorage.removeItem('place');
  if (kept.isStart) return;
  const all = blocks();
  // A translation that lacks a block, or has one more, is met about there.
  const block = all[kept.of === all.length ? kept.at : Math.round((kept.at * all.length) / kept.of)];
  if (block) frame.contentWindow.scrollBy(0, block.getBoundingClientRect().top - kept.top);
}

/* What the reader chose, and buttons for what can be found. */
function dress() {
  if (!frame || !isReady()) return;
  const box = document.getElementById('marks');
  const plain = sessionStorage.getItem('marks') === 'off';
  if (box) box.checked = !plain;
  frame.contentDocument.documentElement.classList.toggle('preview-plain', plain);
  for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
  let text;
  for (const button of document.querySelectorAll('button.find')) {
    text ??= normal(frame.contentDocument.body.textContent);
    button.hidden = !text.includes(normal(button.dataset.words));
  }
}

const normal = (text) => text.replace(/[\u2010\u2011]/g, '-').replace(/\s+/g, ' ');

/* The range of some words in the draft. */
function find(words) {
  const inside = frame.contentDocument;
  const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT);
  let text = '';
  const places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.data.length; at++) {
      const c = normal(node.data[at]);
      if (c === ' ' && text.endsWith(' ')) continue;
      text += c;
      places.push([node, at]);
    }
  }
  const at = text.indexOf(normal(words));
  if (at < 0) return undefined;
  const range = inside.createRange();
  const [last, offset] = places[at + normal(words).length - 1];
  range.setStart(...places[at]);
  range.setEnd(last, offset + 1);
  return range;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

function reveal(range, element) {
  const { top, height } = (range ?? element).getBoundingClientRect();
  const window = frame.contentWindow;
  window.scrollBy({ top: top + height / 2 - window.innerHeight / 2, behavior: calm.matches ? 'instant' : 'smooth' });
  frame.contentDocument.querySelector('.preview-here')?.classList.remove('preview-here');
  const selection = window.getSelection();
  selection.removeAllRanges();
  if (range) selection.addRange(range);
  else element.classList.add('preview-here');
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.mark) {
    const mark = frame.contentDocument.getElementById(button.dataset.mark);
    if (mark) reveal(undefined, mark);
  } else if (button?.dataset.words) {
    const range = find(button.dataset.words);
    if (range) reveal(range);
  }
});

document.addEventListener('change', (event) => {
  if (event.target.id !== 'marks') return;
  sessionStorage.setItem('marks', event.target.checked ? 'on' : 'off');
  dress();
});

document.addEventListener('submit', (event) => {
  if (!event.target.closest('#panel')) return;
  event.preventDefault();
  fetch(event.target.action, { method: 'POST' }).catch(() => say('The preview is not responding.'));
  // The button goes with the changes that it ends.
  document.getElementById('panel').focus();
});

/* The list of letters. */

const filter = document.getElementById('filter');

function sift() {
  if (!filter) return;
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = [...document.querySelectorAll('#rows > tr')];
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById('hits').textContent = words.length ? `${shown} shown` : '';
}

function showRows({ rows, order }) {
  const body = document.getElementById('rows');
  for (const { id, html } of rows) {
    const fresh = parse(`<table><tbody>${html}</tbody></table>`).querySelector('tr');
    const old = document.getElementById(`row-${id}`);
    if (old) patch(old, fresh);
    else body.append(fresh);
  }
  const wanted = order && new Set(order.map((id) => `row-${id}`));
  if (wanted) {
    for (const row of [...body.rows]) if (!wanted.has(row.id)) row.remove();
    [...wanted].forEach((id, at) => {
      const row = document.getElementById(id);
      if (row && body.rows[at] !== row) body.insertBefore(row, body.rows[at] ?? null);
    });
  }
  sift();
}

filter?.addEventListener('input', sift);

/* The stream. */

let source;
let trouble;

function say(text) {
  clearTimeout(trouble);
  trouble = undefined;
  if (line.textContent !== text) line.textContent = text;
}

function apply(update) {
  say('');
  if (update.draft) showDraft(update.draft);
  for (const [id, html] of Object.entries(update.parts)) fill(id, html);
  if (update.rows) showRows(update);
  if (update.gone) say('This letter is no longer in the folder.');
  if (update.title) document.title = update.title;
  dress();
  count = update.count;
  document.body.dataset.count = count;
}

function connect() {
  source?.close();
  source = undefined;
  // Hidden pages leave the few connections that a browser has to those that are seen.
  if (document.hidden) return;
  source = new EventSource(`${events}?since=${count}`);
  source.addEventListener('open', () => say(''));
  source.addEventListener('message', ({ data }) => apply(JSON.parse(data)));
  source.addEventListener('error', () => {
    const over = source.readyState === EventSource.CLOSED;
    trouble ??= setTimeout(
      () => say(over ? 'The preview has stopped or was restarted. Double-click the program again, or open the address shown in the terminal.' : 'The preview is not responding. Trying again …'),
      over ? 0 : 1500,
    );
  });
}

/* The program ends some time after its last page was closed. One that is only hidden is still open. */

const id = crypto.randomUUID();
const report = (what) => navigator.sendBeacon(`/pages/${id}/${what}`);
report('open');
addEventListener('pagehide', () => report('closed'));
addEventListener('pageshow', (event) => event.persisted && report('open'));

if (frame) {
  frame.addEventListener('load', whenLoaded);
  whenLoaded();
}
dress();
sift();
if (events) {
  document.addEventListener('visibilitychange', connect);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (event) => event.persisted && connect());
  connect();
}
