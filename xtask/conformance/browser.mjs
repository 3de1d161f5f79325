// What the scripts that use the program in Chromium share: a folder of its own, the program, a browser, and what is told.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';

export const [home, program, repository] = process.argv.slice(2, 5).map((path) => absolute(path));
const require = createRequire(`${home}/package.json`);
const { chromium, devices } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
export { devices };

/* Told. */

let failed = 0;
let passed = 0;
/** The names of all checks, also of those that were not asked for. */
export const names = [];
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : undefined;

export function tell(name, problem) {
  console.log(problem ? `FAIL  ${name}: ${problem}` : `pass  ${name}`);
  if (problem) failed += 1;
  else passed += 1;
}
export async function check(name, look) {
  names.push(name);
  if (only && !only.test(name)) return;
  try {
    await look();
    tell(name);
  } catch (problem) {
    tell(name, String(problem.message ?? problem).split('\n').slice(0, 4).join(' '));
  }
}
/** The page as it is, for who asks with `PICTURES=folder`. */
export const picture = (name) =>
  process.env.PICTURES && open.page?.screenshot({ path: join(process.env.PICTURES, `${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 40)}.png`) }).catch(() => {});
export function expect(holds, what) {
  if (!holds) throw new Error(what);
}
/** Whether something is wrong already. */
export const isOver = () => failed > 0;
export const summary = () => {
  console.log(`${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
};

/* Files. */

export const folder = mkdtempSync(join(tmpdir(), 'letters browser é '));
export const at = (...names) => join(folder, ...names);
export const copy = (from, to) => cpSync(join(repository, from), at(to), { recursive: true });
export const read = (file) => readFileSync(file, 'utf8');
/* An editor that saves by writing another file and renaming it. */
export function save(file, text) {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}
export function change(file, from, to) {
  const text = read(file);
  expect(text.includes(from), `${file} does not hold ${from}`);
  save(file, text.replace(from, to));
}
/* The lines that two texts differ in: those of the old one, those of the new one. */
export function lines(before, after) {
  const [was, now] = [before.split('\n'), after.split('\n')];
  while (was.length && now.length && was[0] === now[0]) was.shift(), now.shift();
  while (was.length && now.length && was.at(-1) === now.at(-1)) was.pop(), now.pop();
  return [was, now];
}

/* The program and the browser. */

export const open = { page: undefined };
const running = [];
process.on('exit', () => running.forEach((process) => process.kill('SIGKILL')));

export function giveUp(problem) {
  console.error(`browser: ${problem}`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(2);
}

/** So long is waited for what a busy machine may do slowly: the program's first line, its first page. */
export const PATIENCE = 60_000;

/** Starts a command that prints an address. */
export const start = (...words) => begin(program, words);

/** The same with another command around the program. */
export async function begin(command, words) {
  const server = spawn(command, words, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(server);
  const ended = new Promise((resolve) => server.on('exit', (code, signal) => resolve(code ?? signal)));
  const address = await new Promise((resolve) => {
    let said = '';
    server.stdout.on('data', (more) => {
      said += more;
      const found = said.match(/http:\S+/);
      if (found) resolve(new URL(found[0]));
    });
    void ended.then(() => resolve(undefined));
    setTimeout(() => resolve(undefined), PATIENCE);
  });
  if (!address) giveUp('the program prints no address');
  return { server, ended, address, to: (path) => new URL(path, address).href };
}

export const launch = () =>
  chromium
    .launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
    .catch((problem) => giveUp(`Chromium does not start: ${problem.message}`));

/** Prints the sum, ends the program and the browser, removes the folder, and exits. */
export async function finish(browser, server, ended) {
  const code = summary();
  await browser.close();
  server.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

export const complaints = [];
/** What a page complains of; a policy that is broken is among it. */
export function listen(page, host, expected = () => false) {
  page.on('console', (message) => message.type() === 'error' && !expected(message.text(), message.location().url) && complaints.push(`${message.text()} (${message.location().url})`));
  page.on('pageerror', (problem) => complaints.push(problem.message));
  page.on('request', (request) => new URL(request.url()).host === host || /^(data|blob|about):/.test(request.url()) || complaints.push(`asks for ${request.url()}`));
  return page;
}

/** For who works on the scripts of pages: with `ASSETS=folder` they come from there, not out of the program. */
export const fresh = (context) =>
  process.env.ASSETS && context.route('**/assets/**', (route) => route.fulfill({ path: join(process.env.ASSETS, new URL(route.request().url()).pathname.slice('/assets/'.length)) }));

/** A request past the browser. */
export const ask = (address, path, { headers = {}, method = 'GET', body } = {}) =>
  new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: address.port, path, method, headers: { host: address.host, ...headers } }, (response) => {
      response.resume();
      resolve(response);
    });
    request.on('error', reject).end(body);
  });

/** What axe finds in a page as it is now, and whether it is wider than the screen. */
export async function audit(page) {
  // A frame that is loading anew is asked once more.
  for (const frame of page.frames()) await frame.evaluate(axe).catch(() => frame.waitForLoadState().then(() => frame.evaluate(axe)));
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), wcag);
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).slice(0, 3).join(' | ')})`);
  expect(told.length === 0, told.join('; '));
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider <= 0, `the page is ${wider} px wider than the screen`);
}
