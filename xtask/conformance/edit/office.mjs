// What all scenes share: a folder with letters, the program that was started there, the page of one letter, and what a secretary does on it.
import { at, check as scene, copy, fresh, launch, listen, open, PATIENCE, picture, read, save, start } from '../browser.mjs';

copy('letters', 'letters');
copy('templates', 'templates');
export const letter = at('letters', 'sg17-011.yaml');
// The letter begins with findings: usually it allows them.
save(letter, read(letter).replace(/^allow:\n(?:[ #].*\n|\n)*/m, ''));
export const before = read(letter);

export const { server, ended, address, to } = await start('edit', '--no-open', '--port', '0');
export const browser = await launch();
export const context = await browser.newContext({ viewport: { width: 1400, height: 820 } });
await fresh(context);
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
// A refusal is an answer, not a complaint.
// The frame runs no scripts: not even those by which Playwright waits for an element to stand still.
// A place or a letter that was removed meanwhile is asked for once; a program that was killed does not answer.
export const refused = (text, url) => /status of (409|422|423|503|507)|^Blocked script execution/.test(text) || (/status of 404/.test(text) && /\/(field\?|outline$|findings$|lacking$)/.test(url));
const first = listen(await context.newPage(), address.host, refused);
first.setDefaultTimeout(PATIENCE);
// Leaving with open words asks.
first.on('dialog', (dialog) => dialog.accept());

/** The page that scenes use, and the draft in it. `show` changes them for all that import them. */
export let page;
export let draft;
/** Scenes use this page from now on; without one, the first page again. */
export function show(own = first) {
  page = open.page = own;
  draft = own.frameLocator('#draft');
}
show();

/** Two paragraphs of our own, a phrase of the house style, and the first day of the meeting. */
export const [TEXT, NEXT, PHRASE, FIRST] = ['body.3.text', 'body.4.text', 'wording.body-opening-meeting', '[data-fact="meeting.starts"]'];

export const frame = () => page.frame({ url: /\/draft/ });
export const place = (at) => draft.locator(`[data-at="${at}"]`).first();
export const field = () => draft.locator('.edit-open');
/** What is selected: the panel of the first page only. */
export const panel = page.locator('#place');
export const said = (words) => page.waitForFunction((words) => new RegExp(words).test(document.getElementById('said').textContent), words);

export async function visit(id = 'sg17-011') {
  await page.goto(to(`/letters/${id}`));
  await draft.locator('[data-at]').first().waitFor();
  await page.locator('#outline-list button').first().waitFor();
}
/** Clicks between two letters of a word as it is printed. */
export async function clickIn(at, word, offset = 1) {
  await place(at).waitFor();
  const point = await frame().evaluate(
    ([at, word, offset]) => {
      document.querySelector(`[data-at="${at}"]`).scrollIntoView({ block: 'center', behavior: 'instant' });
      const walker = document.createTreeWalker(document.querySelector(`[data-at="${at}"]`).closest('p, li, h1, h2, h3, h4, td, th'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const from = walker.currentNode.data.indexOf(word);
        if (from < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, from + offset - 1);
        range.setEnd(walker.currentNode, from + offset);
        // At the right edge of the character before.
        const { right, top, height } = range.getBoundingClientRect();
        return [right, top + height / 2];
      }
      throw new Error(`${word} is not printed`);
    },
    [at, word, offset],
  );
  const { x, y } = await page.locator('#draft').boundingBox();
  await page.mouse.click(x + point[0], y + point[1]);
}
/** Opens the text for writing, with the caret in this word. */
export async function write(at, word, offset) {
  await clickIn(at, word, offset);
  await field().waitFor();
}
/** Waits until the field is closed and the file is saved. */
export async function closed() {
  await field().waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.getElementById('state').dataset.state === 'saved');
}
/** Clears what was said, so that the same words can be waited for again. */
export const unsaid = () => page.evaluate(() => (document.getElementById('said').textContent = ''));
export async function undo() {
  await unsaid();
  await page.locator('#undo:not([aria-disabled=true])').click();
  await said('^Undone');
}
/** The words at a place, with ordinary hyphens and spaces. */
export const words = (at) => place(at).evaluate((node) => node.textContent.replace(/[\u2010\u2011]/g, '-').replace(/\s+/g, ' '));
export const seen = (at, text) => draft.locator(`[data-at="${at}"]`, { hasText: text }).first().waitFor();
/** The box in which the value of a fact is typed. */
export const value = () => panel.locator('input').first();
/** Selects a fact, usually the first day of the meeting. */
export async function fact(selector = FIRST) {
  await page.evaluate(() => document.activeElement?.blur());
  await draft.locator(selector).first().click();
  // The answer has come when the field has the focus.
  await page.waitForFunction(() => document.activeElement?.matches('#place input'));
}

await page.goto(address.href);
await visit();
page.setDefaultTimeout(15000);
/** A scene leaves the letter and the page as they were, also when it fails. */
export const check = (name, look) =>
  scene(name, async () => {
    try {
      await look();
    } catch (problem) {
      await picture(name);
      throw problem;
    } finally {
      show();
      const isClean = page.url().includes('/letters/') && read(letter) === before && (await page.locator('dialog, .edit-open, #refusal:not([hidden]), #offer:not([hidden])').count()) + (await field().count()) === 0;
      if (!isClean) {
        save(letter, before);
        await page.evaluate(() => sessionStorage.clear());
        await visit();
      }
      // What was undone is seen a moment later.
      await page.waitForFunction((at) => document.getElementById('draft').contentDocument.querySelector(`[data-at="${at}"]`)?.textContent.startsWith('This meeting, in addition to continuing the usual standardization process, may discuss a new WP structure which'), TEXT);
    }
  });
