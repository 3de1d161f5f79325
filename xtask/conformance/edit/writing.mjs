// Writing in place, with facts, input methods, pasted text and bold.
import { change, expect, lines, read } from '../browser.mjs';
import { before, check, clickIn, closed, context, draft, field, frame, letter, NEXT, page, place, said, seen, TEXT, undo, unsaid, words, write } from './office.mjs';

const caret = () =>
  frame().evaluate(() => {
    const { focusNode, focusOffset } = getSelection();
    return focusNode.nodeType === 3 ? `${focusNode.data.slice(Math.max(0, focusOffset - 3), focusOffset)}|${focusNode.data.slice(focusOffset, focusOffset + 3)}` : focusNode.nodeName;
  });

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
