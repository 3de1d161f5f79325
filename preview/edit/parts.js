// A text of a letter as parts (words, facts, bold): as nodes of a field, as one line for a phone, and compared.

/** @typedef {import('./types.js').Part} Part */

/** The class of a fact, or of something that is kept as it is, in a field. */
export const TOKEN = 'edit-token';

/**
 * What is shown of a part that is one thing.
 * @param {any} part
 * @returns {string}
 */
export const shownOf = (part) => part.value ?? part.shown ?? '';

/**
 * @param {any} part
 * @returns {boolean} whether it is taken as a whole
 */
export const isToken = (part) => 'fact' in part || 'kept' in part;

/**
 * What a token is called.
 * @param {any} part
 */
export const nameOf = (part) => ('fact' in part ? `${shownOf(part)} (${part.name})` : `${shownOf(part)} (stays as it is)`);

/**
 * A token of a field.
 * @param {Document} doc
 * @param {any} part
 */
export function token(doc, part) {
  const span = doc.createElement('span');
  span.className = TOKEN;
  span.contentEditable = 'false';
  span.dataset.part = JSON.stringify(part);
  span.setAttribute('role', 'img');
  span.setAttribute('aria-label', nameOf(part));
  span.title = 'fact' in part ? `${part.name}: click to change it everywhere` : 'stays as it is';
  span.dir = 'auto';
  span.textContent = shownOf(part);
  return span;
}

/** Parts with parts in them, and the elements that show them. @type {[string, string, string[]][]} */
const NESTED = [
  ['strong', 'strong', ['STRONG', 'B']],
  ['em', 'em', ['EM', 'I']],
];

/**
 * @param {Document} doc
 * @param {Part[]} parts
 * @returns {Node[]}
 */
export function toNodes(doc, parts) {
  return parts.flatMap((/** @type {any} */ part) => {
    if ('text' in part) return written(doc, part.text);
    if (isToken(part)) return token(doc, part);
    const [key, tag] = NESTED.find(([key]) => key in part) ?? ['strong', 'strong'];
    const element = doc.createElement(tag);
    element.append(...toNodes(doc, part[key] ?? []));
    return element;
  });
}

/** Marks a line end inside a paragraph, which only the program makes. */
const LINE = 'line';

/**
 * @param {Document} doc
 * @param {string} text
 * @returns {Node[]}
 */
function written(doc, text) {
  return text.split(/(?<!\n)(\n)(?!\n)/).map((piece) => {
    if (piece !== '\n') return doc.createTextNode(piece);
    const end = doc.createElement('br');
    end.dataset[LINE] = '';
    return end;
  });
}

/**
 * What a field holds.
 * @param {Node} field
 * @returns {Part[]}
 */
export function fromNodes(field) {
  /** @type {any[]} */
  const parts = [];
  for (const node of field.childNodes) {
    // A line end that was typed starts a paragraph.
    if (node.nodeType === 3) parts.push({ text: /** @type {Text} */ (node).data.replace(/\n+/g, '\n\n') });
    if (node.nodeType !== 1) continue;
    const element = /** @type {HTMLElement} */ (node);
    const nested = NESTED.find(([, , tags]) => tags.includes(element.tagName));
    if (element.classList.contains(TOKEN)) parts.push(JSON.parse(element.dataset.part ?? '{}'));
    else if (element.tagName === 'BR') parts.push({ text: LINE in element.dataset ? '\n' : '\n\n' });
    else if (nested) {
      const inner = fromNodes(element);
      if (inner.length) parts.push({ [nested[0]]: inner });
    }
    // What an extension of the browser put in is not ours, but the words in it may have been typed.
    else parts.push(...fromNodes(element));
  }
  return joined(parts);
}

/**
 * Neighbours of one kind as one.
 * @param {any[]} parts
 * @returns {Part[]}
 */
function joined(parts) {
  /** @type {any[]} */
  const all = [];
  for (const part of parts) {
    const last = all[all.length - 1];
    const same = ['text', 'strong', 'em'].find((key) => key in part && last && key in last);
    if (same === 'text') last.text += part.text;
    else if (same) last[same] = joined([...last[same], ...part[same]]);
    else if (part.text !== '') all.push({ ...part });
  }
  return all;
}

/**
 * Without the line end that browsers keep at the end, and with spaces that can be seen.
 * @param {Part[]} parts
 * @param {boolean} lines
 */
export function tidy(parts, lines) {
  const all = joined(parts.map((/** @type {any} */ part) => ('text' in part ? { text: clean(part.text, lines) } : part)));
  const last = /** @type {any} */ (all[all.length - 1]);
  if (last && 'text' in last) last.text = last.text.replace(/\n+$/, '');
  for (const part of /** @type {any[]} */ (all)) if ('text' in part) part.text = part.text.replace(/\n{3,}/g, '\n\n');
  return last?.text === '' ? all.slice(0, -1) : all;
}

/**
 * Typed or pasted words: no tabs, no characters that nobody sees, no line ends where there is one line.
 * @param {string} text
 * @param {boolean} lines
 */
export function clean(text, lines) {
  const plain = text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\t\u00a0]/g, ' ');
  return lines ? plain.replace(/ *\n */g, '\n') : plain.replace(/\s*\n\s*/g, ' ');
}

/**
 * The words alone.
 * @param {Part[]} parts
 * @returns {string}
 */
export function plain(parts) {
  return parts
    .map((/** @type {any} */ part) => part.text ?? (isToken(part) ? shownOf(part) : plain(part.strong ?? part.em ?? [])))
    .join('');
}

/**
 * @param {Part[]} one
 * @param {Part[]} other
 */
export const same = (one, other) => JSON.stringify(joined(one).map(essence)) === JSON.stringify(joined(other).map(essence));

/**
 * A part in one order of its keys, without what is only shown.
 * @param {any} part
 * @returns {any}
 */
function essence(part) {
  if ('text' in part) return part.text;
  if ('fact' in part) return ['fact', part.fact];
  if ('kept' in part) return ['kept', part.kept];
  const [key] = NESTED.find(([key]) => key in part) ?? ['strong'];
  return [key, joined(part[key]).map(essence)];
}

/**
 * All tokens, in order.
 * @param {Part[]} parts
 * @returns {any[]}
 */
export const tokens = (parts) => parts.flatMap((/** @type {any} */ part) => (isToken(part) ? [part] : tokens(part.strong ?? part.em ?? [])));

/* On one line, for a phone: facts in ⟦ ⟧, bold in ⟪ ⟫, italics in ⟨ ⟩. */

/** @type {Record<string, [string, string]>} */
const BRACKETS = { strong: ['⟪', '⟫'], em: ['⟨', '⟩'] };

/**
 * @param {Part[]} parts
 * @returns {string}
 */
export function toLine(parts) {
  return parts
    .map((/** @type {any} */ part) => {
      if ('text' in part) return part.text;
      // Isolated: in a line of Arabic a date stays as it is.
      if (isToken(part)) return `⟦\u2068${shownOf(part)}\u2069⟧`;
      const key = 'strong' in part ? 'strong' : 'em';
      return BRACKETS[key][0] + toLine(part[key]) + BRACKETS[key][1];
    })
    .join('');
}

/**
 * @param {string} line
 * @param {any[]} known the tokens that it may hold
 * @returns {Part[]}
 */
export function fromLine(line, known) {
  const left = [...known];
  /** @type {any[][]} */
  const stack = [[]];
  for (const piece of line.split(/(⟦[^⟦⟧]*⟧|[⟪⟫⟨⟩])/)) {
    const top = stack[stack.length - 1];
    const words = piece.replace(/[\u2068\u2069]/g, '');
    const at = piece.startsWith('⟦') ? left.findIndex((part) => `⟦${shownOf(part)}⟧` === words) : -1;
    if (at >= 0) top.push(...left.splice(at, 1));
    else if (/^[⟪⟨]$/.test(piece)) stack.push([]);
    else if (/^[⟫⟩]$/.test(piece)) {
      if (stack.length > 1) {
        stack.pop();
        stack[stack.length - 1].push(piece === '⟫' ? { strong: top } : { em: top });
      }
    } else top.push({ text: piece.replace(/[⟦⟧\u2068\u2069]/g, '') });
  }
  // A bracket that was never closed is none.
  return joined(stack.flat());
}
