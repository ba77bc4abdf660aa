/**
 * Checks the error contract: `npm run check:errors`. Every code `LS…` is raised in one place, explained
 * in a row of docs/errors.md, and provoked by a test.
 */
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Problem, readTree, report, type TextFile } from './lib/problem.ts'
import { blank, lineAt } from './lib/sql-text.ts'

/** Everything that can mention a code. */
export interface Sources {
  /** Files of db/functions and db/deploy. */
  readonly sql: readonly TextFile[]
  /** Files of src, without tests. */
  readonly code: readonly TextFile[]
  /** Tests of both kinds. */
  readonly tests: readonly TextFile[]
  /** docs/errors.md. */
  readonly docs: TextFile
}

interface Place {
  readonly code: string
  readonly path: string
  readonly line: number
}

const CODE = String.raw`['"](LS[A-Z]\d\d)['"]`
const MENTION = new RegExp(CODE, 'g')
/** `errcode = 'LS…'`, or the first argument of a helper that raises. */
const RAISED_SQL = new RegExp(
  String.raw`(?:\berrcode\s*:?=\s*|\b\w*(?:raise|refuse|fail)\w*\(\s*)${CODE}`,
  'g',
)
/** `new SomeError('LS…'`, `fail('LS…'`, or `code: 'LS…'` of an error object. */
const RAISED_CODE = new RegExp(
  String.raw`(?:\b\w*(?:Error|fail|refuse)\(\s*|\bcode:\s*)${CODE}`,
  'g',
)

const find = ({ path, text }: TextFile, pattern: RegExp): Place[] =>
  [...text.matchAll(pattern)].map((match) => ({
    code: match[1] as string,
    path,
    line: lineAt(text, match.index),
  }))

const withoutComments = ({ path, text }: TextFile): TextFile => ({
  path,
  text: blank(text, { strings: false }),
})

const problem = ({ path, line }: Place, message: string): Problem => ({
  path,
  line,
  rule: 'errors',
  message,
})

/** All breaches of the contract. */
export const checkErrors = ({ sql, code, tests, docs }: Sources): Problem[] => {
  const statements = sql.map(withoutComments)
  const raised = [
    ...statements.flatMap((file) => find(file, RAISED_SQL)),
    ...code.flatMap((file) => find(file, RAISED_CODE)),
  ]
  const used = [...statements, ...code].flatMap((file) => find(file, MENTION))
  const rows = find(docs, /^\|\s*`?(LS[A-Z]\d\d)`?\s*\|/gm)
  const tested = new Set(tests.flatMap(({ text }) => text.match(/\bLS[A-Z]\d\d\b/g) ?? []))

  const first = new Map<string, Place>()
  const found: Problem[] = []
  for (const place of raised) {
    const other = first.get(place.code)
    if (other)
      found.push(problem(place, `${place.code} is also raised in ${other.path}:${other.line}`))
    else first.set(place.code, place)
  }
  for (const place of used) {
    if (!first.has(place.code)) found.push(problem(place, `${place.code} is used but never raised`))
  }
  for (const [name, place] of first) {
    if (!rows.some((row) => row.code === name))
      found.push(problem(place, `${name} has no row in ${docs.path}`))
    if (!tested.has(name)) found.push(problem(place, `${name} is in no test`))
  }
  for (const row of rows) {
    if (!first.has(row.code)) found.push(problem(row, `${row.code} is explained but never raised`))
  }
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const isTest = ({ path }: TextFile) => path.endsWith('.test.ts')
  const src = readTree('src', '.ts')
  const docs = 'docs/errors.md'
  const sources: Sources = {
    sql: [...readTree('db/deploy', '.sql'), ...readTree('db/functions', '.sql')],
    code: src.filter((file) => !isTest(file)),
    tests: [
      ...src.filter(isTest),
      ...readTree('test', '.test.ts'),
      ...readTree('db/tests', '.sql'),
    ],
    docs: { path: docs, text: existsSync(docs) ? readFileSync(docs, 'utf8') : '' },
  }
  report('check-errors', sources.sql.length + sources.code.length, checkErrors(sources))
}
