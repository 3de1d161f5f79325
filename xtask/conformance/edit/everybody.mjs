// For everybody: WCAG 2.2 AA in light and dark mode, at 320 px and with forced colours; a phone.
import { audit, devices, expect, fresh, listen, read, save } from '../browser.mjs';
import { address, browser, check, clickIn, context, draft, field, FIRST, letter, page, PHRASE, refused, show, TEXT, to, visit } from './office.mjs';

const audited = await browser.newContext({ bypassCSP: true, storageState: await context.storageState(), viewport: { width: 1400, height: 820 } });
await fresh(audited);
const WIDE = 1400;
const [LIGHT, DARK, NARROW, FORCED] = [[WIDE, 'light', 'none'], [WIDE, 'dark', 'none'], [320, 'light', 'none'], [WIDE, 'light', 'active']];
async function everywhere(name, ways, prepare) {
  for (const [width, colorScheme, forcedColors] of ways) {
    await check(`40 WCAG 2.2 AA: ${name}, ${width} px, ${forcedColors === 'active' ? 'forced colours' : colorScheme}`, async () => {
      show(await audited.newPage());
      page.setDefaultTimeout(5000);
      try {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, forcedColors });
        await visit();
        await prepare(width);
        await audit(page);
      } finally {
        await page.close({ runBeforeUnload: false });
        show();
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
