/** Rules about the layout of a file in db/functions: one thing, under its own name, in one fixed form. */
import type { Problem } from './problem.ts'
import { problemsOf, type Rule, type SqlFile } from './sql-file.ts'

const HEADER = /^-- room: (\w+)\s+audience: (public|private)\s+calls:/

/** The first line says the room, who may call, and what it leans on. */
export const header: Rule = (file) => {
  if (file.room === 'rights') return []
  const problem = problemsOf('header', file)
  const match = HEADER.exec(file.text)
  if (!match)
    return [problem('first line must be "-- room: X    audience: public|private    calls: …"')]
  const [, room, audience] = match
  const found: Problem[] = []
  if (room !== file.room) found.push(problem(`header says room ${room}, folder says ${file.room}`))
  const wanted = file.name.startsWith('_') ? 'private' : 'public'
  if (audience !== wanted) found.push(problem(`file name says ${wanted}, header says ${audience}`))
  return found
}

/** A file creates one thing and is called like it; a leading `_` stands for schema lockstep_private. */
export const oneThing: Rule = (file) => {
  const problem = problemsOf('name', file)
  const creates = [...file.top.matchAll(/^\s*create\b/gm)].length
  if (file.room === 'rights') return creates > 0 ? [problem('rights are granted, not created')] : []
  if (!file.object || creates !== 1)
    return [problem('a file creates exactly one function, view, procedure or type')]
  const { schema, name, at } = file.object
  const wanted = file.name.startsWith('_')
    ? `lockstep_private.${file.name.slice(1)}`
    : `lockstep.${file.name}`
  return `${schema}.${name}` === wanted
    ? []
    : [problem(`creates ${schema}.${name}, should be ${wanted}`, at)]
}

/** What a file creates has a comment in the catalog. */
export const commented: Rule = (file) => {
  if (!file.object) return []
  const { kind, schema, name } = file.object
  const pattern = new RegExp(`^comment on ${kind} ${schema}\\.${name}\\b`, 'm')
  return pattern.test(file.top)
    ? []
    : [problemsOf('comment', file)(`no comment on ${kind} ${schema}.${name}`)]
}

const ATTRIBUTES: readonly (readonly [string, RegExp])[] = [
  ['returns', /^\s+returns\b/m],
  ['language', /^\s+language \w+$/m],
  ['volatility', /^\s+(volatile|stable|immutable)$/m],
  ['strict', /^\s+strict$/m],
  ['parallel', /^\s+parallel safe$/m],
  ['set', /^\s+set \w+/m],
]

/** The part of a routine between its parameters and its body. */
const head = ({ top, object }: SqlFile) => {
  const from = object?.at ?? 0
  const body = top.slice(from).search(/^as \$/m)
  return top.slice(from, body < 0 ? undefined : from + body)
}

/** Attributes stand one per line, in one order: returns, language, volatility, strict, parallel, set. */
export const attributes: Rule = (file) => {
  const kind = file.object?.kind
  if (kind !== 'function' && kind !== 'procedure') return []
  const problem = problemsOf('attributes', file)
  const text = head(file)
  const needed = kind === 'function' ? ['returns', 'language', 'volatility'] : ['language']
  const found: Problem[] = []
  let last = -1
  for (const [name, pattern] of ATTRIBUTES) {
    const at = text.search(pattern)
    if (at < 0 && needed.includes(name))
      found.push(problem(`no line of its own for ${name}`, file.object?.at))
    if (at >= 0 && at < last)
      found.push(problem(`${name} stands too late or too early`, file.object?.at))
    last = Math.max(last, at)
  }
  return found
}

/**
 * Routines that cannot fix their search_path: two commit, three read names as their caller means them, one
 * is called for each row.
 */
const UNPINNED = [
  'run_job',
  'run_jobs',
  'define_entity',
  'define_assertion',
  'define_adoption',
  'try_jsonb',
]

/** Every function fixes its search_path. */
export const searchPath: Rule = (file) => {
  const { object } = file
  if (object?.kind !== 'function' && object?.kind !== 'procedure') return []
  const problem = problemsOf('search_path', file)
  const text = head(file)
  if (UNPINNED.includes(object.name)) {
    return /^\s+set \w+/m.test(text)
      ? [problem('needs to run without a set clause', object.at)]
      : []
  }
  const has = /^\s+set search_path = pg_catalog, pg_temp$/m.test(text)
  return has ? [] : [problem('no "set search_path = pg_catalog, pg_temp"', object.at)]
}

const MAX_BODY = 80
const MAX_FILE = 110

/** A function fits on a screen. */
export const size: Rule = (file) => {
  const problem = problemsOf('size', file)
  const lines = file.text.split('\n').length - 1
  const body = /\$body\$\n([\s\S]*?)\$body\$/.exec(file.text)?.[1]?.split('\n').length ?? 1
  const found: Problem[] = []
  if (body - 1 > MAX_BODY) found.push(problem(`body of ${body - 1} lines, limit ${MAX_BODY}`))
  if (lines > MAX_FILE && file.room !== 'rights')
    found.push(problem(`file of ${lines} lines, limit ${MAX_FILE}`))
  return found
}

const MAX_WIDTH = 100

/** No tabs, no trailing blanks, 100 columns (the header has one line, however long), a line end at the end. */
export const lines: Rule = (file) => {
  const found: Problem[] = []
  const complain = (line: number, message: string) =>
    found.push({ path: file.path, line, rule: 'lines', message })
  file.text.split('\n').forEach((text, i) => {
    if (text.includes('\t')) complain(i + 1, 'tab')
    if (/\s$/.test(text)) complain(i + 1, 'trailing blanks')
    if (i > 0 && [...text].length > MAX_WIDTH) complain(i + 1, `longer than ${MAX_WIDTH} columns`)
  })
  if (!file.text.endsWith('\n')) complain(file.text.split('\n').length, 'no line end at the end')
  return found
}
