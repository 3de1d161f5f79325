// What the page knows of the letter as a whole, and who wants to hear of it.

/** @typedef {import('./types.js').Step} Step */

const { letter = '', base = '', issued } = document.body.dataset;

/** `draft`: the state of the file that the letter on the page shows. @type {{letter: string, base: string, draft: string, issued: boolean, undo: Step | null, redo: Step | null, at: string | undefined, file: boolean}} */
export const state = { letter, base, draft: base, issued: issued === 'true', undo: null, redo: null, at: undefined, file: true };

/** @type {((what: Partial<typeof state>) => void)[]} */
const followers = [];

/** @param {(what: Partial<typeof state>) => void} follower */
export const follow = (follower) => followers.push(follower);

/**
 * What an answer or an event says.
 * @param {any} answer
 */
export function learn(answer) {
  /** @type {any} */
  const news = {};
  for (const key of ['base', 'draft', 'undo', 'redo', 'issued', 'at']) if (key in answer) news[key] = answer[key];
  Object.assign(state, news);
  followers.forEach((follower) => follower(news));
}
