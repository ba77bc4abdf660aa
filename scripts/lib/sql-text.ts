/** Reads SQL text just well enough to tell code from comments, strings and names in quotes. */

/** What to leave out. Whatever is left out becomes blanks, so that positions and lines stay. */
export interface Blanking {
  /** Comments. Default yes. */
  readonly comments?: boolean
  /** What stands in '…' and "…"; the quotes stay. Default yes. */
  readonly strings?: boolean
  /** Dollar quotes of these tags are code, all others are strings. Default: body, do, sql. */
  readonly code?: readonly string[]
}

const TOKEN = /--[^\n]*|\/\*|[eE]?'|"|\$([a-z_]*)\$/g

/** Blanks, with line ends kept. */
const blanks = (text: string) => text.replace(/[^\n]/g, ' ')

const endOfString = (sql: string, from: number, escapes: boolean) => {
  for (let i = from; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++
    else if (sql[i] === "'") {
      if (sql[i + 1] !== "'") return i
      i++
    }
  }
  return sql.length
}

const endOfComment = (sql: string, from: number) => {
  let depth = 1
  for (let i = from; i < sql.length; i++) {
    if (sql.startsWith('*/', i)) depth--
    else if (sql.startsWith('/*', i)) depth++
    else continue
    if (depth === 0) return i + 2
    i++
  }
  return sql.length
}

const until = (sql: string, what: string, from: number) => {
  const at = sql.indexOf(what, from)
  return at < 0 ? sql.length : at
}

/** The text with comments and strings blanked out. */
export const blank = (sql: string, how: Blanking = {}): string => {
  const { comments = true, strings = true, code = ['body', 'do', 'sql'] } = how
  const hide = (text: string, really: boolean) => (really ? blanks(text) : text)
  let out = ''
  let done = 0
  const marks = new RegExp(TOKEN)
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    const [token, tag] = mark
    const start = mark.index
    const inner = start + token.length
    out += sql.slice(done, start)
    if (token.startsWith('--')) {
      out += hide(token, comments)
      done = inner
    } else if (token === '/*') {
      done = endOfComment(sql, inner)
      out += hide(sql.slice(start, done), comments)
    } else if (tag !== undefined) {
      const end = until(sql, token, inner)
      const text = sql.slice(inner, end)
      out +=
        token +
        (code.includes(tag) ? blank(text, how) : hide(text, strings)) +
        sql.slice(end, end + token.length)
      done = end + token.length
    } else {
      const end =
        token === '"' ? until(sql, '"', inner) : endOfString(sql, inner, token.length === 2)
      out += token + hide(sql.slice(inner, end), strings) + sql.slice(end, end + 1)
      done = end + 1
    }
    marks.lastIndex = done
  }
  return out + sql.slice(done)
}

/** The line number, from 1, of a position. */
export const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length

/** Cuts `a, f(b, c), 'd,e'` at the commas that separate, given the text and its blanked twin. */
export const splitArguments = (text: string, blanked: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < blanked.length; i++) {
    const c = blanked[i] as string
    if ('(['.includes(c)) depth++
    else if (')]'.includes(c)) depth--
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim())
      start = i + 1
    }
  }
  parts.push(text.slice(start).trim())
  return parts
}

/** The position of the parenthesis that closes the one at `open`, in blanked text. */
export const closing = (blanked: string, open: number) => {
  let depth = 0
  for (let i = open; i < blanked.length; i++) {
    if (blanked[i] === '(') depth++
    else if (blanked[i] === ')' && --depth === 0) return i
  }
  return blanked.length
}
