// Compared, issued, several at once.
import { readdirSync } from 'node:fs';
import { at, audit, expect, read } from '../browser.mjs';
import { before, check, closed, context, letter, page, TEXT, to, undo, visit, write } from './office.mjs';

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
  await page.locator('#place-title').waitFor();
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
