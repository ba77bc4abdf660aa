/** A file of db/functions, read once for all rules. */
import { basename, dirname } from 'node:path'
import type { Problem, TextFile } from './problem.ts'
import { blank, lineAt } from './sql-text.ts'

/** What the rules look at. All texts have the same length and lines. */
export interface SqlFile extends TextFile {
  /** File name without `.sql`. */
  readonly name: string
  /** Folder name without its number: `kernel`, `link`, … */
  readonly room: string
  /** Without comments and strings; function bodies and generated SQL stay. */
  readonly code: string
  /** As `code`, but without function bodies: the statements of the file itself. */
  readonly top: string
  /** What it creates, if it is one thing. */
  readonly object: SqlObject | undefined
}

/** The thing a file creates. */
export interface SqlObject {
  readonly kind: string
  readonly schema: string
  readonly name: string
  readonly at: number
}

const CREATE = /^create\s+(?:or\s+replace\s+)?(function|procedure|view|type)\s+(\w+)\.(\w+)/gm

/** Reads one file. */
export const sqlFile = ({ path, text }: TextFile): SqlFile => {
  const code = blank(text)
  const top = blank(text, { code: [] })
  const created = [...top.matchAll(CREATE)].map((match) => {
    const [, kind = '', schema = '', name = ''] = match
    return { kind, schema, name, at: match.index }
  })
  return {
    path,
    text,
    name: basename(path, '.sql'),
    room: (/(?:^|\/)functions\/\d+_(\w+)/.exec(path)?.[1] ?? basename(dirname(path))).replace(
      /^\d+_/,
      '',
    ),
    code,
    top,
    object: created.length === 1 ? created[0] : undefined,
  }
}

/** Makes problems of one rule in one file. */
export const problemsOf =
  (rule: string, file: SqlFile) =>
  (message: string, at = 0): Problem => ({
    path: file.path,
    line: lineAt(file.text, at),
    rule,
    message,
  })

/** A rule: all places where a file breaks it. */
export type Rule = (file: SqlFile) => Problem[]

/** One problem for each match of an expression in a text of the file. */
export const atEach = (file: SqlFile, rule: string, text: string, what: RegExp, message: string) =>
  [...text.matchAll(what)].map((match) => problemsOf(rule, file)(message, match.index))
