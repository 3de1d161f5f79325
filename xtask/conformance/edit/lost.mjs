// Nothing is lost: line ends, a file or disk that cannot be written to, a program that is killed, a page that is loaded again, two pages.
import { chmodSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { at, begin, expect, fresh, listen, picture, program, read, save, start } from '../browser.mjs';
import { address, before, check, closed, context, draft, field, letter, page, refused, show, TEXT, to, undo, visit, write } from './office.mjs';

await check('33 line ends and byte-order mark survive', async () => {
  const was = read(letter);
  const windows = `\ufeff${was.replaceAll('\n', '\r\n')}`;
  save(letter, windows);
  await page.waitForTimeout(300);
  await write(TEXT, 'structure', 9);
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await closed();
  expect(read(letter) === windows.replace('structure', 'structures'), 'line ends or mark are lost');
  save(letter, was);
  await page.waitForTimeout(300);
});
await check('33 a write-protected file is told, and the words are kept', async () => {
  chmodSync(letter, 0o444);
  try {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' kept');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('write-protected').waitFor();
    expect(read(letter) === before, 'the file was written');
  } finally {
    chmodSync(letter, 0o644);
  }
  await page.locator('#refusal').getByRole('button', { name: 'Save again' }).click();
  await closed();
  expect(/structure\s+kept/.test(read(letter)), 'the words are lost');
  await undo();
});
/* A page of another program, at another port. */
async function elsewhere(command, words, look) {
  const other = await begin(command, words);
  const own = await context.newPage();
  own.setDefaultTimeout(15000);
  own.on('dialog', (dialog) => dialog.accept());
  await fresh(context);
  try {
    await own.goto(other.address.href);
    show(own);
    await own.goto(other.to('/letters/sg17-011'));
    await draft.locator('[data-at]').first().waitFor();
    await look(other);
  } catch (problem) {
    await picture('elsewhere');
    throw problem;
  } finally {
    show();
    await own.close({ runBeforeUnload: false });
    other.server.kill('SIGKILL');
    await other.ended;
  }
}
await check('33 a full disk is told, and the words are kept', async () => {
  // No file of this program may be longer than 4 kB, which a letter is.
  const limited = `trap '' XFSZ; ulimit -f 8; exec "$0" edit --no-open --port 0`;
  await elsewhere('/bin/sh', ['-c', limited, program], async () => {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' kept');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('Nothing was saved').waitFor();
    expect(read(letter) === before, 'the file was written');
    expect((await draft.locator('.edit-open').textContent()).includes('structure kept'), 'the words are lost');
    expect(readdirSync(at('letters')).every((name) => !name.startsWith('.letters-')), 'half a file is left');
  });
});
await check('34 the program is killed while somebody types: it is told, and after a restart the words are offered', async () => {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
  await elsewhere(program, ['edit', '--no-open', '--port', port], async ({ server, ended }) => {
    await write(TEXT, 'structure', 9);
    await page.keyboard.type(' typed');
    server.kill('SIGKILL');
    await ended;
    await page.keyboard.type(' on');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').getByText('The program does not answer').waitFor();
    const again = await start('edit', '--no-open', '--port', port);
    try {
      await page.goto(again.address.href);
      await page.goto(again.to('/letters/sg17-011'));
      await page.locator('#offer').getByText('structure typed on').waitFor();
      await page.locator('#offer').getByRole('button', { name: 'Open it with these words' }).click();
      await draft.locator('.edit-open', { hasText: 'structure typed on' }).waitFor();
      await page.keyboard.press('Enter');
      await closed();
      expect(/structure\s+typed\s+on/.test(read(letter)), 'the words are not in the file');
    } finally {
      again.server.kill('SIGKILL');
      await again.ended;
    }
  });
});
await check('34 words that were not saved are offered after the page was lost', async () => {
  await visit();
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' offered');
  await page.reload();
  await page.locator('#offer').getByText('offered').waitFor();
  await page.locator('#offer').getByRole('button', { name: 'Open it with these words' }).click();
  await field().waitFor();
  expect((await field().textContent()).includes('structure offered'), 'the words are lost');
  await page.keyboard.press('Escape');
});
await check('what was done before the page was loaded again can be undone', async () => {
  await write(TEXT, 'structure', 9);
  await page.keyboard.type('s');
  await page.keyboard.press('Enter');
  await closed();
  await visit();
  await undo();
  expect(read(letter) === before, 'undo does not bring the file back');
});
await check('30 two pages at one letter', async () => {
  const was = read(letter);
  const other = listen(await context.newPage(), address.host, refused);
  await other.goto(to('/letters/sg17-011'));
  await other.frameLocator('#draft').locator(`[data-at="${TEXT}"]`).waitFor();
  await write(TEXT, 'structure', 9);
  await page.keyboard.type(' here');
  await page.keyboard.press('Enter');
  await closed();
  await other.frameLocator('#draft').locator(`[data-at="${TEXT}"]`, { hasText: 'structure here' }).waitFor();
  await other.locator('#undo:not([aria-disabled=true])').click();
  await draft.locator(`[data-at="${TEXT}"]`, { hasText: 'structure here' }).waitFor({ state: 'detached' });
  expect(read(letter) === was, 'undo does not bring the file back');
  await other.close();
});
