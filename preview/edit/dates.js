// Dates as people type them.

/** @typedef {{day?: string, doubt?: string[], wrong?: string}} Typed `day` as 2021-04-20; or two days that it may mean; or what is wrong */

const LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar'];

/** Names of months in the six languages, long and short, in small letters. @type {Map<string, number>} */
const MONTHS = new Map();
for (const language of LANGUAGES) {
  for (const month of /** @type {const} */ (['long', 'short'])) {
    const format = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { day: 'numeric', month, timeZone: 'UTC' });
    for (let number = 1; number <= 12; number++) {
      const parts = format.formatToParts(new Date(Date.UTC(2021, number - 1, 1)));
      const name = parts.find(({ type }) => type === 'month')?.value.toLowerCase().replace('.', '');
      if (name && !/^\d+/.test(name)) MONTHS.set(name, number);
    }
  }
}
MONTHS.set('sept', 9);

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {string | undefined} a date that exists
 */
function real(year, month, day) {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const holds = date.getUTCFullYear() === full && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return holds ? date.toISOString().slice(0, 10) : undefined;
}

/**
 * @param {string} text
 * @param {string} [near] a date whose year is meant when none is typed
 * @returns {Typed}
 */
export function read(text, near) {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/^(\p{L}+day|\p{L}+di),?\s+/u, '')
    .replace(/(\d)(st|nd|rd|th|er)\b/g, '$1');
  if (!typed) return { wrong: 'Type a date, for example 20 April 2021.' };
  const year = Number(near?.slice(0, 4)) || new Date().getFullYear();
  let found = typed.match(/^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/);
  if (found) return checked(Number(found[1]), Number(found[2]), Number(found[3]));
  found = typed.match(/^(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})$/);
  if (found) {
    const [first, second, full] = [Number(found[1]), Number(found[3]), Number(found[4])];
    // With points it is the day first, everywhere; with slashes it is the month first in some countries.
    const isClear = found[2] === '.' || first === second || first > 12 || second > 12;
    if (isClear) return second > 12 ? checked(full, first, second) : checked(full, second, first);
    const doubt = [real(full, second, first), real(full, first, second)].filter((day) => day !== undefined);
    return { doubt: /** @type {string[]} */ (doubt) };
  }
  found = typed.match(/^(\d{1,2})\.?\s*(?:de\s+)?(\p{L}[\p{L}\p{M}]*)\.?,?\s*(?:de\s+)?(\d{4}|\d{2})?(?:\s*г\.?)?$/u);
  if (found) return named(found[2], Number(found[1]), found[3], year);
  found = typed.match(/^(\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$/u);
  if (found) return named(found[1], Number(found[2]), found[3], year);
  return { wrong: 'Type a date, for example 20 April 2021.' };
}

/**
 * @param {string} name
 * @param {number} day
 * @param {string | undefined} typed
 * @param {number} near
 * @returns {Typed}
 */
function named(name, day, typed, near) {
  const exact = MONTHS.get(name);
  const begun = [...MONTHS].filter(([month]) => name.length > 2 && month.startsWith(name)).map(([, number]) => number);
  const month = exact ?? (new Set(begun).size === 1 ? begun[0] : undefined);
  if (!month) return { wrong: `“${name}” is not a month.` };
  return checked(Number(typed ?? near), month, day);
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {Typed}
 */
function checked(year, month, day) {
  const found = real(year, month, day);
  if (found) return { day: found };
  if (month < 1 || month > 12) return { wrong: `There is no month ${month}.` };
  const last = new Date(Date.UTC(year < 100 ? 2000 + year : year, month, 0));
  const name = last.toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' });
  return { wrong: `${name} ${last.getUTCFullYear()} has ${last.getUTCDate()} days.` };
}

/** @param {string} day */
const dateOf = (day) => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** @param {string} day */
export const weekday = (day) => dateOf(day).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** @param {string} day as 2021-04-20 */
export const long = (day) => dateOf(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @param {any} value */
export const isDay = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
