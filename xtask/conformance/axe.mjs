// Looks at HTML pages in Chromium as readers meet them: wide, at night, on paper, on the narrowest phone.
//
//     node axe.mjs HOME FILE…      HOME holds node_modules
//
// Prints `FILE: VIEW RULE what` for each finding of axe-core (WCAG 2.0 to 2.2, A and AA), for sideways
// scrolling at 320 px (1.4.10) and for anything a page asks from outside. Exit: 0 none, 1 some, 2 failed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [home, ...files] = process.argv.slice(2);
const require = createRequire(`${home}/package.json`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const views = [
  { name: 'wide', width: 1280, media: 'screen', colorScheme: 'light' },
  { name: 'dark', width: 1280, media: 'screen', colorScheme: 'dark' },
  { name: 'print', width: 1280, media: 'print', colorScheme: 'light' },
  { name: 'phone', width: 320, media: 'screen', colorScheme: 'light' },
];

let found = 0;
const report = (file, what) => {
  found = 1;
  console.log(`${file}: ${what}`);
};

const browser = await chromium
  .launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  .catch((problem) => {
    console.error(`Chromium does not start: ${problem.message}`);
    process.exit(2);
  });
for (const file of files) {
  // The page's own scripts would run with `bypassCSP`; axe needs it where a page forbids scripts.
  const page = await browser.newPage({ bypassCSP: true });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (/^(file|data|blob):/.test(url)) return route.continue();
    report(file, `asks for ${url} from outside`);
    return route.abort();
  });
  for (const { name, width, ...media } of views) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia(media);
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), wcag);
    // Nobody touches paper: the size of targets counts on screens alone.
    const counts = ({ id }) => media.media !== 'print' || id !== 'target-size';
    for (const { id, help, nodes } of violations.filter(counts)) report(file, `${name} ${id} ${help} (${nodes[0].target}, ${nodes.length} in all)`);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (name === 'phone' && wider > 0) report(file, `${name} reflow the page is ${wider} px wider than the screen`);
  }
  await page.close();
}
await browser.close();
process.exit(found);
