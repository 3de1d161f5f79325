// What comes from elsewhere: Word files, the directory, a time plan.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { at, audit, expect, home, lines, read, repository, save } from '../browser.mjs';
import { before, check, draft, letter, page, panel, said, seen, TEXT, to, undo, visit } from './office.mjs';

await check('a Word file came back: a change is accepted, another one rejected, and Undo takes it back', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Word', exact: true }).click()]);
  const [sent, back] = [at('sent.docx'), at('back é.docx')];
  await download.saveAs(sent);
  const script = 'import sys, zipfile\na, b = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], "w")\nfor name in a.namelist():\n    data = a.read(name)\n    if name == "word/document.xml":\n        data = data.decode().replace("may discuss a new", "will discuss a new").replace("Opening of the meeting", "Opening of this meeting").encode()\n    b.writestr(name, data)\nb.close()';
  execFileSync(join(home, 'venv/bin/python'), ['-c', script, sent, back]);
  await page.getByRole('button', { name: 'Word file came back…' }).click();
  await page.getByLabel('Word file', { exact: true }).setInputFiles(back);
  await page.getByText('2 changes to decide').waitFor({ timeout: 20000 });
  await audit(page);
  await page.getByRole('button', { name: 'Reject change 2' }).click();
  await page.getByText('1 change to decide').waitFor();
  await page.getByRole('button', { name: 'Accept change 1' }).click();
  await said('^1 change accepted');
  await seen(TEXT, 'will discuss a new');
  const [old, now] = lines(before, read(letter));
  expect(old.length === 1 && now[0] === old[0].replace('may discuss', 'will discuss'), `written: ${now.join('\n')}`);
  await page.locator('#partner').getByRole('button', { name: 'Close' }).click();
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
  await page.getByRole('button', { name: 'Word file came back…' }).click();
  await page.getByLabel('Word file', { exact: true }).setInputFiles(letter);
  await page.locator('#refusal').getByText(/This file .*not a Word file/).waitFor();
  await page.locator('#refusal').getByRole('button', { name: 'Close' }).click();
});
await check('an old Word file becomes a letter', async () => {
  const made = at('letters', 'sg17-099.yaml');
  await page.goto(to('/new'));
  await page.getByLabel('Kind of letter').selectOption('import');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('.error-summary').getByText('choose one').waitFor();
  await page.getByLabel('Word file or text file').setInputFiles(at('sent.docx'));
  await page.getByLabel('Number').fill('99');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Check what was read' }).waitFor({ timeout: 30000 });
  expect(!readdirSync(at('letters')).includes('sg17-099.yaml'), 'a file was written before the last page');
  await page.getByRole('button', { name: 'Create the letter' }).click();
  await page.waitForURL('**/letters/sg17-099', { timeout: 30000 });
  expect(read(made).includes('number: 99'), read(made).slice(0, 300));
  await visit();
  rmSync(made);
});
await check('groups and people: a new chair, a new signatory with a signature, each taken back; comments stay', async () => {
  const [groups, people] = [at('letters', 'directory', 'groups.yaml'), at('letters', 'directory', 'signatories.yaml')];
  const [was, who] = [read(groups), read(people)];
  await page.goto(to('/'));
  await page.getByRole('link', { name: 'Groups and people' }).click();
  await page.getByRole('heading', { name: /^SG17/ }).waitFor();
  await audit(page);
  await page.getByLabel('Chair: name').fill('Jane Example: “Jo”');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('#line').getByText('Saved.').waitFor();
  expect(read(groups) !== was && read(groups).includes('Jane Example') && read(groups).startsWith('# The groups'), read(groups));
  const one = read(groups);
  await page.getByLabel('What it deals with').fill('Security of everything');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#line').textContent.startsWith('Saved'));
  for (const [left, round] of [[one, 1], [was, 2]]) {
    await page.locator('#line').evaluate((line) => (line.textContent = ''));
    await page.getByRole('button', { name: 'Take the last change back' }).click();
    await page.locator('#line').getByText('taken back').waitFor();
    expect(read(groups) === left, `${round} taken back: ${lines(left, read(groups))[1].join('\n')}`);
  }
  expect(read(groups) === was, `left: ${lines(was, read(groups))[1].join('\n')}`);
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Name: type something').waitFor();
  await page.getByRole('button', { name: 'Add a signatory…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Jane Example');
  await page.getByLabel('Office', { exact: true }).fill('Director of the Telecommunication\nStandardization Bureau');
  await page.getByRole('textbox', { name: 'First day in office' }).fill('1 January 2031');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: 'Jane Example' }).waitFor();
  await page.getByLabel('Add an image').setInputFiles(groups);
  await page.locator('.card .wrong:not(:empty)').waitFor();
  await page.getByLabel('Add an image').setInputFiles(join(repository, 'tests/letters/images/rooms.png'));
  await page.getByAltText('The signature as it is now').waitFor();
  await audit(page);
  expect(read(people).startsWith(who) && /signature: signature-\d\.png/.test(read(people)), read(people));
  save(people, who);
  await visit();
});

await check('the time plan as a table: a cell is changed, a row added and removed; Undo takes it back', async () => {
  const plan = at('letters', 'sg17-013.yaml');
  copyFileSync(join(repository, 'tests/letters/sg17-013-short-time-plan.yaml'), plan);
  const was = read(plan);
  try {
    await page.goto(to('/'));
    await page.locator('#rows tr', { hasText: 'sg17-013' }).waitFor();
    await visit('sg17-013');
    await page.locator('#outline-list .go', { hasText: /time plan/i }).first().click();
    const open = panel.getByRole('button', { name: /^Change the table/ });
    await open.click();
    const rows = page.locator('dialog tbody tr');
    const count = await rows.count();
    await audit(page);
    await rows.first().locator('input').nth(1).fill('Changed');
    await rows.first().getByRole('button', { name: 'Add below' }).click();
    await rows.nth(1).locator('input').first().fill('A new row');
    await rows.nth(1).locator('input').nth(2).fill('New');
    await rows.nth(2).getByRole('button', { name: 'Remove' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await draft.getByText('A new row').first().waitFor();
    const [old, now] = lines(was, read(plan));
    expect(now.some((line) => line.includes('Changed')) && now.some((line) => line.includes('A new row')), `written: ${now.join('\n')}`);
    await open.click();
    expect((await rows.count()) === count, `${await rows.count()} rows of ${count}`);
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    await undo();
    expect(read(plan) === was, `left: ${lines(was, read(plan))[1].join('\n')}`);
  } finally {
    await visit();
    rmSync(plan);
  }
});
