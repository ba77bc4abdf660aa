/** Rules about what stands inside the code of db/functions. */
import { atEach, problemsOf, type Rule } from './sql-file.ts'
import { blank, closing, splitArguments } from './sql-text.ts'

const KEYWORDS =
  `add all alter and any array as asc begin between by call case cast check close column
comment commit constraint create cross cursor declare default delete desc diagnostics distinct do drop else
elsif end except exception execute exists exit false fetch filter for foreach foreign from full function get
grant group having if immutable in index inner insert into is join key language lateral left like limit
lock locked loop materialized not null of offset on only open or order outer over parallel partition
perform procedure raise references replace return returning returns revoke right rollback schema select set
skip stable strict table temporary then to trigger true truncate type union unique update using values
view volatile when where while with`.split(/\s+/)

const UPPER = new RegExp(`\\b(${KEYWORDS.map((word) => word.toUpperCase()).join('|')})\\b`, 'g')

/** Keywords are lower case, in our own text and in the SQL that we generate. */
export const lowerCase: Rule = (file) =>
  atEach(file, 'case', file.code, UPPER, 'keyword in upper case')

/** Code runs with its caller's rights. */
export const noDefiner: Rule = (file) =>
  atEach(file, 'definer', file.code, /\bsecurity\s+definer\b/g, 'no security definer')

/** A failure says code, message and hint. */
export const raises: Rule = (file) => {
  const problem = problemsOf('raise', file)
  return [...file.code.matchAll(/\braise\s+(exception\b|sqlstate\b|')([^;]*)/g)].flatMap(
    (match) => {
      const [, start, rest = ''] = match
      if (start !== 'exception' || !/^\s*using\b/.test(rest)) {
        return [problem('write: raise exception using errcode, message, hint', match.index)]
      }
      return ['errcode', 'message', 'hint']
        .filter((word) => !new RegExp(`\\b${word}\\s*(=|:=)`).test(rest))
        .map((word) => problem(`raise exception without ${word}`, match.index))
    },
  )
}

/** `when others` loses what happened, unless it raises again, or a comment `-- boundary:` says why not. */
export const whenOthers: Rule = (file) => {
  const bounded = (at: number) => {
    const before = file.text.slice(0, at).split('\n').slice(-3).join('\n')
    const after = file.text.slice(at).split('\n').slice(0, 3).join('\n')
    return `${before}${after}`.includes('-- boundary:')
  }
  return [...file.code.matchAll(/\bwhen\s+others\b([\s\S]*?)\bend\s*;/g)]
    .filter((match) => !/\braise\s*;/.test(match[1] ?? '') && !bounded(match.index))
    .map((match) =>
      problemsOf('others', file)('when others without raise; or -- boundary: reason', match.index),
    )
}

/** The rest of the statement that starts here: up to `;`, a parenthesis too many, or the end of its quote. */
const statement = (code: string, at: number) => {
  let depth = 0
  for (let i = at; i < code.length; i++) {
    if (code[i] === '(') depth++
    if (code[i] === ')' && --depth < 0) return code.slice(at, i)
    if (code[i] === ';' || code.startsWith('$sql$', i)) return code.slice(at, i)
  }
  return code.slice(at)
}

const WRITES =
  /\bupdate\s+(?!set\b)(?:only\s+)?[^\s;()]+(?:\s+as\s+\w+)?\s+set\b|\bdelete\s+from\b/g

/** The API's sessions refuse an update or delete without where. A `%s` may bring it along. */
export const writesWhere: Rule = (file) =>
  [...file.code.matchAll(WRITES)]
    .filter((match) => !/\bwhere\b|%(\d+\$)?s/.test(statement(file.code, match.index)))
    .map((match) => problemsOf('where', file)('update or delete without where', match.index))

/** The one function that may set it, by a statement that ends with the transaction. */
const SILENCES = '_silence_triggers'

/** Supabase allows the statement only, and lockstep needs neither. */
export const noReplicaRole: Rule = (file) =>
  atEach(
    file,
    'replica',
    blank(
      file.name === SILENCES
        ? file.text.replaceAll('set local session_replication_role', 'set local nothing')
        : file.text,
      { strings: false },
    ),
    /set_config\(\s*'session_replication_role'|\bset\s+(local\s+|session\s+)?session_replication_role/g,
    'no session_replication_role',
  )

/** Text that is SQL by its name, its type, or the function that made it. */
const SAFE = [
  /_sql\b|_list\b/,
  /\breg(class|type|proc|procedure|namespace|role)\b/,
  /::\s*(smallint|int|integer|bigint)\b/,
  /\b(quote_\w+|format)\s*\(/,
  /^'[^']*'$/,
  // one of a few literals
  /^case\b(?![\s\S]*\b(then|else)\s+[^'\s])[\s\S]*\bend$/,
  // the composite type that holds SQL prepared for builders
  /\b(r_)?shape\.(?!entity\b)\w+$/,
]

/** Is this text SQL already? A variable is if what the file assigns to it is. */
const isSql = (value: string, file: string): boolean => {
  if (SAFE.some((pattern) => pattern.test(value))) return true
  const variable = /^v_\w+$/.exec(value)?.[0]
  if (!variable) return false
  const assigned = new RegExp(`^\\s*${variable}(?:\\s+[\\w.]+)?\\s*:=([^;]*);`, 'gm')
  const values = [...file.matchAll(assigned)].map((match) => (match[1] ?? '').trim())
  const constants = new RegExp(`\\b${variable} in array\\s+'`).test(file)
  const declared = new RegExp(`^\\s*${variable}\\s+regclass\\b`, 'm').test(file)
  return declared || constants || (values.length > 0 && values.every((made) => isSql(made, '')))
}

/** The values of `%s` placeholders of one format() call that builds SQL. */
const rawValues = (template: string, values: readonly string[]) => {
  let next = 0
  const raw: string[] = []
  for (const [, position, type] of template.matchAll(/%(?:(\d+)\$)?-?\d*([sIL%])/g)) {
    if (type === '%') continue
    next = position ? Number(position) : next + 1
    const value = values[next - 1]
    if (type === 's' && value !== undefined) raw.push(value)
  }
  return raw
}

/** `%s` puts text into SQL as it is: only for what is SQL already, and named so. */
export const rawFormat: Rule = (file) =>
  [...file.code.matchAll(/\b(execute\s+)?format\s*\(/g)].flatMap((match) => {
    const open = match.index + match[0].length - 1
    const close = closing(file.code, open)
    const outer = blank(file.text.slice(open + 1, close), { code: [] })
    const [template = '', ...values] = splitArguments(file.text.slice(open + 1, close), outer)
    if (!match[1] && !template.startsWith('$sql$')) return []
    return rawValues(template, values)
      .filter((value) => !isSql(value, file.text))
      .map((value) =>
        problemsOf('format', file)(
          `%s takes ${value.replace(/\s+/g, ' ')}: name it *_sql or *_list`,
          open,
        ),
      )
  })
