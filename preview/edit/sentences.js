// Which sentence of the house style some words belong to. The draft names the innermost phrase of each run of words; people mean
// the sentence around it.

/** The elements that hold whole sentences. */
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption';

/** A phrase with fewer characters, or without an end, is a part of a sentence. */
const SHORT = 24;
const END = /[.!?:;؟。：；]\s*$/;

/** Addresses that the list of parts shows. @type {Set<string>} */
let parts = new Set();

/** @param {Iterable<string>} shown */
export const know = (shown) => {
  parts = new Set(shown);
};

/** @param {Element} element @returns {HTMLElement} */
export const blockOf = (element) => element.closest(BLOCKS) ?? /** @type {HTMLElement} */ (element);

/**
 * The phrases of a block that are in no other one, in order: from their first to their last words.
 * @param {HTMLElement} block
 */
function phrases(block) {
  const spans = /** @type {HTMLElement[]} */ ([...block.querySelectorAll('[data-at]')]).filter((span) => blockOf(span) === block);
  /** @type {Map<string, {at: string, from: number, to: number, length: number, last: string}>} */
  const found = new Map();
  spans.forEach(({ dataset, textContent }, index) => {
    const at = dataset.at ?? '';
    const known = found.get(at) ?? { at, from: index, to: index, length: 0, last: '' };
    known.to = index;
    known.last = textContent ?? '';
    known.length += textContent?.length ?? 0;
    found.set(at, known);
  });
  const all = [...found.values()];
  return { spans, outer: all.filter((one) => !all.some((other) => other !== one && other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from)) };
}

/**
 * The sentence that some words of the house style belong to.
 * @param {HTMLElement} span an element with an address
 * @returns {string}
 */
export function sentenceOf(span) {
  const own = span.dataset.at ?? '';
  const block = blockOf(span);
  if (block === span) return own;
  const { spans, outer } = phrases(block);
  const index = spans.findIndex((one) => one === span || one.contains(span));
  const around = outer.find(({ from, to }) => from <= index && index <= to);
  const isWhole = (/** @type {{at: string, length: number, last: string} | undefined} */ phrase) => Boolean(phrase && (parts.has(phrase.at) || (phrase.length > SHORT && END.test(phrase.last))));
  if (around && isWhole(around)) return around.at;
  const listed = outer.find(({ at }) => parts.has(at));
  const next = outer.find(({ from, at }) => from > index && isWhole(outer.find((one) => one.at === at)));
  return (listed ?? next ?? around)?.at ?? own;
}
