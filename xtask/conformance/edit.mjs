// Uses `letters edit` in Chromium as a secretary does: the scenes that the page was designed for, one after the other.
//
//     node edit.mjs HOME PROGRAM REPOSITORY      HOME holds node_modules
//
// Works on a copy of the letters and templates of the repository. Prints `pass` or `FAIL` for each scene; the numbers are those of
// the forty scenes, and the last line says which of them have no check. Exit: 0 all pass, 1 some do not, 2 could not run.
// `ONLY=words` runs the scenes with these words; `PICTURES=folder` keeps a picture of each failure.
import { check, complaints, expect, finish, names } from './browser.mjs';
import { browser, check as scene, ended, server } from './edit/office.mjs';

const PARTS = ['writing', 'facts', 'phrases', 'items', 'findings', 'others', 'lost', 'issued', 'strangers', 'meeting', 'compared', 'elsewhere', 'source', 'everybody'];
// They share a page. Modules that wait at their top level would run at the same time if each had an `import` of its own above.
for (const part of PARTS) await import(`./edit/${part}.mjs`);

await scene('no complaint in the console, no request elsewhere, no policy broken', () => expect(complaints.length === 0, [...new Set(complaints)].join('; ')));

const numbers = new Set(names.flatMap((name) => /^[\d, ]+(?= )/.exec(name)?.[0].split(',').map(Number) ?? []));
const unseen = Array.from({ length: 40 }, (_, at) => at + 1).filter((number) => !numbers.has(number));
await check('each of the forty scenes has a check', () => expect(unseen.length === 0, `no check: ${unseen.join(', ')}`));
await finish(browser, server, ended);
