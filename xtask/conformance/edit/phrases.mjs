// Phrases of the house style.
import { change, expect, lines, read } from '../browser.mjs';
import { check, clickIn, closed, draft, field, letter, page, panel, PHRASE, said, seen } from './office.mjs';

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
