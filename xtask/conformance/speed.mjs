// How long it takes in `letters edit` from a change until the page shows it, with one letter in the folder and with a thousand.
//
//     node speed.mjs HOME PROGRAM REPOSITORY      HOME holds node_modules
//
// PROGRAM should be that of a release. Prints the median and the longest time of forty changes; nothing is compared with a limit.
import { mkdirSync, rmSync } from 'node:fs';
import { at, copy, folder, launch, listen, PATIENCE, read, repository, save, start } from './browser.mjs';
import { join } from 'node:path';

const ROUNDS = 40;
const seed = read(join(repository, 'letters/sg17-011.yaml'));
copy('templates', 'templates');
const browser = await launch();

async function measure(count) {
  const letters = at(`letters-${count}`);
  mkdirSync(letters);
  copy('letters/directory', `letters-${count}/directory`);
  for (let number = 1; number <= count; number++) save(join(letters, `sg17-${String(number).padStart(4, '0')}.yaml`), seed.replace(/^number: .*/m, `number: ${number}`));
  const { server, ended, address, to } = await start('edit', '--no-open', '--port', '0', '--letters', `letters-${count}`);
  const page = listen(await (await browser.newContext()).newPage(), address.host);
  page.setDefaultTimeout(10 * PATIENCE);
  await page.goto(address.href);
  // All letters have been looked at.
  await page.waitForFunction((count) => document.querySelectorAll('#rows tr').length >= count && !document.querySelector('[data-unread]'), count);
  await page.waitForTimeout(count * 10);
  await page.goto(to('/letters/sg17-0001'));
  await page.frameLocator('#draft').locator('[data-fact="meeting.starts"]').first().waitFor();
  const times = await page.evaluate(async (rounds) => {
    const headers = { 'Content-Type': 'application/json', 'X-Letters-Desk': document.body.dataset.word };
    const shows = (day) => document.getElementById('draft').contentDocument.body.textContent.replace(/\s+/g, ' ').includes(`${day} April 2021`);
    const times = [];
    for (let round = 0; round < rounds; round++) {
      const [was, now, day] = round % 2 ? ['2021-04-29', '2021-04-30', '30'] : ['2021-04-30', '2021-04-29', '29'];
      const body = JSON.stringify({ base: '', key: crypto.randomUUID(), edits: [{ do: 'value', at: 'meeting.ends', old: was, new: now }] });
      const seen = new Promise((resolve) => {
        const look = () => (shows(day) ? resolve(performance.now()) : setTimeout(look, 1));
        setTimeout(look, 0);
      });
      const since = performance.now();
      await fetch(`/letters/${document.body.dataset.letter}/edits`, { method: 'POST', headers, body });
      times.push((await seen) - since);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return times.sort((a, b) => a - b);
  }, ROUNDS);
  server.kill('SIGINT');
  await ended;
  return [times[ROUNDS / 2], times.at(-1)];
}

const [one, longest] = await measure(1);
console.log(`one letter: median ${one.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
const [many, most] = await measure(1000);
console.log(`a thousand letters: median ${many.toFixed(1)} ms, longest ${most.toFixed(1)} ms; ${(many / one).toFixed(2)} times as long`);
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
