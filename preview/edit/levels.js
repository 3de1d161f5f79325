// Several entries from several lines, as people paste an agenda: levels by numbers (`4.1`), tabs or spaces.

/** @typedef {{text: string, level: number}} Line */

/** A number before an entry; the list has numbers of its own. */
const NUMBER = /^(\d+(?:\.\d+)*)[.)]?\s+(?=\S)/;

/**
 * @param {string} text
 * @returns {Line[]}
 */
export function read(text) {
  const lines = text.split('\n').filter((line) => line.trim());
  const isNumbered = lines.length > 1 && lines.every((line) => NUMBER.test(line.trim()));
  /** @type {Line[]} */
  const found = [];
  for (const line of lines) {
    const words = line.trim();
    const space = /^\s*/.exec(line)?.[0].replace(/\t/g, '  ') ?? '';
    const wanted = isNumbered ? (NUMBER.exec(words)?.[1].split('.').length ?? 1) - 1 : Math.floor(space.length / 2);
    // Nothing is more than one level below what is above it.
    const level = Math.min(wanted, (found[found.length - 1]?.level ?? -1) + 1);
    found.push({ level, text: (isNumbered ? words.replace(NUMBER, '') : words.replace(/^[-–•*]\s+/, '')).replace(/\s+/g, ' ') });
  }
  return found;
}

/**
 * The edits that put entries into a list, one after the other.
 * @param {Line[]} lines
 * @param {{list: string, before: number, count: number, kind: string}} place
 * @returns {import('./types.js').Edit[]}
 */
export function edits(lines, { list, before, count, kind }) {
  /** The list of each level: where the next entry goes, and how many there are. @type {{list: string, before: number, count: number}[]} */
  const stack = [{ list, before, count }];
  return lines.map(({ text, level }) => {
    stack.length = Math.min(stack.length, level + 1);
    if (stack.length <= level) {
      const above = stack[stack.length - 1];
      stack.push({ list: `${above.list}.${above.before - 1}`, before: 1, count: 0 });
    }
    const here = stack[level];
    /** @type {import('./types.js').Edit} */
    const edit = { do: 'insert', list: here.list, before: here.before, count: here.count, kind, parts: [{ text }] };
    here.before += 1;
    here.count += 1;
    return edit;
  });
}
