// Findings, and Undo over many steps.
import { expect, read } from '../browser.mjs';
import { check, closed, field, letter, NEXT, page, place, said, seen, undo, unsaid } from './office.mjs';

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
