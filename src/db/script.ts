/** Taking SQL files apart into statements, and running them so that a failure names its line. */
import type { ISql } from 'postgres'
import { atPlace, toLockstepError } from '../errors.ts'

/** A statement of a file. */
export interface Statement {
  readonly text: string
  /** Where it begins in the file, from 0. */
  readonly offset: number
}

/** Comments, strings, quoted names and dollar quotes: whatever may hold a semicolon that ends nothing. */
const OPAQUE =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/g

const COMMENT = /^(--|\/\*)/

const blanked = (text: string, keepStrings: boolean) =>
  text.replace(OPAQUE, (part) =>
    keepStrings && !COMMENT.test(part) ? part : part.replace(/[^\n]/g, ' '),
  )

/** The text with comments and everything quoted blanked out, line for line and character for character. */
export const bareSql = (text: string): string => blanked(text, false)

/** Splits at semicolons, except where the body of a function is written in plain SQL. */
export const statementsOf = (text: string): readonly Statement[] => {
  const bare = bareSql(text)
  if (/\bbegin\s+atomic\b/i.test(bare)) return [{ text, offset: 0 }]
  const statements: Statement[] = []
  let from = 0
  for (const part of bare.split(/(?<=;)/)) {
    const body = blanked(text.slice(from, from + part.length), true)
    const lead = body.length - body.trimStart().length
    if (!/^[\s;]*$/.test(body)) {
      statements.push({ text: text.slice(from + lead, from + part.length), offset: from + lead })
    }
    from += part.length
  }
  return statements
}

/** Line number, from 1, of an offset. */
export const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split('\n').length

const positionOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : 1

/** Runs one file, statement by statement. A failure keeps code, message and hint, and gets file and line. */
export const runScript = async (
  sql: ISql<{ bigint: bigint }>,
  name: string,
  text: string,
): Promise<void> => {
  for (const statement of statementsOf(text)) {
    try {
      await sql.unsafe(statement.text).simple()
    } catch (cause) {
      const line = lineOf(text, statement.offset + positionOf(cause) - 1)
      throw atPlace(toLockstepError(cause), `${name}, line ${line}`)
    }
  }
}
