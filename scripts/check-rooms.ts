/**
 * Checks who calls whom in db/functions: `npm run check:rooms`. A room may call itself, the kernel,
 * entity, and `log`; only `control` and `adopt` compose rooms; nothing leans on jobs, and on report nothing
 * but jobs, which call control, too. The header of a file (`calls: …`) must say what the file really calls;
 * `npm run check:rooms -- --fix` writes it.
 */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Problem, readTree, report, type TextFile } from './lib/problem.ts'
import { problemsOf, type SqlFile, sqlFile } from './lib/sql-file.ts'
import { blank } from './lib/sql-text.ts'

/** Calls that break the rule on purpose, `caller -> callee`, each with its reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'doctor -> job_findings': 'the doctor looks at everything there is',
}

const OPEN_ROOMS = ['kernel', 'entity']
const OPEN_FUNCTIONS = ['log']
const COMPOSERS = ['control', 'report', 'adopt']
/** What jobs may call besides: runs, and what is told of them. */
const BELOW_JOBS = ['control', 'report']

/** The name as code spells it after the schema: without the file's leading `_`. */
const plain = (file: SqlFile) => file.name.replace(/^_/, '')

const namesIn = (text: string) =>
  [...text.matchAll(/\blockstep(_private)?\.(\w+)/g)].map(
    ([, isPrivate, name]) => `${isPrivate ? '_' : ''}${name}`,
  )

/**
 * The names of our own functions and views that a file calls. In strings only private names count: they
 * are SQL that it builds, while public ones may be what a hint tells the user to type.
 */
const calls = (file: SqlFile, known: ReadonlyMap<string, SqlFile>) => {
  const body = (text: string) => text.replace(/^comment on [\s\S]*$/m, '')
  const inStrings = namesIn(body(blank(file.text, { strings: false })))
  const names = [...namesIn(body(file.code)), ...inStrings.filter((name) => name.startsWith('_'))]
  return [...new Set(names)].filter((name) => known.has(name) && name !== file.name)
}

const mayCall = (caller: SqlFile, callee: SqlFile) => {
  if (caller.room === callee.room) return true
  if (caller.room === 'jobs' && BELOW_JOBS.includes(callee.room)) return true
  if (callee.room === 'report' || callee.room === 'jobs') return false
  if (OPEN_ROOMS.includes(callee.room) || OPEN_FUNCTIONS.includes(plain(callee))) return true
  return COMPOSERS.includes(caller.room)
}

const HEADER = /^(-- room:.*?calls:)(.*)/

/** What a header has to say: the functions and views that are called, types left out. */
const calledNames = (called: readonly string[], known: ReadonlyMap<string, SqlFile>) =>
  called
    .filter((name) => known.get(name)?.object?.kind !== 'type')
    .map((name) => name.replace(/^_/, ''))

const headerProblems = (file: SqlFile, real: readonly string[]): Problem[] => {
  const header = HEADER.exec(file.text)?.[2]
  if (header === undefined) return []
  const said = header.split(/[\s,]+/).filter((word) => /^\w+$/.test(word) && word !== 'nothing')
  const problem = problemsOf('calls', file)
  const untrue = said.filter((name) => !real.includes(name))
  const missing = real.filter((name) => !said.includes(name))
  return [
    ...untrue.map((name) => problem(`header says ${name}, which is not called`)),
    ...missing.map((name) => problem(`header does not say ${name}`)),
  ]
}

const readRooms = (files: readonly TextFile[]) => {
  const read = files.map(sqlFile).filter((file) => file.room !== 'rights')
  return { read, known: new Map(read.map((file) => [file.name, file])) }
}

/** The files whose headers are out of date, with true ones. */
export const withTrueHeaders = (files: readonly TextFile[]): TextFile[] => {
  const { read, known } = readRooms(files)
  return read.flatMap((file) => {
    const names = calledNames(calls(file, known), known)
    if (headerProblems(file, names).length === 0) return []
    const header = `$1 ${names.join(' ') || 'nothing'}`
    return [{ path: file.path, text: file.text.replace(HEADER, header) }]
  })
}

/** All calls that the rule forbids, and headers that are out of date. */
export const checkRooms = (files: readonly TextFile[], allowed = ALLOWED): Problem[] => {
  const { read, known } = readRooms(files)
  return read.flatMap((file) => {
    const called = calls(file, known)
    const forbidden = called
      .filter((name) => !mayCall(file, known.get(name) as SqlFile))
      .filter((name) => !(`${plain(file)} -> ${name.replace(/^_/, '')}` in allowed))
    const problem = problemsOf('rooms', file)
    const where = `${file.room}/${plain(file)}`
    return [
      ...forbidden.map((name) => problem(`${where} calls ${known.get(name)?.room}/${name}`)),
      ...headerProblems(file, calledNames(called, known)),
    ]
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = readTree('db/functions', '.sql')
  if (process.argv.includes('--fix')) {
    for (const { path, text } of withTrueHeaders(files)) writeFileSync(path, text)
  }
  report('check-rooms', files.length, checkRooms(readTree('db/functions', '.sql')))
}
