// Asks the program. Every answer is read; a refusal is a sentence.

/**
 * @typedef {import('./types.js').Edit} Edit
 * @typedef {import('./types.js').Done} Done
 * @typedef {import('./types.js').Refusal} Refusal
 */

const { word, letter } = document.body.dataset;
const headers = { 'Content-Type': 'application/json', 'X-Letters-Desk': word ?? '' };

/** How often a question is asked again whose answer was lost, or for which the file was not ready. */
const AGAIN = 4;
const PAUSE = 200;

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What is said when the program said nothing. @type {Refusal} */
const SILENT = { ok: false, status: 0, error: 'The program does not answer. Your words stay here; start the program again, then save.' };

/**
 * @param {Response} response
 * @returns {Promise<any>}
 */
async function read(response) {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? await response.json() : {};
}

/**
 * Asks for something that changes nothing.
 * @param {string} path
 * @returns {Promise<any>} what was asked for, with `ok`
 */
export async function get(path) {
  try {
    const response = await fetch(path, { headers: { Accept: 'application/json' } });
    const answer = await read(response);
    if (response.ok) return Array.isArray(answer) ? Object.assign(answer, { ok: true }) : { ok: true, ...answer };
    return refusal(response.status, answer);
  } catch {
    return SILENT;
  }
}

/**
 * @param {number} status
 * @param {any} answer
 * @returns {Refusal}
 */
function refusal(status, answer) {
  const error = answer.error ?? `The program refused this (${status}). Nothing was changed.`;
  return { ...answer, ok: false, status, error };
}

/**
 * Sends something. A lost answer is asked for again: the same key never does a thing twice.
 * @param {string} path
 * @param {any} body
 * @returns {Promise<any>}
 */
export const post = (path, body) => sent(path, headers, JSON.stringify(body));

/**
 * Sends a file.
 * @param {string} path
 * @param {Blob} file
 * @returns {Promise<any>}
 */
export const upload = (path, file) => sent(path, { ...headers, 'Content-Type': 'application/octet-stream' }, file);

/**
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {BodyInit} body
 * @returns {Promise<any>}
 */
async function sent(path, headers, body) {
  /** @type {any} */
  let last = SILENT;
  for (let round = 0; round < AGAIN; round++) {
    if (round) await pause(PAUSE * round);
    try {
      const response = await fetch(path, { method: 'POST', headers, body });
      const answer = await read(response);
      if (response.ok) return { ...answer, ok: true };
      last = refusal(response.status, answer);
      // The file is half saved by another program: a moment later it is whole.
      if (response.status !== 503) return last;
    } catch {
      last = SILENT;
    }
  }
  return last;
}

export const path = (/** @type {string} */ what) => `/letters/${letter}/${what}`;

/** @param {string} at */
export const field = (at) => get(path(`field?at=${encodeURIComponent(at)}`));

export const outline = () => get(path('outline'));

/**
 * @param {string} base
 * @param {Edit[]} edits
 * @returns {Promise<import('./types.js').Trial | Refusal>}
 */
export const tryOut = (base, edits) => post(path('try'), { base, edits });

/**
 * @param {string} base
 * @param {Edit[]} edits
 * @param {{anyway?: boolean}} [how]
 * @returns {Promise<Done | Refusal>}
 */
export const send = (base, edits, how) => post(path('edits'), { base, edits, key: crypto.randomUUID(), ...how });

/**
 * @param {'undo' | 'redo'} what
 * @param {number} n
 * @returns {Promise<Done | Refusal>}
 */
export const back = (what, n) => post(path(what), { n });
