// Others at the same letter: an editor saves while somebody writes on the page.
import { change, expect, lines, read, save } from '../browser.mjs';
import { check, closed, field, letter, NEXT, page, said, seen, TEXT, undo, visit, write } from './office.mjs';

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
/* An editor changes the sentence that is open in the page: Enter asks which of the two counts. */
async function disagree() {
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' mine');
  change(letter, 'usual standardization', 'unusual standardization');
  await said('changed elsewhere');
  await page.keyboard.press('Enter');
  await page.locator('dialog mark', { hasText: 'unusual' }).waitFor();
}
for (const [choice, mine] of [['Take mine', true], ['Take theirs', false]]) {
  await check(`28 the same sentence is saved elsewhere: ${choice}`, async () => {
    const was = read(letter);
    await disagree();
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
  await disagree();
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
