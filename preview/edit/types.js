// What the program and the page say to each other. Types only.

/**
 * A stretch of a text. What the program sent keeps its number (`fact`, `kept`), so that it is written as it was.
 * @typedef {{text: string}} TextPart
 * @typedef {{fact: number | string, value: string, name: string, at?: string}} FactPart
 * @typedef {{strong: Part[]}} StrongPart
 * @typedef {{em: Part[]}} EmPart
 * @typedef {{kept: number, shown: string}} KeptPart
 * @typedef {TextPart | FactPart | StrongPart | EmPart | KeptPart} Part
 */

/**
 * @typedef {'own' | 'house' | 'fact' | 'rule' | 'directory' | 'group' | 'list'} Kind whose words they are
 * @typedef {{type: 'date' | 'day' | 'time' | 'hours' | 'choice' | 'choices' | 'deadline' | 'number' | 'yes-no' | 'text' | 'texts' | 'group' | 'list', words?: {word: string, meaning?: string}[], least?: number, most?: number, usual?: string, examples?: string[], required?: boolean}} Shape
 * @typedef {{code: string, severity: 'error' | 'warning' | 'note', message: string, line?: number, fixes?: boolean, allows?: boolean, n: number, at?: string, hints?: string[], words?: string, becomes?: string}} Finding
 * @typedef {'edit' | 'move' | 'remove' | 'add' | 'reword' | 'back' | 'level'} Can
 * @typedef {{kind: string, title: string, help?: string, needs?: string[]}} Addable
 * @typedef {{at: string, index: number, count: number, add: Addable[]}} List
 * @typedef {{at: string | null, name: string, value: string, times?: number}} FactIn
 * @typedef {{at: string, name: string, value: any}} Below
 */

/**
 * What is known of a place of the letter.
 * @typedef {object} Place
 * @property {string} base
 * @property {string} at
 * @property {Kind} kind
 * @property {string} name
 * @property {string | null} [help]
 * @property {string | null} [without]
 * @property {string | null} [file]
 * @property {number | null} [line]
 * @property {boolean} [lines] whether a second paragraph may be typed
 * @property {Can[]} can
 * @property {Part[]} [parts]
 * @property {any} [value]
 * @property {Shape} [schema]
 * @property {List} [list]
 * @property {string} [old]
 * @property {FactIn[]} [facts]
 * @property {Below[]} [fields] what is below a group of keys
 * @property {Finding[]} [findings]
 * @property {Lacking} [lacks]
 */

/**
 * What a translation lacks at a place. `from`: the language of the original; `parts`: what an edit of the text expects to find.
 * @typedef {{at: string, from: string, state: 'missing' | 'older', original: Part[], was?: Part[], parts: Part[]}} Lacking
 */

/** @typedef {{at: string, shows?: string, title: string, list?: string, findings?: number, state?: 'own' | 'house' | 'facts' | 'group' | 'lacking', below?: Entry[]}} Entry `shows`: where its first words are printed */

/**
 * @typedef {{do: 'text', at: string, old: Part[], new: Part[]}
 *   | {do: 'value', at: string, old: any, new: any}
 *   | {do: 'insert', list: string, before: number, count: number, kind: string, parts?: Part[], values?: Record<string, any>}
 *   | {do: 'move', at: string, to: number, old?: string}
 *   | {do: 'level', at: string, by: 1 | -1, old?: string}
 *   | {do: 'remove', at: string, old?: string}
 *   | {do: 'confirm', at: string}
 *   | {do: 'fix', code: string, n: number}
 *   | {do: 'fix-all', code: string}
 *   | {do: 'allow', code: string, reason: string}} Edit
 */

/**
 * @typedef {{n: number, title: string}} Step
 * @typedef {{was?: string, now?: string, before?: string, after?: string}} Passage
 * @typedef {{name: string, was?: string, now?: string, note?: string}} Moved
 * @typedef {{ok: true, changes: Passage[], deadlines: Moved[], findings: {new: Finding[], gone: Finding[]}, languages?: {code: string, name: string, changes: number, follows: boolean}[]}} Trial
 * @typedef {{ok: true, base: string, at?: string, undo?: Step | null, redo?: Step | null}} Done
 * @typedef {{ok: false, status: number, error: string, now?: any, conflict?: string, findings?: Finding[], anyway?: boolean}} Refusal
 */

export {};
