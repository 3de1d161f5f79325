// An issued letter: it is revised, not changed.
import { readdirSync, rmSync } from 'node:fs';
import { at, change, expect, read, save } from '../browser.mjs';
import { check, clickIn, draft, field, letter, page, panel, TEXT, visit } from './office.mjs';

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
