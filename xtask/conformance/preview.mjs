// Uses `letters preview` in Chromium as somebody does who edits a letter beside it.
//
//     node preview.mjs HOME PROGRAM REPOSITORY      HOME holds node_modules
//
// Works on a copy of the letters and templates of the repository. Prints `pass` or `FAIL` for each thing looked at, and
// how long an edit takes to be seen, which is a figure and no test. Exit: 0 all pass, 1 some do not, 2 could not run.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ask as request, at, audit as look, change, check, complaints, copy, expect, folder, launch, listen as watch, program, read, save, start, summary } from './browser.mjs';

for (const name of ['letters', 'templates']) copy(name, name);
const letter = at('letters', 'sg17-011.yaml');
const words = at('templates', 'phrases', 'en.yaml');
// The letter begins as a draft with findings: usually it silences them.
save(letter, read(letter).replace(/^allow:\n(?:[ #].*\n|\n)*/m, ''));

const { server, ended, address, to } = await start('preview', '--no-open', '--port', '0');
const browser = await launch();
const listen = (page) => watch(page, address.host);
const ask = (path, headers = {}, method = 'GET') => request(address, path, { headers, method });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = listen(await context.newPage());
page.setDefaultTimeout(5000);
const draft = page.frameLocator('#draft');
const errors = page.locator('#errors');

// Who is answered.

await check('a browser without the address is not let in', async () => {
  for (const path of ['/', '/letters/sg17-011', '/assets/preview.js', '/?token=0']) {
    const { statusCode } = await ask(path);
    expect(statusCode === 403, `${path} answers ${statusCode}`);
  }
});
await check('the address lets it in', async () => {
  await page.goto(address.href);
  expect(page.url() === to('/'), `the token stays in ${page.url()}`);
  await page.getByRole('heading', { name: 'Letters' }).waitFor();
});
const [{ name, value }] = await context.cookies();
const cookie = `${name}=${value}`;
await check('a foreign host is refused, with the cookie too', async () => {
  for (const host of ['evil.example', `evil.example:${address.port}`, '127.0.0.1', '127.0.0.1:1']) {
    const { statusCode } = await ask('/', { host, cookie });
    expect(statusCode === 403, `${host} is answered ${statusCode}`);
  }
  expect((await ask('/', { cookie })).statusCode === 200, 'our own host is refused');
});
await check('no file outside is reached', async () => {
  for (const path of ['/letters/..%2f..%2fetc%2fpasswd', '/assets/../../Cargo.toml', '/assets/..%2fpreview.js', '/letters/sg17-011/files/..%2f..%2fletters%2fsg17-011.yaml', '//etc/passwd']) {
    const { statusCode } = await ask(path, { cookie });
    expect(statusCode === 404, `${path} answers ${statusCode}`);
  }
});

// The list, and a letter in it.

await check('the list shows the letters', async () => {
  const row = page.locator('#row-sg17-011');
  await row.getByText('draft', { exact: true }).waitFor();
  await row.getByText(/\d+ warnings/).waitFor();
  expect((await page.locator('#rows > tr').count()) === 2, 'there are two letters');
});
await check('a new letter appears in the list, and goes', async () => {
  const fresh = at('letters', 'sg17-012.yaml');
  save(fresh, 'group: SG17\nnumber: 12\ndate: 2021-06-21\nmeeting:\n  format: virtual\n  starts: 2021-09-20\n  ends: 2021-09-24\n');
  await page.locator('#row-sg17-012').getByText('TSB Collective letter 12/17', { exact: true }).waitFor();
  await page.getByLabel('Filter the letters by words').fill('12/17');
  await page.locator('#row-sg17-011').waitFor({ state: 'hidden' });
  await page.getByLabel('Filter the letters by words').fill('');
  rmSync(fresh);
  await page.locator('#row-sg17-012').waitFor({ state: 'detached' });
});
await check('a letter is reached by the keyboard alone', async () => {
  await page.goto(to('/'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => ({ text: document.activeElement.textContent, outline: getComputedStyle(document.activeElement).outlineStyle }));
  expect(focused.text.startsWith('TSB Collective letter'), `the focus is on ${focused.text}`);
  expect(focused.outline === 'solid', 'the focus is not seen');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/letters/*');
});

await page.goto(to('/letters/sg17-011'));
await draft.getByText('Dear Sir/Madam').waitFor();
const scrolled = () => page.frame({ url: /draft/ }).evaluate(() => scrollY);

await check('a saved edit is seen, marked and listed; the page stays where it is', async () => {
  await page.frame({ url: /draft/ }).evaluate(() => scrollTo(0, 700));
  const link = page.getByRole('link', { name: 'All letters' });
  await link.focus();
  change(letter, 'everyday using', 'every afternoon using');
  await draft.locator('mark', { hasText: 'every afternoon' }).waitFor();
  expect((await scrolled()) === 700, `the draft went to ${await scrolled()}`);
  expect(await link.evaluate((node) => node === document.activeElement), 'the focus went elsewhere');
  await page.locator('.changes', { hasText: 'everyday' }).locator('del').waitFor();
});
await check('edits of several kinds are seen', async () => {
  const text = read(letter);
  const edits = [
    (text) => writeFileSync(letter, text),
    (text) => {
      writeFileSync(letter, '');
      setTimeout(() => writeFileSync(letter, text), 15);
    },
    (text) => {
      rmSync(letter);
      setTimeout(() => writeFileSync(letter, text), 15);
    },
    (text) => save(letter, `\ufeff${text.replaceAll('\n', '\r\n')}`),
  ];
  // Half a save is no error.
  await page.evaluate(() => {
    window.alarms = 0;
    new MutationObserver(() => (window.alarms += document.querySelector('#errors .finding') ? 1 : 0)).observe(document.getElementById('errors'), { childList: true, subtree: true });
  });
  for (const [number, edit] of edits.entries()) {
    edit(text.replace('every afternoon using', `on day ${number} using`));
    await draft.locator('mark', { hasText: `on day ${number}` }).waitFor();
  }
  expect((await page.evaluate(() => window.alarms)) === 0, 'an error was shown in the middle of a save');
  save(letter, text);
  await draft.locator('mark', { hasText: 'every afternoon' }).waitFor();
});
await check('changes are walked and switched off by the keyboard', async () => {
  await page.frame({ url: /draft/ }).evaluate(() => scrollTo(0, 0));
  await page.locator('.changes button').first().focus();
  await page.keyboard.press('Enter');
  await draft.locator('mark.preview-here').waitFor();
  await page.waitForFunction(() => document.getElementById('draft').contentWindow.scrollY > 0);
  await page.getByLabel('Mark changes in the draft').focus();
  await page.keyboard.press('Space');
  const ground = () => draft.locator('mark').first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
  expect((await ground()) === 'rgba(0, 0, 0, 0)', 'the mark is still seen');
  await page.keyboard.press('Space');
  expect((await ground()) !== 'rgba(0, 0, 0, 0)', 'the mark is not seen again');
});
await check('a finding leads to its words, and to its explanation', async () => {
  const finding = page.locator('#panel .finding', { hasText: 'decisions-making' });
  await finding.getByText('letters/sg17-011.yaml:').waitFor();
  await finding.getByRole('button', { name: 'Show in the draft' }).press('Enter');
  const selected = await page.frame({ url: /draft/ }).evaluate(() => getSelection().toString());
  expect(selected === 'decisions-making', `selected is "${selected}"`);
  const explained = await context.newPage();
  await explained.goto(await finding.getByRole('link').evaluate((link) => link.href));
  await explained.getByRole('heading', { name: 'known-slip' }).waitFor();
  await explained.close();
});

// What is wrong, shown and mended.

await check('a wrong letter shows its error over the last good draft, and recovers', async () => {
  change(letter, 'ends: 2021-04-30', 'ends: 2021-04-31');
  await errors.getByText('there is no 31 April 2021').waitFor();
  await errors.getByText(/letters.sg17-011.yaml:\d+:\d+/).waitFor();
  await draft.locator('mark', { hasText: 'every afternoon' }).waitFor();
  expect((await page.locator('.files a').count()) === 0, 'files are offered');
  expect(Number(await page.locator('#draft').evaluate((frame) => getComputedStyle(frame).opacity)) < 1, 'the draft is not dimmed');
});
await audit('error', '/letters/sg17-011');
await check('a file of a wrong letter is refused with what is wrong', async () => {
  const { statusCode } = await ask('/letters/sg17-011/files/T17-SG17-COL-0011!!PDF-E.pdf', { cookie });
  expect(statusCode === 409, `answers ${statusCode}`);
  change(letter, 'ends: 2021-04-31', 'ends: 2021-04-30');
  await errors.locator('.finding').waitFor({ state: 'detached' });
  await page.locator('.files a').first().waitFor();
});
await check('a changed template is seen', async () => {
  change(words, 'Yours faithfully', 'Yours sincerely');
  await draft.locator('mark', { hasText: 'sincerely' }).waitFor();
});
await check('a broken template shows its error everywhere, and recovers', async () => {
  const template = at('templates', 'letter.md');
  const text = read(template);
  save(template, `{% if %}\n${text}`);
  await errors.getByText('letter.md').first().waitFor();
  await draft.locator('mark', { hasText: 'sincerely' }).waitFor();
  const list = listen(await context.newPage());
  await list.goto(to('/'));
  await list.locator('#house').getByText('letter.md').first().waitFor();
  save(template, text);
  await list.locator('#house .finding').waitFor({ state: 'detached' });
  await list.close();
  await errors.locator('.finding').waitFor({ state: 'detached' });
  change(words, 'Yours sincerely', 'Yours faithfully');
  await draft.locator('mark', { hasText: 'sincerely' }).waitFor({ state: 'detached' });
});
await check('a new style sheet is seen', async () => {
  const theme = at('templates', 'theme.yaml');
  const text = read(theme);
  const size = () => draft.locator('h1').evaluate((title) => getComputedStyle(title).fontSize);
  const before = await size();
  save(theme, text.replace(/(Subject:[^]*?)size: *[\d.]+|(Body: *\{[^}]*?size: *)[\d.]+/, (all) => all.replace(/[\d.]+$/, '19')));
  await page.waitForFunction((before) => [...document.getElementById('draft').contentDocument.querySelectorAll('h1, p')].some((node) => parseFloat(getComputedStyle(node).fontSize) > 1.3 * parseFloat(before)), before);
  save(theme, text);
  await page.waitForFunction((before) => getComputedStyle(document.getElementById('draft').contentDocument.querySelector('h1')).fontSize === before, before);
});
await check('two letters with one number are wrong, and both say so', async () => {
  const twin = at('letters', 'twin.yaml');
  save(twin, read(letter));
  await errors.getByText('twin.yaml').first().waitFor();
  rmSync(twin);
  await errors.locator('.finding').waitFor({ state: 'detached' });
});

// Files.

execFileSync(program, ['build', '--output', 'built'], { cwd: folder, stdio: 'ignore' });
const built = (ending) => {
  const name = readdirSync(at('built')).find((name) => name.startsWith('T17-SG17-COL-0011!!') && name.endsWith(`-E.${ending}`));
  return readFileSync(at('built', name));
};
await check('PDF and web page are those that `build` writes', async () => {
  for (const [label, ending] of [['PDF', 'pdf'], ['Web page', 'html']]) {
    const bytes = await page.getByRole('link', { name: label, exact: true }).evaluate(async (link) => [...new Uint8Array(await (await fetch(link.href)).arrayBuffer())]);
    expect(Buffer.from(bytes).equals(built(ending)), `the ${ending} differs`);
  }
});
await check('the Word file is the one that `build` writes', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Word', exact: true }).click()]);
  expect(readFileSync(await download.path()).equals(built('docx')), 'it differs');
  expect(download.suggestedFilename() === 'T17-SG17-COL-0011!!MSW-E.docx', download.suggestedFilename());
});
await check('changes are counted anew', async () => {
  await page.getByRole('button', { name: 'Mark changes from now on' }).click();
  await draft.locator('mark').first().waitFor({ state: 'detached' });
  await draft.getByText('every afternoon').waitFor();
});
await check('the letter of a file that is gone says so, and comes back', async () => {
  renameSync(letter, `${letter}.old`);
  await page.getByText('no longer in the folder').waitFor();
  renameSync(`${letter}.old`, letter);
  await page.getByText('no longer in the folder').waitFor({ state: 'detached' });
  await draft.getByText('every afternoon').waitFor();
  expect((await draft.locator('mark').count()) === 0, 'it is held against another than before');
});

// A letter in two languages.

const [english, russian] = ['sg17-012.yaml', 'sg17-012.ru.yaml'].map((name) => at('letters', name));
save(english, 'group: SG17\nnumber: 12\ndate: 2021-06-21\nmeeting:\n  format: virtual\n  starts: 2021-09-20\n  ends: 2021-09-24\n');
save(russian, 'translation-of: sg17-012.yaml\nlanguage: ru\n');
const languages = page.getByRole('navigation', { name: 'Languages of this letter' });
/* The block at the upper edge of the draft, by its place among all. */
const block = () =>
  page.frame({ url: /draft/ }).evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, p, li, tr')].findIndex((block) => block.getBoundingClientRect().bottom > 0));
await check('a letter in two languages is one row of the list', async () => {
  await page.goto(to('/'));
  const row = page.locator('#row-sg17-012');
  await row.getByRole('link', { name: /^RU .*12.17 in Russian$/ }).waitFor();
  expect((await page.locator('#rows > tr').count()) === 3, 'there are three letters');
  await row.getByRole('link', { name: 'TSB Collective letter 12/17', exact: true }).click();
  await page.waitForURL('**/letters/sg17-012');
});
await check('the bar says which languages there are, in words', async () => {
  await languages.getByText('No version in: FR').waitFor();
  expect((await languages.getByRole('link').count()) === 2, 'two languages are links');
  expect((await languages.locator('[aria-current=page]').textContent()).startsWith('EN'), 'English is not marked as shown');
});
await check('another language is reached by the keyboard, at the same place', async () => {
  await draft.getByText('ANNEX A').first().waitFor();
  await page.frame({ url: /draft/ }).evaluate(() => [...document.querySelectorAll('h1, h2')].at(-1).scrollIntoView());
  const before = await block();
  expect(before > 5, `the draft stands at block ${before}`);
  await languages.getByRole('link', { name: /^RU/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/letters/sg17-012-ru');
  await draft.locator('html[lang|=ru]').waitFor();
  await page.waitForFunction(() => document.getElementById('draft').contentWindow.scrollY > 0);
  expect((await block()) === before, `the draft stands at block ${await block()}, not ${before}`);
  expect((await page.evaluate(() => document.documentElement.lang)) === 'en', 'the frame is no longer English');
  expect((await languages.locator('[aria-current=page]').textContent()).startsWith('RU'), 'Russian is not marked as shown');
});
await check('an edit of the original is seen in the translation, and an error of it told in a line', async () => {
  change(english, 'ends: 2021-09-24', 'ends: 2021-09-23');
  await draft.locator('mark', { hasText: '23' }).first().waitFor();
  change(english, 'ends: 2021-09-23', 'ends: 2021-09-31');
  await errors.getByText('not built: the original').waitFor();
  expect((await errors.locator('.finding').count()) === 1, 'more is told than that');
  change(english, 'ends: 2021-09-31', 'ends: 2021-09-24');
  await errors.locator('.finding').waitFor({ state: 'detached' });
});
await audit('letter in two languages', '/letters/sg17-012-ru');
await audit('list with languages', '/');
await check('a translation that goes is no longer offered', async () => {
  await page.goto(to('/letters/sg17-012'));
  rmSync(russian);
  await languages.getByText('No version in: FR (French) ES (Spanish) RU').waitFor();
  rmSync(english);
  await page.getByText('no longer in the folder').waitFor();
});
await page.goto(to('/letters/sg17-011'));
await draft.getByText('Dear Sir/Madam').waitFor();

// For everybody.

await audit('list', '/');
await audit('letter with findings', '/letters/sg17-011');
await audit('explanation', '/rules/known-slip');

async function audit(name, path) {
  // axe needs to be let past the policy of the page.
  const audited = await browser.newContext({ bypassCSP: true, storageState: await context.storageState() });
  const page = await audited.newPage();
  for (const width of [1280, 320]) {
    for (const colorScheme of ['light', 'dark']) {
      await check(`WCAG 2.2 AA: ${name}, ${width} px, ${colorScheme}`, async () => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        await page.goto(to(path));
        await look(page);
      });
    }
  }
  await audited.close();
}

await check('no complaint in the console, no request elsewhere, no policy broken', () => expect(complaints.length === 0, [...new Set(complaints)].join('; ')));

// How long an edit takes to be seen: from before the write to the new words in the page.

const text = read(letter);
const times = [];
await check('every edit of many is seen', async () => {
  for (let edit = 0; edit < 33; edit++) {
    const word = `edit-${edit}-seen`;
    const seen = page.evaluate(
      (word) =>
        new Promise((resolve, reject) => {
          setTimeout(() => reject(new Error(`${word} is not seen`)), 5000);
          const inside = document.getElementById('draft').contentDocument;
          const observer = new MutationObserver(() => {
            if (!inside.body.textContent.includes(word)) return;
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          });
          observer.observe(inside.documentElement, { subtree: true, childList: true, characterData: true });
        }),
      word,
    );
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const start = performance.timeOrigin + performance.now();
    (edit % 2 ? save : writeFileSync)(letter, text.replace('every afternoon', word));
    times.push((await seen) - start);
  }
});
// The first ones warm up.
const sorted = times.slice(3).sort((a, b) => a - b);
if (sorted.length) console.log(`edit to new words in the page, ${sorted.length} edits: median ${sorted[sorted.length >> 1].toFixed(1)} ms, 90 % ${sorted[Math.floor(sorted.length * 0.9)].toFixed(1)} ms, most ${sorted.at(-1).toFixed(1)} ms`);

await check('Ctrl+C ends it, and the page says so', async () => {
  server.kill('SIGINT');
  expect((await ended) === 0, `it ends with ${await ended}`);
  await page.getByText('The preview is not responding').waitFor();
});

await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exit(summary());
