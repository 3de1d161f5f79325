// Items: paragraphs, notes, agenda items and annexes; the subject and a telephone number.
import { audit, change, expect, lines, read } from '../browser.mjs';
import { before, check, draft, letter, page, panel, said, seen, TEXT, undo, value, write } from './office.mjs';

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
  // The title opens to be written where the draft is there already: then the button is at the field.
  await annex('annexes.3').click();
  await page.locator('button:visible', { hasText: /^Remove$/ }).first().click();
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
