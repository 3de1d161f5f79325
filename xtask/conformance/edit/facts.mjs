// Facts: a date is changed, and what follows from it.
import { expect, read } from '../browser.mjs';
import { before, check, closed, draft, fact, FIRST, letter, page, panel, undo, value } from './office.mjs';

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
