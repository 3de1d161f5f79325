// Opens letters in yaml-language-server, which Visual Studio Code and others ask about YAML, as an editor does,
// and looks at what it offers, explains and finds wrong by the schema that the letters' first line names.
//
//     node editor.mjs HOME ROOT      HOME holds node_modules, ROOT is the repository
//
// Prints a line for each thing that is not as it should be. Exit: 0 none, 1 some, 2 failed.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home, root] = process.argv.slice(2).map((path) => resolve(path));
const PATIENCE = 60_000;
const LINE = '# yaml-language-server: $schema=';

/** A language server on the other side of two pipes. */
class Server {
  #process;
  #buffer = Buffer.alloc(0);
  #asked = 0;
  #answers = new Map();
  #diagnostics = new Map();

  constructor(program) {
    this.#process = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdout.on('data', (bytes) => this.#read(bytes));
    this.#process.on('error', (problem) => fail(problem.message));
  }

  #read(bytes) {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString());
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === 'workspace/configuration') {
      this.#send({ id, result: params.items.map(({ section }) => SETTINGS[section] ?? null) });
    } else if (method && id !== undefined) {
      this.#send({ id, result: null });
    } else if (method === 'textDocument/publishDiagnostics') {
      this.#diagnostics.get(params.uri)?.(params.diagnostics);
    } else if (id !== undefined) {
      const { answer, refuse } = this.#answers.get(id);
      if (error) refuse(new Error(error.message));
      else answer(result);
    }
  }

  #send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  tell(method, params) {
    this.#send({ method, params });
  }

  ask(method, params) {
    const id = ++this.#asked;
    return patiently(method, (answer, refuse) => {
      this.#answers.set(id, { answer, refuse });
      this.#send({ id, method, params });
    });
  }

  /** Opens a text under a name; gives what is wrong with it. */
  open(uri, text) {
    return patiently(`the diagnostics of ${uri}`, (answer) => {
      this.#diagnostics.set(uri, answer);
      this.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    });
  }

  close(uri) {
    this.#diagnostics.delete(uri);
    this.tell('textDocument/didClose', { textDocument: { uri } });
  }

  end() {
    this.#process.kill();
  }
}

function patiently(what, begin) {
  return new Promise((answer, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`${what}: no answer`)), PATIENCE);
    const stop = (then) => (value) => {
      clearTimeout(timer);
      then(value);
    };
    begin(stop(answer), stop(refuse));
  });
}

function fail(message) {
  console.error(`yaml-language-server: ${message}`);
  process.exit(2);
}

const SETTINGS = {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } },
};

let found = 0;
function report(where, what) {
  found = 1;
  console.log(`${where}: ${what}`);
}

/** A letter as somebody types it in the folder of letters; ¦ is where the cursor stands. */
const BEGINNING = `${LINE}letter.schema.json
number: 1
group: SG17
date: 2025-01-20
`;
const MEETING = `meeting:
  starts: 2025-04-08
  ends: 2025-04-17
`;

const program = (() => {
  const require = createRequire(`${home}/package.json`);
  try {
    return join(dirname(require.resolve('yaml-language-server/package.json')), 'bin', 'yaml-language-server');
  } catch (problem) {
    return fail(problem.message);
  }
})();
const server = new Server(program);
let opened = 0;

/** What the editor shows at the cursor of a letter that begins as all do, or of a file that begins otherwise. */
async function look(lines, begun = BEGINNING) {
  const whole = begun + lines;
  const at = whole.indexOf('¦');
  const text = whole.replace('¦', '');
  const before = whole.slice(0, Math.max(at, 0)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1).length };
  const uri = pathToFileURL(join(root, 'letters', `typed-${++opened}.yaml`)).href;
  const diagnostics = await server.open(uri, text);
  const params = { textDocument: { uri }, position };
  const completion = at < 0 ? [] : await server.ask('textDocument/completion', params);
  const hover = at < 0 ? null : await server.ask('textDocument/hover', params);
  server.close(uri);
  const plain = (text) => (typeof text === 'string' ? text : (text?.value ?? ''));
  return {
    offered: new Map((completion?.items ?? completion ?? []).map((item) => [item.label, item])),
    told: (label, offered) => plain(offered.get(label)?.documentation),
    hover: plain(hover?.contents),
    diagnostics: diagnostics.map((d) => ({ line: d.range.start.line + 1, message: d.message })),
  };
}

/** The editor offers all of these, and none of those; with what each means where that is asked for. */
async function offers(where, lines, wanted, { not = [], silent = false, typed = {}, begun } = {}) {
  const { offered, told } = await look(lines, begun);
  for (const label of wanted) {
    if (!offered.has(label)) report(where, `\`${label}\` is not offered`);
    else if (!silent && !told(label, offered)) report(where, `\`${label}\` is offered without a word`);
  }
  for (const label of not) {
    if (offered.has(label)) report(where, `\`${label}\` is offered, and should not be`);
  }
  for (const [label, text] of Object.entries(typed)) {
    const insert = offered.get(label)?.textEdit?.newText ?? offered.get(label)?.insertText;
    if (insert !== text) report(where, `\`${label}\` types ${JSON.stringify(insert)}, expected ${JSON.stringify(text)}`);
  }
}

async function explains(where, lines, words, { begun } = {}) {
  const { hover } = await look(lines, begun);
  for (const word of words) {
    if (!hover.includes(word)) report(where, `"${word}" is not in ${JSON.stringify(hover)}`);
  }
}

/** Exactly one thing is wrong, on this line below the beginning, and this is said of it. */
async function refuses(where, lines, line, words, { begun = BEGINNING } = {}) {
  const { diagnostics } = await look(lines, begun);
  const wanted = begun.split('\n').length - 1 + line;
  const said = diagnostics.map((d) => `${d.line}: ${d.message}`).join('; ');
  const right = diagnostics.length === 1 && diagnostics[0].line === wanted && diagnostics[0].message.includes(words);
  if (!right) report(where, `expected ${wanted}: ${words}; found ${said || 'nothing'}`);
}

async function typing() {
  await offers('top level', `${MEETING}¦`, ['series', 'status', 'events', 'body', 'deadlines', 'annexes', 'wording'], {
    not: ['number', 'group', 'starts'],
    typed: { subject: 'subject: ', annexes: 'annexes:\n  - ', chair: 'chair:\n  name: ' },
  });
  await offers('in a meeting', `${MEETING}  ¦`, ['kind', 'format', 'opens', 'place', 'agreed'], {
    not: ['starts', 'number', 'annexes'],
    typed: { host: 'host: ', endorsed: 'endorsed:\n  starts: ' },
  });
  const kinds = ['study-group', 'working-party', 'advisory-group', 'regional-group', 'event'];
  await offers('kind of meeting', `${MEETING}  kind: ¦`, kinds, { not: ['null', 'true'] });
  await offers('status', `${MEETING}status: ¦`, ['draft', 'issued'], { not: ['null'] });
  await offers('yes or no', `${MEETING}  captioning: ¦`, ['yes', 'no'], {
    silent: true,
    not: ['null', 'true', 'false'],
    typed: { yes: 'yes' },
  });
  await offers('a date', `${MEETING}  agreed: ¦`, ['2025-01-10'], { silent: true, not: ['null'] });
  await offers('blocks', `${MEETING}body:\n  - ¦`, ['opening', 'deadlines', 'wish'], { silent: true });
  await offers('a block of its own', `${MEETING}body:\n  - ¦`, ['text', 'notice', 'note', 'list']);
  await offers('deadlines', `${MEETING}deadlines:\n  ¦`, ['translation', 'visa', 'other']);
  await offers('a deadline', `${MEETING}deadlines:\n  visa: ¦`, ['by-rule', 'omit'], { not: ['null'] });
  const annexes = ['practical', 'agenda', 'host', 'form', 'image', 'text', 'time-plan', 'questions'];
  await offers('kind of annex', `${MEETING}annexes:\n  - kind: ¦`, annexes);
  await offers('an agenda', `${MEETING}annexes:\n  - kind: agenda\n    ¦`, ['items', 'notes', 'numbering'], {
    not: ['hotels', 'fields', 'rows', 'image'],
  });
  await offers('a field', `${MEETING}annexes:\n  - kind: form\n    title: X\n    fields:\n      - label: X\n        ¦`, [
    'kind',
    'options',
    'purpose',
  ]);
  await offers('phrases', `${MEETING}wording:\n  ¦`, ['letter', 'date-line']);
  await offers('findings', `${MEETING}allow:\n  ¦`, ['short-notice']);
}

async function reading() {
  await explains('period', `${MEETING}per¦iod: T25\n`, ['The study period', 'Without it']);
  await explains('a meeting', `mee¦ting:\n  starts: 2025-04-08\n  ends: 2025-04-17\n`, ['The meeting that the letter convenes']);
  await explains('opens', `${MEETING}  op¦ens: 09:30\n`, ['The time when the opening plenary starts', 'Without it: not mentioned']);
  await explains('kind of meeting', `${MEETING}  ki¦nd: event\n  title: X\n`, ['The kind of meeting', '`working-party`', 'one or more working parties']);
  await explains('an annex', `${MEETING}annexes:\n  - kind: agenda\n    numb¦ering: decimal\n`, ['How the items are numbered']);
}

async function mistakes() {
  await refuses('an unknown key', `${MEETING}stats: draft\n`, 4, 'Property stats is not allowed');
  await refuses('an unknown key in a meeting', `${MEETING}  opns: 09:30\n`, 4, 'Property opns is not allowed');
  await refuses('an unknown key in an annex', `${MEETING}annexes:\n  - kind: agenda\n    item: [A]\n`, 6, 'Property item is not allowed');
  await refuses('a wrong word', `${MEETING}  format: virtul\n`, 4, 'expected a meeting format: physical, virtual, hybrid');
  await refuses('a wrong kind', `${MEETING}annexes:\n  - kind: agendum\n`, 5, 'expected a kind of annex: practical, agenda');
  await refuses('a wrong date', `${MEETING}  agreed: 31.1.2025\n`, 4, 'expected a date such as 2021-04-20');
  await refuses('31 April', `meeting:\n  starts: 2025-04-08\n  ends: 2025-04-31\n`, 3, 'expected a date such as');
  await refuses('29 February', `${MEETING}  agreed: 2025-02-29\n`, 4, 'expected a date such as');
  await refuses('a wrong time', `${MEETING}  opens: half past nine\n`, 4, 'expected a time such as 09:30');
  await refuses('neither yes nor no', `${MEETING}  captioning: maybe\n`, 4, 'expected yes or no');
  await refuses('a key left out', `meeting:\n  starts: 2025-04-08\n`, 1, 'Missing property "ends"');
  await refuses('a text that is a list', `${MEETING}  venue: [a, b]\n`, 4, 'expected some text');
  await refuses('a list that is a text', `${MEETING}annexes: agenda\n`, 4, 'expected a list');
}

/** What is offered and refused in a translation: its schema is another. */
async function translating() {
  const options = { begun: `${LINE}translation.schema.json\ntranslation-of: 1.yaml\nlanguage: fr\n` };
  await offers('top level of a translation', '¦', ['status', 'sentences', 'allow'], {
    ...options,
    not: ['number', 'translation-of', 'language', 'annexes'],
  });
  await offers('a sentence', 'sentences:\n  - ¦', ['at', 'en', 'fr', 'zh'], options);
  await explains('a sentence', 'sentences:\n  - at: body.1.text\n    w¦as: A\n', ['Without it'], options);
  await refuses('an unknown key in a translation', 'nunber: 3\n', 1, 'Property nunber is not allowed', options);
  await refuses('an unknown language', 'sentences:\n  - at: a\n    de: A\n', 3, 'Property de is not allowed', options);
}

async function files() {
  for (const [folder, up] of [['letters', null], ['tests/letters', '../../letters/']]) {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml'));
    if (names.length === 0) report(folder, 'there are no letters');
    for (const name of names) {
      const path = join(root, folder, name);
      const text = readFileSync(path, 'utf8');
      const line = LINE + (/^translation-of:/m.test(text) ? 'translation' : 'letter') + '.schema.json';
      if (up === null && !text.startsWith(`${line}\n`)) report(`${folder}/${name}`, `its first line is not "${line}"`);
      // Worked letters lie elsewhere: there a line more leads to the schema.
      const whole = up === null ? text : `${line.replace('$schema=', `$schema=${up}`)}\n${text}`;
      const more = up === null ? 0 : 1;
      const uri = pathToFileURL(path).href;
      for (const d of await server.open(uri, whole)) report(`${folder}/${name}:${d.range.start.line + 1 - more}`, d.message);
      server.close(uri);
    }
  }
}

try {
  const uri = pathToFileURL(root).href;
  const capabilities = {
    textDocument: {
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
      hover: { contentFormat: ['markdown'] },
      publishDiagnostics: {},
    },
    workspace: { configuration: true, didChangeConfiguration: {} },
  };
  await server.ask('initialize', {
    processId: process.pid,
    rootUri: uri,
    capabilities,
    workspaceFolders: [{ uri, name: 'letters' }],
  });
  server.tell('initialized', {});
  server.tell('workspace/didChangeConfiguration', { settings: SETTINGS });
  await typing();
  await reading();
  await mistakes();
  await translating();
  await files();
  server.end();
} catch (problem) {
  server.end();
  fail(problem.message);
}
process.exit(found);
