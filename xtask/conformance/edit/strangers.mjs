// Strangers: requests that did not come from the page.
import { ask, expect, read } from '../browser.mjs';
import { address, check, context, letter, page } from './office.mjs';

await check('39 strangers are refused, and the file is untouched', async () => {
  const was = read(letter);
  const [{ name, value }] = await context.cookies();
  const word = await page.evaluate(() => document.body.dataset.word);
  const body = JSON.stringify({ base: '', key: '1', edits: [{ do: 'remove', at: 'body.3' }] });
  const own = { cookie: `${name}=${value}`, origin: address.origin, 'content-type': 'application/json', 'x-letters-desk': word, 'content-length': String(body.length) };
  const without = (key) => Object.fromEntries(Object.entries(own).filter(([name]) => name !== key));
  const tries = {
    'another site': { ...own, origin: 'http://evil.example' },
    'another port': { ...own, 'sec-fetch-site': 'same-site' },
    'a rebound name': { ...own, host: `evil.example:${address.port}` },
    'no origin': without('origin'),
    'no cookie': without('cookie'),
    'no word': without('x-letters-desk'),
    'a wrong word': { ...own, 'x-letters-desk': '0'.repeat(32) },
    'a form': { ...own, 'content-type': 'text/plain' },
  };
  for (const [who, headers] of Object.entries(tries)) {
    const { statusCode } = await ask(address, '/letters/sg17-011/edits', { method: 'POST', headers, body });
    expect(statusCode >= 400 && statusCode < 500, `${who} is answered ${statusCode}`);
  }
  const huge = 'x'.repeat(1 << 20);
  const { statusCode } = await ask(address, '/letters/sg17-011/edits', { method: 'POST', headers: { ...own, 'content-length': String(huge.length) }, body: huge }).catch(() => ({ statusCode: 413 }));
  expect(statusCode === 413, `a megabyte is answered ${statusCode}`);
  expect(read(letter) === was, 'the file was written');
});
