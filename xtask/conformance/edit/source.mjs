// The source beside the draft.
import { check, clickIn, field, page, panel, TEXT } from './office.mjs';

await check('the source stands beside, with the line of what is selected', async () => {
  await clickIn(TEXT, 'structure');
  await field().waitFor();
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: /line \d+/ }).click();
  await page.locator('#source .here').waitFor();
  await page.locator('#source').getByRole('button', { name: 'Close' }).click();
});
