// The day of a secretary in `letters edit`, in Chromium: letter 2/15 is begun from 1/15, written, translated, printed and issued,
// in at most sixty actions and without a file being touched. The files that come out are compared with `day.yaml` and `day.fr.yaml`.
//
//     node day.mjs HOME PROGRAM REPOSITORY      HOME holds node_modules
//
// `PICTURES=folder` makes the pictures of docs/staff/edit.md there, `ACCEPT=1` writes the two files anew. Exit: 0 as it should be, 1 it
// is not, 2 could not run.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, audit, change, check, isOver, complaints, copy, expect, finish, fresh, launch, lines, listen, open, PATIENCE, read, repository, save, start } from './browser.mjs';

const MOST = 60;
mkdirSync(at('letters'));
copy('templates', 'templates');
copy('tests/letters/directory', 'letters/directory');
// An office with images of its own, not the placeholders of the house style.
for (const [from, own] of [['emblem', 'emblem'], ['signature', 'director']]) {
  writeFileSync(at('templates', 'images', `${own}.png`), Buffer.concat([readFileSync(join(repository, `templates/images/${from}.png`)), Buffer.alloc(1)]));
}
// Its translators have read the French phrases.
const phrases = at('templates', 'phrases', 'fr.yaml');
save(phrases, read(phrases).replaceAll('verified: false', 'verified: true'));
change(at('letters', 'directory', 'signatories.yaml'), '  from: 2023-01-01\n', '  from: 2023-01-01\n  signature: director.png\n');
// The letter before, of another year.
const last = read(join(repository, 'tests/letters/sg15-001-ordinary.yaml'));
const OF_THEN = { '2017-04-07': '2026-04-20', '2017-06-19': '2026-07-06', '2017-06-30': '2026-07-17' };
save(at('letters', 'sg15-001.yaml'), Object.entries(OF_THEN).reduce((text, [was, now]) => text.replace(was, now), last));

const { server, ended, address, to } = await start('edit', '--no-open', '--port', '0');
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1180, height: 660 }, reducedMotion: 'reduce' });
await fresh(context);
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
const page = (open.page = listen(await context.newPage(), address.host, (text) => /^Blocked script execution|status of 422/.test(text)));
page.setDefaultTimeout(PATIENCE);
const draft = page.frameLocator('#draft');
const panel = page.locator('#place');
const dialog = page.locator('dialog');
const button = (name, box = page) => box.getByRole('button', { name, exact: true });
const labelled = (name, box = page) => box.getByLabel(name, { exact: true });
const closed = async () => {
  await draft.locator('.edit-open').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.getElementById('state').dataset.state === 'saved');
};

/* What a person does, counted. */
let actions = 0;
const click = async (locator, options) => ((actions += 1), await locator.click(options));
const fill = async (locator, text) => ((actions += 1), await locator.fill(text));
const press = async (key) => ((actions += 1), await page.keyboard.press(key));
const type = async (text) => ((actions += 1), await page.keyboard.type(text));
const choose = async (locator, value) => ((actions += 1), await locator.selectOption(value));
const tick = async (locator, on) => ((actions += 1), await locator.setChecked(on));
const on = async (title) => {
  await click(button('Continue'));
  await page.getByRole('heading', { name: title }).waitFor();
};

/** A picture for the documentation, as the page is when nothing moves any more. */
async function picture(name) {
  if (!process.env.PICTURES) return;
  await page.mouse.move(5, 5);
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.screenshot({ path: join(process.env.PICTURES, `edit-${name}.png`), animations: 'disabled', caret: 'initial' });
}

const AGENDA = Array.from({ length: 5 }, (_, at) => at + 1).flatMap((at) => [`${at}\tItem ${at}`, `${at}.1\tFirst part of item ${at}`, `${at}.1.1\tIts detail ${at}`, `${at}.2\tSecond part of item ${at}`]);
const FRENCH = Array.from({ length: 5 }, (_, at) => at + 1).flatMap((at) => [`Point ${at}`, `Première partie du point ${at}`, `Son détail ${at}`, `Seconde partie du point ${at}`]);

await page.goto(address.href);
await page.locator('#rows tr').first().waitFor();
page.setDefaultTimeout(15000);
/* One step builds on the other. */
const step = async (name, look) => {
  if (isOver()) return;
  await check(name, look);
  if (isOver()) await picture('failed');
};

await step('a new letter is begun from the last one of its group', async () => {
  await click(page.getByRole('link', { name: 'New letter' }));
  await page.getByRole('heading', { name: 'What would you like to write?' }).waitFor();
  await on('Which group writes it?');
  await choose(labelled('Group'), 'SG15');
  await on('What does it start from?');
  await on('What kind of meeting is it?');
  await choose(labelled('How people attend'), 'hybrid');
  await on('When does the meeting take place?');
  await fill(labelled('First day'), '12 April 2027');
  await fill(labelled('Last day'), '23 April 2027');
  if (process.env.PICTURES) await page.getByRole('heading', { name: 'What follows from the first day' }).waitFor();
  await picture('new');
  await on('What is arranged already?');
  await fill(labelled('Hours of each day'), '09:30-17:30');
  await fill(labelled('Event held with the meeting'), 'ITU Workshop on optical access');
  await fill(labelled('Day of the event'), '14 April 2027');
  await on('What is the date of the letter?');
  await fill(labelled('Date of the letter'), '25 January 2027');
  await on('What is copied from the letter before?');
  await on('Check your answers');
  await click(button('Create the letter'));
  await page.waitForURL('**/letters/sg15-002');
  await page.locator('#outline-list button').first().waitFor();
});
const file = at('letters', 'sg15-002.yaml');

await step('a paragraph of our own with a fact in it, and a finding that is fixed', async () => {
  await click(page.locator('#outline-list .go', { hasText: /^Opening(?! of)/ }));
  await click(button('Add below…', panel));
  await click(dialog.getByRole('button', { name: /^Paragraph/ }));
  await fill(dialog.locator('textarea'), 'Delegates are invited to a reception on the first day,');
  await click(button('Add', dialog));
  const own = draft.locator('[data-kind=own]', { hasText: 'a reception on the first day' }).first();
  await own.waitFor();
  await click(own, { position: { x: 200, y: 10 } });
  await draft.locator('.edit-open').waitFor();
  await press('Control+End');
  await type(' ');
  await click(button('Insert a fact…'));
  await fill(dialog.getByRole('searchbox'), 'first day');
  await click(dialog.locator('.choices button').first());
  await type('. Coffee is served everyday.');
  await picture('text');
  await press('Enter');
  await closed();
  const finding = page.locator('#findings .finding', { hasText: 'everyday' });
  await click(button('Fix it', finding));
  await draft.getByText('served every day').waitFor();
});

await step('an agenda of twenty items in three levels', async () => {
  const annex = page.locator('#outline-list .go', { hasText: /agenda/i }).first();
  await click(annex);
  await click(panel.getByRole('button', { name: /^Items/ }));
  await panel.getByRole('heading', { name: 'Items' }).waitFor();
  await click(button('Add below…', panel));
  await fill(dialog.locator('textarea'), AGENDA.join('\n'));
  await picture('agenda');
  await click(button('Add', dialog));
  await draft.getByText('Second part of item 5').waitFor();
});

await step('a deadline on another day, with its reason', async () => {
  await click(draft.locator('[data-fact="deadlines.registration"]').first());
  await fill(labelled('Date', panel), '8 March 2027');
  await fill(labelled('Reason', panel), 'the host needs the list earlier');
  await page.locator('.trial h3').waitFor();
  await picture('date');
  await click(button('Change', panel));
  await draft.locator('[data-fact="deadlines.registration"]', { hasText: /^8/ }).first().waitFor();
});

await step('French next to English: what is to be translated is pasted as a column', async () => {
  await click(button('Side by side…'));
  await click(button('français', dialog));
  await page.locator('#partner-lacks').getByText('to translate').waitFor();
  await click(button('Translate…', page.locator('#partner')));
  await dialog.locator('textarea').first().waitFor();
  await audit(page);
  const first = ['Les délégués sont invités à une réception le premier jour,', 'Atelier de l’UIT sur l’accès optique'];
  const boxes = dialog.locator('textarea');
  const english = await dialog.locator('.translated [lang=en]').allTextContents();
  const column = english.map((words) => (words.startsWith('Delegates') ? `${first[0]} ⟦12 avril 2027⟧. Le café est servi tous les jours.` : words.includes('Workshop') ? first[1] : FRENCH[AGENDA.findIndex((item) => item.endsWith(`\t${words}`))]));
  await page.evaluate((text) => navigator.clipboard.writeText(text), column.join('\n'));
  await boxes.first().focus();
  await press('Control+v');
  await dialog.getByText(`${column.length} of ${column.length} written`).waitFor();
  await picture('translate');
  await click(button('Save', dialog));
  await page.frameLocator('#partner iframe').getByText('Seconde partie du point 5').waitFor();
  await page.locator('#partner-lacks:empty').waitFor({ state: 'attached' });
  await picture('languages');
  await click(button('Close', page.locator('#partner')));
});

await step('printed: the letter, not the page around it', async () => {
  await page.frame({ url: /\/draft/ }).evaluate(() => (window.print = () => (document.body.dataset.printed = 'yes')));
  await press('Control+p');
  await draft.locator('body[data-printed=yes]').waitFor({ state: 'attached' });
});

await step('issued in both languages', async () => {
  await click(button('Issue…'));
  await labelled('Approved by (name)').waitFor();
  await fill(dialog.getByRole('textbox', { name: 'Date of the letter' }), '25 January 2027');
  await fill(labelled('Approved by (name)'), 'Jane Example');
  await click(button('Issue the letter', dialog));
  await dialog.getByText('The letter is issued.').waitFor();
  const published = existsSync(at('published')) ? readdirSync(at('published'), { recursive: true }).join() : '';
  expect(/MSW-E\.docx/.test(published) && /MSW-F\.docx/.test(published), `published: ${published}`);
});

await step(`all of it in at most ${MOST} actions`, () => {
  console.log(`      ${actions} actions`);
  expect(actions <= MOST, `${actions} actions`);
});

// The day on which it was approved is today.
const dated = (text) => text.replace(/^( +date: )\d{4}-\d\d-\d\d( *)$/gm, (line, key, rest) => (line.includes(new Date().toISOString().slice(0, 10)) ? `${key}TODAY${rest}` : line));
for (const [name, golden] of [['sg15-002.yaml', 'day.yaml'], ['sg15-002.fr.yaml', 'day.fr.yaml']]) {
  await step(`${name} is what a person would have written: ${golden}`, () => {
    const written = dated(read(at('letters', name)));
    const expected = join(repository, 'xtask/conformance', golden);
    if (process.env.ACCEPT) writeFileSync(expected, written);
    const [old, now] = lines(read(expected), written);
    expect(old.length === 0 && now.length === 0, `expected:\n${old.join('\n')}\nwritten:\n${now.join('\n')}`);
  });
}
await step('no complaint in the console, no request elsewhere, no policy broken', () => expect(complaints.length === 0, [...new Set(complaints)].join('; ')));

await finish(browser, server, ended);
