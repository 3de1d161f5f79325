// Uses `letters edit` in Chromium as a secretary does: the scenes that the page was designed for, one after the other.
//
//     node edit.mjs HOME PROGRAM REPOSITORY      HOME holds node_modules
//
// Works on a copy of the letters and templates of the repository. Prints `pass` or `FAIL` for each scene; the numbers are those of
// the forty scenes, and the last line says which of them have no check. Exit: 0 all pass, 1 some do not, 2 could not run. `ONLY=words` runs the scenes with these words; `PICTURES=folder` keeps a picture of each failure.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ask, at, audit, begin, home, names, program, repository, change, check as scene, complaints, copy, devices, expect, folder, fresh, launch, lines, listen, open, PATIENCE, picture, read, save, start, summary } from './browser.mjs';

copy('letters', 'letters');
copy('templates', 'templates');
const letter = at('letters', 'sg17-011.yaml');
// The letter begins with findings: usually it allows them.
save(letter, read(letter).replace(/^allow:\n(?:[ #].*\n|\n)*/m, ''));
const before = read(letter);

const { server, ended, address, to } = await start('edit', '--no-open', '--port', '0');
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1400, height: 820 } });
await fresh(context);
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
// A refusal is an answer, not a complaint.
// The frame runs no scripts: not even those by which Playwright waits for an element to stand still.
// A place or a letter that was removed meanwhile is asked for once; a program that was killed does not answer.
const refused = (text, url) => /status of (409|422|423|503|507)|^Blocked script execution/.test(text) || (/status of 404/.test(text) && /\/(field\?|outline$|findings$|lacking$)/.test(url));
const first = listen(await context.newPage(), address.host, refused);
let page = (open.page = first);
page.setDefaultTimeout(PATIENCE);
// Leaving with open words asks.
page.on('dialog', (dialog) => dialog.accept());
let draft = page.frameLocator('#draft');
const frame = () => page.frame({ url: /\/draft/ });
const place = (at) => draft.locator(`[data-at="${at}"]`).first();
const field = () => draft.locator('.edit-open');
const panel = page.locator('#place');
const said = (words) => page.waitForFunction((words) => new RegExp(words).test(document.getElementById('said').textContent), words);
const title = () => page.locator('#place-title');

async function visit(id = 'sg17-011') {
  await page.goto(to(`/letters/${id}`));
  await draft.locator('[data-at]').first().waitFor();
  await page.locator('#outline-list button').first().waitFor();
}
/* Clicks between two letters of a word as it is printed. */
async function clickIn(at, word, offset = 1) {
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
async function write(at, word, offset) {
  await clickIn(at, word, offset);
  await field().waitFor();
}
async function closed() {
  await field().waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.getElementById('state').dataset.state === 'saved');
}
const unsaid = () => page.evaluate(() => (document.getElementById('said').textContent = ''));
async function undo() {
  await unsaid();
  await page.locator('#undo:not([aria-disabled=true])').click();
  await said('^Undone');
}
const [TEXT, NEXT] = ['body.3.text', 'body.4.text'];
const words = (at) => place(at).evaluate((node) => node.textContent.replace(/[\u2010\u2011]/g, '-').replace(/\s+/g, ' '));
const seen = (at, text) => draft.locator(`[data-at="${at}"]`, { hasText: text }).first().waitFor();
const caret = () =>
  frame().evaluate(() => {
    const { focusNode, focusOffset } = getSelection();
    return focusNode.nodeType === 3 ? `${focusNode.data.slice(Math.max(0, focusOffset - 3), focusOffset)}|${focusNode.data.slice(focusOffset, focusOffset + 3)}` : focusNode.nodeName;
  });

await page.goto(address.href);
await visit();
page.setDefaultTimeout(15000);
/* A scene leaves the letter and the page as they were, also when it fails. */
const check = (name, look) =>
  scene(name, async () => {
    try {
      await look();
    } catch (problem) {
      await picture(name);
      throw problem;
    } finally {
      page = open.page = first;
      draft = page.frameLocator('#draft');
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

// Writing.

await check('1 a click in the middle of a word puts the caret there, and Enter saves that line only', async () => {
  const was = read(letter);
  await write(TEXT, 'structure', 4);
  expect((await caret()) === 'tru|ctu', `the caret is at ${await caret()}`);
  await page.keyboard.type('XY');
  await page.getByText('Not saved: 1 open change').waitFor();
  await page.keyboard.press('Enter');
  await closed();
  const [old, now] = lines(was, read(letter));
  expect(old.length === 1 && now.length === 1 && now[0] === old[0].replace('structure', 'struXYcture'), `written: ${now.join('\n')}`);
  await seen(TEXT, 'struXYcture');
  await page.getByText(/All changes saved \d\d:\d\d/).waitFor();
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('2 the same by keyboard: arrows, F2, Enter; the focus stays on the sentence', async () => {
  const was = read(letter);
  await place('wording.body-opening-meeting').waitFor();
  await frame().evaluate(() => document.querySelector('[tabindex="0"]').focus());
  await page.keyboard.press('Home');
  for (let step = 0; step < 60; step++) {
    if ((await frame().evaluate(() => document.activeElement.dataset.at)) === TEXT) break;
    await page.keyboard.press('ArrowDown');
  }
  expect((await frame().evaluate(() => document.querySelectorAll('[tabindex="0"]').length)) === 1, 'more than one stop of the Tab key');
  await page.keyboard.press('F2');
  await field().waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Indeed. ');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).includes('Indeed. This meeting'), 'it is not in the file');
  await page.waitForFunction((at) => document.getElementById('draft').contentDocument.activeElement?.dataset.at === at, TEXT);
  await unsaid();
  await page.keyboard.press('Control+z');
  await said('^Undone');
  expect(read(letter) === was, 'Ctrl+Z does not bring the file back');
});
await check('3 Escape leaves the file alone, and Undo brings the words back', async () => {
  const was = read(letter);
  await write(TEXT, 'structure');
  await page.keyboard.type('forgotten');
  await page.keyboard.press('Escape');
  await field().waitFor({ state: 'detached' });
  expect(read(letter) === was, 'the file was written');
  expect(!(await words(TEXT)).includes('forgotten'), 'the words are still there');
  await page.locator('#undo').click();
  await field().waitFor();
  expect((await field().textContent()).includes('forgotten'), 'the words are lost');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).includes('forgotten'), 'the words that came back are not saved');
  await undo();
});
await check('4 a click elsewhere saves, and opens the other text', async () => {
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' (see below)');
  await clickIn(NEXT, 'remote', 3);
  await draft.locator(`[data-at="${NEXT}"].edit-open`).waitFor();
  expect(read(letter).includes('(see below)'), 'it was not saved');
  await page.keyboard.type('Z');
  expect((await field().textContent()).includes('remZote'), `typed: ${await field().textContent()}`);
});
await check('5 Backspace at a date selects it and says so, again takes it, Ctrl+Z brings it back', async () => {
  await write(TEXT, 'meeting on', 4);
  await page.keyboard.press('End');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await said('7 January 2021 .* selected. Press again');
  await page.keyboard.press('Backspace');
  expect(!(await field().textContent()).includes('January 2021 meeting on 7'), 'still there');
  expect((await field().locator('.edit-token').count()) === 3, `${await field().locator('.edit-token').count()} facts are left`);
  await said('A fact was removed');
  await page.keyboard.press('Control+z');
  expect((await field().locator('.edit-token').count()) === 4, 'Ctrl+Z does not bring it back');
  await page.keyboard.press('Escape');
});
await check('6 a page of Word is pasted as one clean line', async () => {
  const item = 'annexes.2.items.1';
  await page.evaluate(() => navigator.clipboard.write([new ClipboardItem({
    'text/html': new Blob(['<p class="MsoNormal"><b>Bold</b>\ttab</p><p>second&nbsp;line</p>'], { type: 'text/html' }),
    'text/plain': new Blob(['Bold\ttab\r\nsecond\u00a0line\u200b'], { type: 'text/plain' }),
  })]));
  await write(item, 'Opening', 7);
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).includes('      - OpeningBold tab second line of the meeting and welcome\n'), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await undo();
});
await check('7 what looks like YAML, Markdown or a template is printed as typed', async () => {
  const was = read(letter);
  const typed = ' {{ x }}: a #b - c "d" *e* {% if %} <b> & ';
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await closed();
  await page.waitForFunction(([at, typed]) => document.getElementById('draft').contentDocument.querySelector(`[data-at="${at}"]`).textContent.replace(/\s+/g, ' ').includes(typed.trim()), [TEXT, typed]);
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('8 Japanese by an input method beside a fact, Enter while composing; Arabic typed', async () => {
  const was = read(letter);
  await write(TEXT, 'meeting on', 4);
  await page.keyboard.press('Control+End');
  const input = await context.newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await input.send('Input.imeSetComposition', { text: '日本', selectionStart: 2, selectionEnd: 2 });
  await input.send('Input.insertText', { text: '日本' });
  await page.keyboard.insertText(' جنيف');
  expect((await field().textContent()).includes('日本'), `typed: ${await field().textContent()}`);
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).includes('日本') && read(letter).includes('جنيف'), 'it is not in the file');
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('9 a second paragraph in a text of an annex', async () => {
  const was = read(letter);
  const text = 'annexes.1.items.document-submission';
  await write(text, 'TIES access', 11);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('A second paragraph.');
  await page.keyboard.press('Control+Enter');
  await closed();
  await draft.locator('p', { hasText: /^A second paragraph\.$/ }).waitFor();
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('10 bold, undone, done again, and taken away', async () => {
  await write(TEXT, 'structure', 2);
  await page.mouse.dblclick(0, 0).catch(() => {});
  await page.keyboard.press('Escape');
  await write(TEXT, 'structure', 2);
  const selectWord = () => frame().evaluate(() => {
    const selection = getSelection();
    selection.modify('move', 'backward', 'word');
    selection.modify('extend', 'forward', 'word');
  });
  await selectWord();
  await page.keyboard.press('Control+b');
  const bold = () => field().evaluate((node) => [...node.querySelectorAll('b, strong')].map((bold) => bold.textContent.trim()).join());
  expect((await bold()) === 'structure', `bold: ${await bold()}`);
  await page.keyboard.press('Control+z');
  expect((await bold()) === '', `still bold: ${await bold()}`);
  await page.keyboard.press('Control+Shift+z');
  expect((await bold()) === 'structure', `not bold again: ${await bold()}`);
  await page.keyboard.press('Enter');
  await closed();
  expect(/\*\*structure ?\*\*/.test(read(letter)), 'it is not in the file');
  await draft.locator(`[data-at="${TEXT}"] strong`).waitFor();
  await write(TEXT, 'structure', 2);
  await selectWord();
  await page.keyboard.press('Control+b');
  expect((await bold()) === '', `still bold: ${await bold()}`);
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter) === before, 'it was not taken away');
});
await check('11 a fact from the list, words typed behind it', async () => {
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' from ');
  await page.locator('#toolbar').getByRole('button', { name: 'Insert a fact…' }).click();
  await page.getByLabel('Show facts with these words').fill('first day');
  await page.locator('dialog .choices button').first().click();
  await page.keyboard.type(' on');
  expect(/from 20\sApril\s2021 on/.test(await field().textContent()), `typed: ${await field().textContent()}`);
  await page.keyboard.press('Enter');
  await closed();
  await page.waitForFunction((at) => /from 20.April.2021 on/.test(document.getElementById('draft').contentDocument.querySelector(`[data-at="${at}"]`).textContent), TEXT);
  expect(/from\s+\{\{ meeting\.starts \}\}\s+on/.test(read(letter)), 'the fact is not in the file');
  change(letter, 'starts: 2021-04-20', 'starts: 2021-04-21');
  await page.waitForFunction((at) => /from 21.April.2021 on/.test(document.getElementById('draft').contentDocument.querySelector(`[data-at="${at}"]`).textContent), TEXT);
});

// Facts.

const FIRST = '[data-fact="meeting.starts"]';
const value = () => panel.locator('input').first();
async function fact(selector = FIRST) {
  await page.evaluate(() => document.activeElement?.blur());
  await draft.locator(selector).first().click();
  // The answer has come when the field has the focus.
  await page.waitForFunction(() => document.activeElement?.matches('#place input'));
}
/* A translation as it is printed. */
const printed = async (code) => {
  const html = await page.evaluate(async (code) => (await fetch(`/letters/sg17-011-${code}/draft`)).text(), code);
  return html.replace(/<style[^]*?<\/style>|<[^>]+>|[\u200e\u200f]/g, '').replace(/[\u2010\u2011]/g, '-').replace(/\s+/g, ' ');
};
const DAYS = { fr: /27.{1,4}30 avril/, es: /27.{1,4}30 de abril/, ru: /27.{1,4}30 апреля/, zh: /4月27.{1,4}30日/, ar: /27.{1,4}30 أبريل/ };
await check('12 the first day: what follows is said before in six languages, and is so after', async () => {
  await fact();
  await value().fill('27 April 2021');
  await panel.getByText('Tuesday. Was 20 April 2021').waitFor();
  const trial = page.locator('.trial');
  await trial.getByText(/deadlines? and \d+ passages? will change/).waitFor();
  const told = await trial.textContent();
  expect(/27 March 2021|20 March 2021/.test(told), `told: ${told}`);
  for (const name of ['French', 'Spanish', 'Russian', 'Chinese', 'Arabic']) expect(new RegExp(`${name} \\(\\d+ passages`).test(told), `of ${name} nothing is said: ${told}`);
  expect(!DAYS.fr.test(await printed('fr')), 'the French letter has the new day before it is saved');
  await value().press('Enter');
  await closed();
  expect(read(letter).includes('starts: 2021-04-27'), 'it is not in the file');
  await draft.locator(FIRST, { hasText: '27' }).first().waitFor();
  for (const [code, day] of Object.entries(DAYS)) {
    let text = '';
    for (let round = 0; round < 50 && !day.test(text); round++) {
      text = await printed(code);
      if (!day.test(text)) await page.waitForTimeout(100);
    }
    expect(day.test(text), `${code} does not have ${day}`);
  }
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});
await check('13 a last day before the first is refused with a sentence, and the field stays open', async () => {
  const was = read(letter);
  await fact();
  await panel.getByRole('button', { name: /Last day/ }).click();
  await panel.getByRole('heading', { name: 'Last day' }).waitFor();
  await value().fill('1 April 2021');
  await value().press('Enter');
  await page.locator('#refusal').getByText(/before|first day/i).first().waitFor();
  expect((await value().inputValue()) === '1 April 2021', 'what was typed is gone');
  expect(read(letter) === was, 'the file was written');
  await page.locator('#refusal').getByRole('button', { name: 'Correct it' }).click();
  expect(await value().evaluate((node) => node === document.activeElement), 'the focus is elsewhere');
  await value().press('Escape');
});
await check('a date that can be read in two ways is asked back, and dates are read as people write them', async () => {
  await fact();
  await value().fill('4/5/2021');
  await panel.getByText('Which day is meant?').waitFor();
  await panel.getByRole('button', { name: '4 May 2021' }).click();
  await panel.getByText(/^Tuesday\. Was/).waitFor();
  for (const [typed, day] of [['27.4.2021', 'Tuesday'], ['2021-04-28', 'Wednesday'], ['april 29, 2021', 'Thursday'], ['30 avril 2021', 'Friday'], ['1 мая 2021 г.', 'Saturday'], ['31 April 2021', 'April 2021 has 30 days']]) {
    await value().fill(typed);
    await panel.getByText(new RegExp(`^${day}`)).waitFor();
  }
  await value().press('Escape');
});
await check('14 a deadline that falls on a Saturday is told before', async () => {
  await fact();
  await value().fill('27 April 2021');
  await page.locator('.trial').getByText(/Saturday/).first().waitFor();
  await value().press('Escape');
});

// Phrases of the house style.

const PHRASE = 'wording.body-opening-meeting';
await check('18 a click on a phrase of the house style opens no field', async () => {
  await clickIn(PHRASE, 'pleasure');
  await panel.getByText('house style').first().waitFor();
  await panel.getByRole('button', { name: 'Reword it in this letter…' }).waitFor();
  expect((await field().count()) === 0, 'a field is open');
});
await check('16, 17 a phrase is said differently here, Arabic words are asked for, and back', async () => {
  // The comment of the group stays when the phrase goes.
  change(letter, 'wording:\n', 'wording:   # said differently here\n  # An address ends without a comma.\n');
  const was = read(letter);
  await draft.locator('[data-at]').first().waitFor();
  await clickIn(PHRASE, 'pleasure');
  await panel.getByRole('button', { name: 'Reword it in this letter…' }).click();
  await panel.getByText('no longer follows the kind of meeting').waitFor();
  await panel.getByRole('button', { name: 'Reword it', exact: true }).click();
  await field().waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Indeed, ');
  await page.keyboard.press('Enter');
  await closed();
  expect(/^ {2}body-opening-meeting:/m.test(read(letter)), `written: ${lines(was, read(letter))[1].join('\n')}`);
  await seen(PHRASE, 'Indeed, ');
  const asked = await page.evaluate(async () => (await (await fetch('/letters/sg17-011-ar/lacking')).json()).lacks.map(({ at, state }) => `${at}: ${state}`).join());
  expect(asked === `${PHRASE}: missing`, `asked for in Arabic: ${asked}`);
  await clickIn(PHRASE, 'Indeed');
  if (await field().count()) await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Back to the house style' }).click();
  await said('^Back to the house style');
  expect(read(letter) === was, `left: ${lines(was, read(letter))[1].join('\n')}`);
});

// Items.

await check('21 a paragraph is added, moved and removed, by buttons and keys', async () => {
  const was = read(letter);
  await write(TEXT, 'structure');
  await page.locator('#toolbar').getByRole('button', { name: 'Add below…' }).click();
  await page.locator('dialog').getByRole('button', { name: /^(Paragraph|Text)/ }).first().click();
  await page.locator('dialog textarea').fill('A new paragraph.');
  await page.locator('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await seen('body.4.text', 'A new paragraph.').catch(() => seen('body.4', 'A new paragraph.'));
  const fresh = (await draft.locator('[data-at="body.4.text"]').count()) ? 'body.4.text' : 'body.4';
  const moved = fresh.replace('4', '3');
  await page.waitForFunction((at) => document.getElementById('draft').contentDocument.activeElement?.dataset.at === at, fresh);
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await seen(moved, 'A new paragraph.');
  await page.waitForFunction((at) => document.getElementById('draft').contentDocument.activeElement?.dataset.at === at, moved);
  await panel.getByRole('button', { name: 'Remove' }).click();
  await draft.locator(`[data-at="${moved}"]`, { hasText: 'A new paragraph.' }).waitFor({ state: 'detached' });
  expect(read(letter) === was, `left: ${lines(was, read(letter))[1].join('\n')}`);
});
await check('21 an agenda item is dragged in the outline, and comes back', async () => {
  const was = read(letter);
  const entry = (at) => page.locator(`#outline-list .entry:has(> [data-at="${at}"])`);
  const [first, third] = [entry('annexes.2.items.1'), entry('annexes.2.items.3')];
  for (const closed of await page.locator('#outline-list .toggle[aria-expanded=false]').all()) await closed.click().catch(() => {});
  await third.dragTo(first);
  await said('^Moved');
  expect(/items:\n {6}- Results of TSAG/.test(read(letter)), 'it is not the first');
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});

await check('19 a subject of our own, and back', async () => {
  await page.locator('#outline-list .go[data-at="subject"], #outline-list [data-at="subject"] .go').first().click();
  await panel.getByRole('heading', { name: 'Subject' }).waitFor();
  await panel.locator('textarea').fill('Our own subject');
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await draft.locator('h1', { hasText: 'Our own subject' }).waitFor();
  expect(/^subject: Our own subject$/m.test(read(letter)), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await panel.getByRole('button', { name: 'Leave it out' }).click();
  await draft.locator('h1', { hasText: 'Our own subject' }).waitFor({ state: 'detached' });
  expect(read(letter) === before, `left: ${lines(before, read(letter))[1].join('\n')}`);
});
await check('20 a telephone number in this letter only', async () => {
  await draft.locator('[data-fact="=contact.tel"]').first().click();
  await panel.getByRole('link', { name: 'Change it for all letters' }).waitFor();
  await panel.getByRole('button', { name: 'Different in this letter…' }).click();
  await value().fill('+41 22 730 9999');
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await draft.getByText('+41 22 730 9999').first().waitFor();
  expect(/^contacts:\n {2}tel: "?\+41 22 730 9999"?$/m.test(read(letter)), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});
const annex = (at) => page.locator(`#outline-list .entry:has(> [data-at="${at}"]) .go`).first();
const remove = (name) => panel.getByRole('button', { name, exact: true });
await check('22 an annex that is pointed to is removed: it is told first, and nothing is removed before', async () => {
  change(letter, '  - deadlines\n', '  - text: The agenda is in Annex B.\n  - deadlines\n');
  await draft.getByText('The agenda is in Annex B.').waitFor();
  const was = read(letter);
  await annex('annexes.2').click();
  await remove('Remove').click();
  await page.locator('dialog').getByText('the letter has no Annex B').waitFor();
  await audit(page);
  await page.locator('dialog').getByRole('button', { name: 'Leave it' }).click();
  expect(read(letter) === was, 'it was removed');
  await remove('Remove').click();
  await page.locator('dialog').getByRole('button', { name: 'Remove it all the same' }).click();
  await said('removed');
  expect(!read(letter).includes('kind: agenda'), 'it is still there');
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
/* Adds something below what is selected. */
async function add(kind, words) {
  await panel.getByRole('button', { name: 'Add below…' }).click();
  await page.locator('dialog').getByRole('button', { name: kind }).first().click();
  await page.locator('dialog textarea').first().fill(words);
  await page.locator('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await draft.getByText(words).first().waitFor();
}
await check('21 a note is added, moved and removed', async () => {
  await page.locator('#outline-list .go', { hasText: /^Opening(?! of)/ }).click();
  await panel.getByRole('heading', { name: 'Opening', exact: true }).waitFor();
  await add(/^Note/, 'Mind the step.');
  expect(read(letter).includes('  - opening\n  - note: Mind the step.\n  - arrangements\n'), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await page.waitForFunction(() => document.getElementById('place-title').textContent === 'Note');
  await panel.getByRole('button', { name: 'Down', exact: true }).click();
  await said('^Moved to place 3');
  expect(read(letter).includes('  - arrangements\n  - note: Mind the step.\n'), 'it did not move');
  await page.waitForFunction(() => document.getElementById('draft').contentDocument.activeElement?.dataset.at === 'body.3.note');
  await remove('Remove').click();
  await said('removed');
  expect(read(letter) === before, `left: ${lines(before, read(letter))[1].join('\n')}`);
});
await check('21 an agenda item moves with those below it and the comment above it, and is removed with them', async () => {
  const jcas = '          - SG17 JCAs:\n              - JCA-IdM\n              - JCA-CoP\n';
  change(letter, jcas, `          # Ask the JCAs first.\n${jcas}`);
  await draft.getByText('JCA-IdM').waitFor();
  const was = read(letter);
  for (const closed of await page.locator('#outline-list .toggle[aria-expanded=false]').all()) await closed.click().catch(() => {});
  await page.locator('#outline-list .go', { hasText: /^SG17 JCAs/ }).click();
  await page.locator('#toolbar').getByRole('button', { name: 'Up' }).click();
  await said('^Moved to place 5');
  expect(read(letter).includes(`          # Ask the JCAs first.\n${jcas}          - SG17 Lead Study Group`), `written: ${lines(was, read(letter))[1].join('\n')}`);
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
  await page.locator('#outline-list .go[data-at="annexes.2.items.5.6"]', { hasText: /^SG17 JCAs/ }).click();
  await draft.locator('.edit-open', { hasText: 'SG17 JCAs' }).waitFor();
  await page.locator('#toolbar').getByRole('button', { name: 'Remove' }).click();
  await said('removed');
  expect(read(letter) === was.replace(`          # Ask the JCAs first.\n${jcas}`, ''), `removed: ${lines(was, read(letter))[0].join('\n')}`);
  await undo();
});
await check('21 an annex is added and removed', async () => {
  await annex('annexes.2').click();
  await panel.getByRole('button', { name: /^Items/ }).waitFor();
  await panel.getByRole('button', { name: 'Add below…' }).click();
  await page.locator('dialog').getByRole('button', { name: /^Text|text/ }).first().click();
  await page.locator('dialog textarea').fill('Words of the annex.');
  await page.getByLabel('Title', { exact: true }).fill('History of the group');
  await page.locator('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await draft.getByText('Words of the annex.').waitFor();
  expect(read(letter).endsWith('  - kind: text\n    name: history-of-the-group\n    title: History of the group\n    text: Words of the annex.\n'), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await annex('annexes.3').click();
  await remove('Remove').click();
  await said('removed');
  expect(read(letter) === before, `left: ${lines(before, read(letter))[1].join('\n')}`);
});
await check('23 an annex moves up: letters and pointers follow', async () => {
  await annex('annexes.2').click();
  await panel.getByRole('button', { name: 'Up', exact: true }).click();
  await said('^Moved to place 1 of 2');
  await draft.locator('h2', { hasText: /ANNEX A\s*Agenda/i }).waitFor();
  expect(/agenda[^.]*set out in Annex.A\b/.test((await draft.locator('body').textContent()).replace(/\s+/g, ' ')), 'the pointer does not follow');
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});

// Findings.

await check('24 Fix it on three findings, Fix all of a kind; Undo takes one at a time', async () => {
  const was = read(letter);
  const finding = (words) => page.locator('#findings .finding', { hasText: words }).first();
  const states = [was];
  const did = async (look, button, words) => {
    await finding(look).getByRole('button', { name: button }).click();
    await finding(look).waitFor({ state: 'detached' });
    const now = read(letter).replace(/\s+/g, ' ');
    for (const one of words) expect(now.includes(one), `${button}: ${one} is not in the file`);
    states.push(read(letter));
  };
  await did('has no comma after', 'Fix it', ['Monday, 19 April 2021']);
  await did('home page', 'Fix it', ['the study group homepage at least']);
  await did('an agenda item ends with', 'Fix it', ['A.6 (SDOs) qualifications']);
  await did('a common mistake', 'Fix all 2 of this kind', ['every day using', 'decision-making sessions']);
  await seen(NEXT, 'every day using');
  for (states.pop(); states.length; ) {
    await undo();
    expect(read(letter) === states.pop(), 'Undo takes back another change, or more than one');
  }
});
await check('25 Leave it, because… needs a reason', async () => {
  const was = read(letter);
  const finding = page.locator('#findings .finding', { hasText: 'everyday' });
  await finding.getByRole('button', { name: 'Leave it, because…' }).click();
  await page.keyboard.press('Enter');
  await page.locator('#findings').getByText('Type a reason').waitFor();
  expect(read(letter) === was, 'it was written without a reason');
  await page.keyboard.type('as printed in 2021');
  await page.keyboard.press('Enter');
  await finding.waitFor({ state: 'detached' });
  expect(/^ {2}known-slip: as printed in 2021$/m.test(read(letter)), 'the reason is not in the file');
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('26 twenty steps undone, ten done again, an edit: nothing is left to redo', async () => {
  const was = read(letter);
  for (let step = 0; step < 20; step++) {
    await place(NEXT).focus();
    await page.keyboard.press('F2');
    await field().waitFor();
    await page.keyboard.type(`${step % 10}`);
    await page.keyboard.press('Enter');
    await closed();
  }
  for (let step = 0; step < 20; step++) await undo();
  expect(read(letter) === was, 'twenty steps back is not the file before');
  for (let step = 0; step < 10; step++) {
    await unsaid();
    await page.locator('#redo:not([aria-disabled=true])').click();
    await said('^Done again');
  }
  expect(read(letter).includes('0123456789'), 'ten steps are not there again');
  await place(NEXT).focus();
  await page.keyboard.press('F2');
  await field().waitFor();
  await page.keyboard.type('!');
  await page.keyboard.press('Enter');
  await closed();
  expect((await page.locator('#redo').getAttribute('aria-disabled')) === 'true', 'there is something to redo');
  for (let step = 0; step < 11; step++) await undo();
  expect(read(letter) === was, 'the file is not as before');
});

// Others at the same letter.

await check('27 another line is saved in an editor while a field is open: both are in the file', async () => {
  const was = read(letter);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' typed');
  change(letter, 'everyday using', 'every afternoon using');
  await page.waitForTimeout(300);
  expect((await field().textContent()).includes('structure typed'), 'what was typed is gone');
  expect(await field().evaluate((node) => node === document.activeElement), 'the focus is gone');
  await page.keyboard.press('Enter');
  await closed();
  const now = read(letter).replace(/\s+/g, ' ');
  expect(now.includes('structure typed') && now.includes('every afternoon using'), 'one of both is lost');
  await seen(NEXT, 'every afternoon');
  save(letter, was);
  await seen(NEXT, 'everyday');
});
for (const [choice, mine] of [['Take mine', true], ['Take theirs', false]]) {
  await check(`28 the same sentence is saved elsewhere: ${choice}`, async () => {
    const was = read(letter);
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' mine');
    change(letter, 'usual standardization', 'unusual standardization');
    await said('changed elsewhere');
    await page.keyboard.press('Enter');
    await page.locator('dialog mark', { hasText: 'unusual' }).waitFor();
    await page.locator('dialog').getByRole('button', { name: choice }).click();
    await closed();
    const now = read(letter).replace(/\s+/g, ' ');
    expect(now.includes('structure mine') === mine && now.includes('unusual') !== mine, 'the file holds the other');
    await seen(TEXT, mine ? 'structure mine' : 'unusual');
    save(letter, was);
    await seen(TEXT, 'the usual');
    await page.waitForFunction((at) => !document.getElementById('draft').contentDocument.querySelector(`[data-at="${at}"]`).textContent.includes('mine'), TEXT);
  });
}
await check('28 the same sentence is saved elsewhere: Look at both, then what is written counts', async () => {
  const was = read(letter);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' mine');
  change(letter, 'usual standardization', 'unusual standardization');
  await said('changed elsewhere');
  await page.keyboard.press('Enter');
  await page.locator('dialog mark', { hasText: 'unusual' }).waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Look at both' }).click();
  expect(read(letter).includes('unusual'), 'the file was written');
  await page.locator('#tool-news', { hasText: 'unusual standardization' }).waitFor();
  await page.keyboard.type(' and seen');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).replace(/\s+/g, ' ').includes('structure mine and seen'), 'what was written is not in the file');
  save(letter, was);
  await seen(TEXT, 'the usual');
});
await check('29 a paragraph is put in above meanwhile: the right one is saved', async () => {
  const was = read(letter);
  await write(NEXT, 'remote', 6);
  await page.keyboard.type('LY');
  change(letter, '  - arrangements\n', '  - arrangements\n  - text: Put in above.\n');
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter).includes('remoteLY participation tool') && read(letter).includes('Put in above.'), `written: ${lines(was, read(letter))[1].join('\n')}`);
  save(letter, was);
  await seen(TEXT, 'This meeting');
});
await check('31 an editor leaves the file broken: it is told, nothing is written, and it goes on', async () => {
  const was = read(letter);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' kept');
  const broken = was.replace('  ends: 2021-04-30', '  ends: [2021-04-30');
  save(letter, broken);
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.locator('#refusal').waitFor();
  expect(read(letter) === broken, 'a broken file was written');
  expect((await field().textContent()).includes('kept'), 'the words are gone');
  save(letter, was);
  await page.waitForTimeout(300);
  await page.locator('#refusal').getByRole('button', { name: /Save again|Continue writing/ }).first().click();
  if (await field().count()) await page.keyboard.press('Enter');
  await closed();
  expect(/structure\s+kept/.test(read(letter)), 'it is not saved');
  await undo();
});
await check('32 many saves of an editor against the page: none is lost', async () => {
  let saves = 0;
  const timer = setInterval(() => save(letter, `${read(letter).replace(/# saved \d+\n$/, '')}# saved ${(saves += 1)}\n`), 400);
  const day = (count) => `2021-04-${29 + (count % 2)}`;
  let done = 0;
  for (let count = 0; count < 60 && (done < 9 || saves < 6); count++) {
    const ok = await page.evaluate(async ([old, now, key]) => {
      const headers = { 'Content-Type': 'application/json', 'X-Letters-Desk': document.body.dataset.word };
      const body = JSON.stringify({ base: '', key, edits: [{ do: 'value', at: 'meeting.ends', old, new: now }] });
      return (await fetch('/letters/sg17-011/edits', { method: 'POST', headers, body })).ok;
    }, [day(done + 1), day(done), crypto.randomUUID()]);
    if (ok) done += 1;
  }
  clearInterval(timer);
  const now = read(letter);
  expect(done > 8, `only ${done} edits were made`);
  expect(now.includes(`ends: ${day(done + 1)}`), `the last edit is lost: ${/ends: .*/.exec(now)}`);
  expect(now.endsWith(`# saved ${saves}\n`) && saves > 5, `the last of ${saves} saves is lost: ${now.slice(-20)}`);
  await visit();
});
await check('33 line ends and byte-order mark survive', async () => {
  const was = read(letter);
  const windows = `\ufeff${was.replaceAll('\n', '\r\n')}`;
  save(letter, windows);
  await page.waitForTimeout(300);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter) === windows.replace('structure', 'structures'), 'line ends or mark are lost');
  save(letter, was);
  await page.waitForTimeout(300);
});
await check('33 a write-protected file is told, and the words are kept', async () => {
  chmodSync(letter, 0o444);
  try {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' kept');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('write-protected').waitFor();
    expect(read(letter) === before, 'the file was written');
  } finally {
    chmodSync(letter, 0o644);
  }
  await page.locator('#refusal').getByRole('button', { name: 'Save again' }).click();
  await closed();
  expect(/structure\s+kept/.test(read(letter)), 'the words are lost');
  await undo();
});
/* A page of another program, at another port. */
async function elsewhere(command, words, look) {
  const other = await begin(command, words);
  const own = await context.newPage();
  own.setDefaultTimeout(15000);
  own.on('dialog', (dialog) => dialog.accept());
  await fresh(context);
  try {
    await own.goto(other.address.href);
    page = open.page = own;
    draft = page.frameLocator('#draft');
    await own.goto(other.to('/letters/sg17-011'));
    await draft.locator('[data-at]').first().waitFor();
    await look(other);
  } catch (problem) {
    await picture('elsewhere');
    throw problem;
  } finally {
    page = open.page = first;
    draft = page.frameLocator('#draft');
    await own.close({ runBeforeUnload: false });
    other.server.kill('SIGKILL');
    await other.ended;
  }
}
await check('33 a full disk is told, and the words are kept', async () => {
  // No file of this program may be longer than 4 kB, which a letter is.
  const limited = `trap '' XFSZ; ulimit -f 8; exec "$0" edit --no-open --port 0`;
  await elsewhere('/bin/sh', ['-c', limited, program], async () => {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' kept');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('Nothing was saved').waitFor();
    expect(read(letter) === before, 'the file was written');
    expect((await draft.locator('.edit-open').textContent()).includes('structure kept'), 'the words are lost');
    expect(readdirSync(at('letters')).every((name) => !name.startsWith('.letters-')), 'half a file is left');
  });
});
await check('34 the program is killed while somebody types: it is told, and after a restart the words are offered', async () => {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
  await elsewhere(program, ['edit', '--no-open', '--port', port], async ({ server, ended }) => {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' typed');
    server.kill('SIGKILL');
    await ended;
    await page.keyboard.type(' on');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('The program does not answer').waitFor();
    const again = await start('edit', '--no-open', '--port', port);
    try {
      await page.goto(again.address.href);
      await page.goto(again.to('/letters/sg17-011'));
      await page.locator('#offer').getByText('structure typed on').waitFor();
      await page.locator('#offer').getByRole('button', { name: 'Open it with these words' }).click();
      await draft.locator('.edit-open', { hasText: 'structure typed on' }).waitFor();
      await page.keyboard.press('Enter');
      await closed();
      expect(/structure\s+typed\s+on/.test(read(letter)), 'the words are not in the file');
    } finally {
      again.server.kill('SIGKILL');
      await again.ended;
    }
  });
});
await check('34 words that were not saved are offered after the page was lost', async () => {
  await visit();
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' offered');
  await page.reload();
  await page.locator('#offer').getByText('offered').waitFor();
  await page.locator('#offer').getByRole('button', { name: 'Open it with these words' }).click();
  await field().waitFor();
  expect((await field().textContent()).includes('structure offered'), 'the words are lost');
  await page.keyboard.press('Escape');
});
await check('what was done before the page was loaded again can be undone', async () => {
  await write(TEXT, 'structure', 9);
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await closed();
  await visit();
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});
await check('30 two pages at one letter', async () => {
  const was = read(letter);
  const other = listen(await context.newPage(), address.host, refused);
  await other.goto(to('/letters/sg17-011'));
  await other.frameLocator('#draft').locator(`[data-at="${TEXT}"]`).waitFor();
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' here');
  await page.keyboard.press('Enter');
  await closed();
  await other.frameLocator('#draft').locator(`[data-at="${TEXT}"]`, { hasText: 'structure here' }).waitFor();
  await other.locator('#undo:not([aria-disabled=true])').click();
  await draft.locator(`[data-at="${TEXT}"]`, { hasText: 'structure here' }).waitFor({ state: 'detached' });
  expect(read(letter) === was, 'undo does not bring the file back');
  await other.close();
});
await check('35 of an issued letter no field opens', async () => {
  const was = read(letter);
  change(letter, 'status: draft', 'status: issued');
  await page.getByRole('link', { name: 'Revise…' }).waitFor();
  await clickIn(TEXT, 'structure');
  await page.waitForTimeout(300);
  expect((await field().count()) === 0, 'a field is open');
  await panel.getByText('This letter is issued').waitFor();
  save(letter, was);
  await page.getByRole('link', { name: 'Revise…' }).waitFor({ state: 'hidden' });
});

await check('35 Revise… makes the revision', async () => {
  const was = read(letter);
  save(letter, was.replace('status: draft', 'status: issued'));
  const files = readdirSync(at('letters'));
  const fresh = () => readdirSync(at('letters')).filter((name) => !files.includes(name));
  try {
    await page.getByRole('link', { name: 'Revise…' }).click();
    await page.getByRole('heading', { name: 'What is the date of the letter?' }).waitFor();
    const next = async (title) => {
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { name: title }).waitFor();
    };
    await page.getByLabel('Date of the letter', { exact: true }).fill('1 February 2021');
    await next('Check your answers');
    await page.getByRole('button', { name: 'Create the letter' }).click();
    await page.waitForURL('**/letters/sg17-011-rev1');
    await draft.locator('h1').first().waitFor();
    expect(fresh().join() === 'sg17-011-rev1.yaml' && /^revision: 1$/m.test(read(at('letters', 'sg17-011-rev1.yaml'))), `made: ${fresh()}`);
    await draft.locator('[data-kind=own]').first().waitFor();
  } finally {
    for (const name of fresh()) rmSync(at('letters', name));
    save(letter, was);
    await page.evaluate(() => sessionStorage.clear());
    await visit();
    await page.getByRole('link', { name: 'Revise…' }).waitFor({ state: 'hidden' });
  }
});

// Strangers.

await check('39 strangers are refused, and the file is untouched', async () => {
  const was = read(letter);
  const [{ name, value }] = await context.cookies();
  const word = await page.evaluate(() => document.body.dataset.word);
  const body = JSON.stringify({ base: '', key: '1', edits: [{ do: 'remove', at: 'body.3' }] });
  const own = { cookie: `${name}=${value}`, origin: address.origin, 'content-type': 'application/json', 'x-letters-desk': word, 'content-length': String(body.length) };
  const without = (key) => Object.fromEntries(Object.entries(own).filter(([name]) => name !== key));
  const tries = {
    'another site': { ...own, origin: 'http://evil.example' },
    'another port': { ...own, 'sec-fetch-site': 'same-site' },
    'a rebound name': { ...own, host: `evil.example:${address.port}` },
    'no origin': without('origin'),
    'no cookie': without('cookie'),
    'no word': without('x-letters-desk'),
    'a wrong word': { ...own, 'x-letters-desk': '0'.repeat(32) },
    'a form': { ...own, 'content-type': 'text/plain' },
  };
  for (const [who, headers] of Object.entries(tries)) {
    const { statusCode } = await ask(address, '/letters/sg17-011/edits', { method: 'POST', headers, body });
    expect(statusCode >= 400 && statusCode < 500, `${who} is answered ${statusCode}`);
  }
  const huge = 'x'.repeat(1 << 20);
  const { statusCode } = await ask(address, '/letters/sg17-011/edits', { method: 'POST', headers: { ...own, 'content-length': String(huge.length) }, body: huge }).catch(() => ({ statusCode: 413 }));
  expect(statusCode === 413, `a megabyte is answered ${statusCode}`);
  expect(read(letter) === was, 'the file was written');
});

// The meeting, and a new letter.

await check('the meeting is moved: what moves and what has to be decided is shown first; Undo moves it back', async () => {
  await fact();
  await panel.getByRole('button', { name: 'Move the meeting…' }).click();
  await page.getByLabel('New first day', { exact: true }).fill('27 April 2021');
  await page.locator('dialog').getByText(/dates? will move/).waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Move the meeting' }).click();
  await said('^The meeting was moved');
  expect(read(letter).includes('starts: 2021-04-27') && read(letter).includes('ends: 2021-05-07'), 'the days are not in the file');
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});
await check('15 a deadline with another date and a reason, and back to its rule', async () => {
  await draft.locator('[data-fact="deadlines.registration"]').first().click();
  await panel.getByLabel('Date', { exact: true }).fill('22 March 2021');
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await panel.getByText('Type the reason').waitFor();
  await panel.getByLabel('Reason').fill('20 March is a Saturday');
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await closed();
  await draft.locator('[data-fact="deadlines.registration"]', { hasText: '22' }).waitFor();
  expect(/registration:\n? *.*2021-03-22/.test(read(letter)) && read(letter).includes('20 March is a Saturday'), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await panel.getByLabel(/^As usual/).check();
  await panel.getByRole('button', { name: 'Change', exact: true }).click();
  await draft.locator('[data-fact="deadlines.registration"]', { hasText: /^20\s/ }).waitFor();
  expect(read(letter) === before, `left: ${lines(before, read(letter))[1].join('\n')}`);
});
await check('36 a new letter by keyboard alone, with one wrong date; stopped before the end there is no file', async () => {
  const there = () => readdirSync(at('letters')).filter((name) => name.startsWith('sg17-0')).length;
  const was = there();
  const type = async (label, text) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  const next = async (title) => {
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title }).waitFor();
  };
  await page.goto(to('/'));
  await page.getByRole('link', { name: 'New letter' }).press('Enter');
  await page.getByRole('heading', { name: 'What would you like to write?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('Which group writes it?');
  await page.getByLabel('Group').selectOption('SG17');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('What does it start from?');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('What kind of meeting is it?');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('When does the meeting take place?');
  await type('First day', '27 April 2027');
  await type('Last day', '20 April 2027');
  await page.keyboard.press('Enter');
  await page.locator('.error-summary a', { hasText: 'before the first day' }).waitFor();
  expect(await page.locator('.error-summary').evaluate((node) => node === document.activeElement), 'the summary does not have the focus');
  expect((await page.title()).startsWith('Error: '), 'the title does not say that there is an error');
  await page.locator('.error-summary a').press('Enter');
  await type('Last day', '7 May 2027');
  await page.getByRole('heading', { name: 'What follows from the first day' }).waitFor();
  await page.getByLabel('Last day', { exact: true }).focus();
  await next('What is arranged already?');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('What is the date of the letter?');
  await type('Date of the letter', '25 January 2027');
  await next('What is copied from the letter before?');
  expect(there() === was, 'a file was written before the last page');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await next('Check your answers');
  expect(there() === was, 'a file was written before the last page');
  await page.getByRole('button', { name: 'Create the letter' }).press('Enter');
  await page.waitForURL('**/letters/sg17-*');
  await draft.locator('[data-at]').first().waitFor();
  expect(there() === was + 1, 'there is no new file');
  const made = at('letters', `${new URL(page.url()).pathname.split('/').pop()}.yaml`);
  await visit();
  rmSync(made);
});
await check('37 English and Arabic next to each other: the same sentence is marked in both', async () => {
  await page.getByRole('button', { name: 'Side by side…' }).click();
  await page.locator('dialog').getByRole('button', { name: 'العربية' }).click();
  const beside = page.frameLocator('#partner iframe');
  await beside.locator(`[data-at="${TEXT}"]`).waitFor();
  await write(TEXT, 'structure', 9);
  await beside.locator(`[data-at="${TEXT}"].edit-chosen`).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#partner').getByRole('button', { name: 'Close' }).click();
});
await check('37 right as it is: a translation that is older is confirmed, in its file alone and without other words', async () => {
  const [was, french] = [read(letter), read(at('letters', 'sg17-011.fr.yaml'))];
  change(letter, 'everyday using', 'every day using');
  await seen(NEXT, 'every day');
  await page.getByRole('button', { name: 'Side by side…' }).click();
  await page.locator('dialog').getByRole('button', { name: 'français' }).click();
  await page.locator('#partner-lacks').getByText('1 sentence changed in English').waitFor();
  await audit(page);
  await clickIn(NEXT, 'remote', 3);
  await page.locator('#partner-older').getByText('Changed after it was translated').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#partner-older').getByRole('button', { name: 'Right as it is' }).click();
  await page.locator('#partner-lacks:empty').waitFor({ state: 'attached' });
  const [old, now] = lines(french, read(at('letters', 'sg17-011.fr.yaml')));
  expect(now.join(' ').trim() === old.join(' ').trim().replace('everyday', 'every day'), `written: ${now.join('\n')}`);
  expect(read(letter) === was.replace('everyday using', 'every day using'), 'the English file was written');
  await page.locator('#partner').getByRole('button', { name: 'Close' }).click();
  save(at('letters', 'sg17-011.fr.yaml'), french);
});
await check('several agenda items in two levels at once, as they are pasted', async () => {
  await write('annexes.2.items.1', 'Opening', 7);
  await page.locator('#toolbar').getByRole('button', { name: 'Add below…' }).click();
  await page.locator('dialog textarea').fill('2\tAdoption of the agenda\n2.1\tUrgent items\n2.2\tOther items\n3\tDocuments');
  await page.locator('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await draft.getByText('Urgent items').waitFor();
  expect(read(letter).includes('- Adoption of the agenda:\n          - Urgent items\n          - Other items\n      - Documents\n'), `written: ${lines(before, read(letter))[1].join('\n')}`);
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});

// Compared, issued, several at once.

await check('38 this letter as it was when the program started, next to it: only what is different', async () => {
  const was = read(letter);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' of today');
  await page.keyboard.press('Enter');
  await closed();
  await page.getByRole('button', { name: 'Side by side…' }).click();
  await page.locator('dialog').getByRole('button', { name: 'this letter when the program started' }).click();
  await page.frameLocator('#partner iframe').locator('ins', { hasText: 'of today' }).waitFor();
  await page.locator('#partner').getByRole('button', { name: 'Close' }).click();
  await undo();
  expect(read(letter) === was, 'undo does not bring the file back');
});
await check('what keeps a letter from being issued is listed, and leads to its place', async () => {
  await page.getByRole('button', { name: 'Issue…' }).click();
  await page.locator('dialog').getByText(/It cannot be issued yet/).waitFor();
  await page.locator('dialog .finding', { hasText: 'everyday' }).getByRole('button', { name: 'Show it' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await title().waitFor();
  expect(read(letter) === before, 'the file was written');
});
await check('the list: words in all that letters say, several letters built, packed and compared', async () => {
  await page.goto(to('/'));
  await page.getByLabel('Filter the letters by words').fill('myworkspace nothing');
  await page.getByText('0 shown').waitFor();
  await page.getByLabel('Filter the letters by words').fill('remote participation tool');
  await page.locator('#rows .hit mark').first().waitFor();
  await page.getByText('1 shown').waitFor();
  await page.getByLabel('Filter the letters by words').fill('');
  await page.locator('#rows tr:visible').nth(1).waitFor();
  for (const tick of [0, 1]) await page.locator('[data-tick]').nth(tick).check();
  await page.locator('#chosen').getByText('2 letters selected').waitFor();
  await audit(page);
  await page.locator('#chosen').getByRole('button', { name: 'Build' }).click();
  await page.locator('dialog').getByText('Done.', { exact: true }).waitFor({ timeout: 30000 });
  await page.locator('dialog').getByRole('button', { name: 'Close' }).click();
  expect(readdirSync(at('output')).some((name) => name.endsWith('.docx')), 'nothing was built');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as ZIP' }).click()]);
  expect(download.suggestedFilename() === 'letters.zip', download.suggestedFilename());
  const [compared] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Compare with what was built' }).click()]);
  await compared.getByText('The words are the same.').first().waitFor();
  await compared.close();
  await visit();
});

// What comes from elsewhere.

await check('a Word file came back: a change is accepted, another one rejected, and Undo takes it back', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Word', exact: true }).click()]);
  const [sent, back] = [at('sent.docx'), at('back é.docx')];
  await download.saveAs(sent);
  const script = 'import sys, zipfile\na, b = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], "w")\nfor name in a.namelist():\n    data = a.read(name)\n    if name == "word/document.xml":\n        data = data.decode().replace("may discuss a new", "will discuss a new").replace("Opening of the meeting", "Opening of this meeting").encode()\n    b.writestr(name, data)\nb.close()';
  execFileSync(join(home, 'venv/bin/python'), ['-c', script, sent, back]);
  await page.getByRole('button', { name: 'Word file came back…' }).click();
  await page.getByLabel('Word file', { exact: true }).setInputFiles(back);
  await page.getByText('2 changes to decide').waitFor({ timeout: 20000 });
  await audit(page);
  await page.getByRole('button', { name: 'Reject change 2' }).click();
  await page.getByText('1 change to decide').waitFor();
  await page.getByRole('button', { name: 'Accept change 1' }).click();
  await said('^1 change accepted');
  await seen(TEXT, 'will discuss a new');
  const [old, now] = lines(before, read(letter));
  expect(old.length === 1 && now[0] === old[0].replace('may discuss', 'will discuss'), `written: ${now.join('\n')}`);
  await page.locator('#partner').getByRole('button', { name: 'Close' }).click();
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
  await page.getByRole('button', { name: 'Word file came back…' }).click();
  await page.getByLabel('Word file', { exact: true }).setInputFiles(letter);
  await page.locator('#refusal').getByText(/This file .*not a Word file/).waitFor();
  await page.locator('#refusal').getByRole('button', { name: 'Close' }).click();
});
await check('an old Word file becomes a letter', async () => {
  const made = at('letters', 'sg17-099.yaml');
  await page.goto(to('/new'));
  await page.getByLabel('Kind of letter').selectOption('import');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('.error-summary').getByText('choose one').waitFor();
  await page.getByLabel('Word file or text file').setInputFiles(at('sent.docx'));
  await page.getByLabel('Number').fill('99');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check what was read' }).waitFor({ timeout: 30000 });
  expect(!readdirSync(at('letters')).includes('sg17-099.yaml'), 'a file was written before the last page');
  await page.getByRole('button', { name: 'Create the letter' }).click();
  await page.waitForURL('**/letters/sg17-099', { timeout: 30000 });
  expect(read(made).includes('number: 99'), read(made).slice(0, 300));
  await visit();
  rmSync(made);
});
await check('groups and people: a new chair, a new signatory with a signature, each taken back; comments stay', async () => {
  const [groups, people] = [at('letters', 'directory', 'groups.yaml'), at('letters', 'directory', 'signatories.yaml')];
  const [was, who] = [read(groups), read(people)];
  await page.goto(to('/'));
  await page.getByRole('link', { name: 'Groups and people' }).click();
  await page.getByRole('heading', { name: /^SG17/ }).waitFor();
  await audit(page);
  await page.getByLabel('Chair: name').fill('Jane Example: “Jo”');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('#line').getByText('Saved.').waitFor();
  expect(read(groups) !== was && read(groups).includes('Jane Example') && read(groups).startsWith('# The groups'), read(groups));
  const one = read(groups);
  await page.getByLabel('What it deals with').fill('Security of everything');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#line').textContent.startsWith('Saved'));
  for (const [left, round] of [[one, 1], [was, 2]]) {
    await page.locator('#line').evaluate((line) => (line.textContent = ''));
    await page.getByRole('button', { name: 'Take the last change back' }).click();
    await page.locator('#line').getByText('taken back').waitFor();
    expect(read(groups) === left, `${round} taken back: ${lines(left, read(groups))[1].join('\n')}`);
  }
  expect(read(groups) === was, `left: ${lines(was, read(groups))[1].join('\n')}`);
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Name: type something').waitFor();
  await page.getByRole('button', { name: 'Add a signatory…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Jane Example');
  await page.getByLabel('Office', { exact: true }).fill('Director of the Telecommunication\nStandardization Bureau');
  await page.getByRole('textbox', { name: 'First day in office' }).fill('1 January 2031');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: 'Jane Example' }).waitFor();
  await page.getByLabel('Add an image').setInputFiles(groups);
  await page.locator('.card .wrong:not(:empty)').waitFor();
  await page.getByLabel('Add an image').setInputFiles(join(repository, 'tests/letters/images/rooms.png'));
  await page.getByAltText('The signature as it is now').waitFor();
  await audit(page);
  expect(read(people).startsWith(who) && /signature: signature-\d\.png/.test(read(people)), read(people));
  save(people, who);
  await visit();
});

await check('the time plan as a table: a cell is changed, a row added and removed; Undo takes it back', async () => {
  const plan = at('letters', 'sg17-013.yaml');
  copyFileSync(join(repository, 'tests/letters/sg17-013-short-time-plan.yaml'), plan);
  const was = read(plan);
  try {
    await page.goto(to('/'));
    await page.locator('#rows tr', { hasText: 'sg17-013' }).waitFor();
    await visit('sg17-013');
    await page.locator('#outline-list .go', { hasText: /time plan/i }).first().click();
    const open = panel.getByRole('button', { name: /^Change the table/ });
    await open.click();
    const rows = page.locator('dialog tbody tr');
    const count = await rows.count();
    await audit(page);
    await rows.first().locator('input').nth(1).fill('Changed');
    await rows.first().getByRole('button', { name: 'Add below' }).click();
    await rows.nth(1).locator('input').first().fill('A new row');
    await rows.nth(1).locator('input').nth(2).fill('New');
    await rows.nth(2).getByRole('button', { name: 'Remove' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await draft.getByText('A new row').first().waitFor();
    const [old, now] = lines(was, read(plan));
    expect(now.some((line) => line.includes('Changed')) && now.some((line) => line.includes('A new row')), `written: ${now.join('\n')}`);
    await open.click();
    expect((await rows.count()) === count, `${await rows.count()} rows of ${count}`);
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    await undo();
    expect(read(plan) === was, `left: ${lines(was, read(plan))[1].join('\n')}`);
  } finally {
    await visit();
    rmSync(plan);
  }
});

// Source, print.

await check('the source stands beside, with the line of what is selected', async () => {
  await clickIn(TEXT, 'structure');
  await field().waitFor();
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: /line \d+/ }).click();
  await page.locator('#source .here').waitFor();
  await page.locator('#source').getByRole('button', { name: 'Close' }).click();
});

// For everybody.

const audited = await browser.newContext({ bypassCSP: true, storageState: await context.storageState(), viewport: { width: 1400, height: 820 } });
await fresh(audited);
const WIDE = 1400;
const [LIGHT, DARK, NARROW, FORCED] = [[WIDE, 'light', 'none'], [WIDE, 'dark', 'none'], [320, 'light', 'none'], [WIDE, 'light', 'active']];
async function everywhere(name, ways, prepare) {
  for (const [width, colorScheme, forcedColors] of ways) {
    await check(`40 WCAG 2.2 AA: ${name}, ${width} px, ${forcedColors === 'active' ? 'forced colours' : colorScheme}`, async () => {
      const [wasPage, wasDraft] = [page, draft];
      page = open.page = await audited.newPage();
      page.setDefaultTimeout(5000);
      draft = page.frameLocator('#draft');
      try {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, forcedColors });
        await visit();
        await prepare(width);
        await audit(page);
      } finally {
        await page.close({ runBeforeUnload: false });
        [page, draft] = [wasPage, wasDraft];
        open.page = wasPage;
      }
    });
  }
}
await everywhere('nothing is selected', [LIGHT, NARROW], () => {});
await everywhere('an open field', [LIGHT, DARK, NARROW, FORCED], async (width) => {
  await clickIn(TEXT, 'structure', 9);
  await (width > 320 ? field() : page.locator('#sheet textarea')).waitFor();
  await page.keyboard.type('x');
});
await everywhere('a date', [DARK, NARROW], async () => {
  await draft.locator(FIRST).first().click();
  await page.locator('#place input').first().fill('27 April 2021');
  await page.locator('.trial h3').waitFor();
});
await everywhere('a house phrase', [LIGHT, NARROW, FORCED], async () => {
  await clickIn(PHRASE, 'pleasure');
  await page.locator('#place').getByRole('button', { name: 'Reword it in this letter…' }).click();
});
await everywhere('a list of facts', [DARK, NARROW], async (width) => {
  await clickIn(TEXT, 'structure', 9);
  if (width > 320) await page.locator('#toolbar').getByRole('button', { name: 'Insert a fact…' }).click();
  else await page.locator('#sheet').getByRole('button', { name: 'Insert a fact…' }).click();
  await page.locator('dialog .choices button').first().waitFor();
});
for (const [width, colorScheme] of [[WIDE, 'light'], [320, 'dark']]) {
  await check(`40 WCAG 2.2 AA: a question with an error, ${width} px, ${colorScheme}`, async () => {
    const asked = await audited.newPage();
    await asked.setViewportSize({ width, height: 800 });
    await asked.emulateMedia({ colorScheme });
    await asked.goto(to('/new?what=letter'));
    await asked.getByRole('button', { name: 'Continue' }).click();
    await asked.getByRole('heading', { name: 'Which group writes it?' }).waitFor();
    await asked.getByRole('button', { name: 'Continue' }).click();
    await asked.locator('.error-summary').waitFor();
    await audit(asked);
    await asked.close();
  });
}
await audited.close();

await check('40 a phone: a sheet with a box; facts are taken as a whole, and it is saved', async () => {
  const was = read(letter);
  const phone = await browser.newContext({ ...devices['Pixel 7'], storageState: await context.storageState() });
  await fresh(phone);
  const small = listen(await phone.newPage(), address.host, refused);
  small.setDefaultTimeout(5000);
  await small.goto(to('/letters/sg17-011'));
  await small.frameLocator('#draft').locator(`[data-at="${TEXT}"]`).tap({ position: { x: 20, y: 10 } });
  const box = small.locator('#sheet textarea');
  await box.waitFor();
  expect(/⟦.7 January 2021.⟧/.test(await box.inputValue()), `the box holds ${await box.inputValue()}`);
  await box.evaluate((node) => node.setSelectionRange(node.value.indexOf('⟧.') + 1, node.value.indexOf('⟧.') + 1));
  await small.keyboard.press('Backspace');
  expect(/⟦.7 January 2021.⟧/.test(await box.inputValue()), 'a part of the fact is gone');
  await small.keyboard.press('End');
  await small.keyboard.press('Control+End');
  await small.keyboard.type(' By thumb.');
  await small.locator('#sheet').getByRole('button', { name: 'Save' }).click();
  await small.locator('#sheet').waitFor({ state: 'hidden' });
  expect(read(letter).includes('By thumb.'), 'it is not in the file');
  await phone.close();
  save(letter, was);
});

await check('no complaint in the console, no request elsewhere, no policy broken', () => expect(complaints.length === 0, [...new Set(complaints)].join('; ')));

const numbers = new Set(names.flatMap((name) => /^[\d, ]+(?= )/.exec(name)?.[0].split(',').map(Number) ?? []));
const unseen = Array.from({ length: 40 }, (_, at) => at + 1).filter((number) => !numbers.has(number));
await scene('each of the forty scenes has a check', () => expect(unseen.length === 0, `no check: ${unseen.join(', ')}`));
const code = summary();
await browser.close();
server.kill('SIGINT');
await ended;
rmSync(folder, { recursive: true, force: true });
process.exit(code);
