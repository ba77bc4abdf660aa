/** What the terminal says: results to stdout, everything else to stderr. */
import type { Writable } from 'node:stream'
import type { LockstepError } from './errors.ts'
import { type Facts, type Log, noLog } from './log.ts'

/** How to speak. */
export interface OutputOptions {
  readonly json: boolean
  readonly color: boolean
  readonly verbose: boolean
  readonly stdout?: Writable
  readonly stderr?: Writable
  /** Default: none. */
  readonly log?: Log
}

/** Where results, notes and errors go. */
export type Output = ReturnType<typeof createOutput>

/** A document as JSON, with bigints as strings. */
export const toJson = (document: unknown): string =>
  JSON.stringify(
    document,
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value),
    2,
  )

/** Colour only on a terminal, never with NO_COLOR set to anything. */
export const wantsColor = (isTerminal: boolean, env: NodeJS.ProcessEnv = process.env): boolean =>
  isTerminal && !env.NO_COLOR && env.TERM !== 'dumb'

const indented = (text: string) => text.split('\n').join('\n    ')

const stackOf = ({ cause, stack }: LockstepError): string =>
  (cause instanceof Error ? cause.stack : undefined) ?? stack ?? ''

/** What a log file says of a result: its last line, and which run it is of. */
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

const runFacts = (document: unknown): Facts => {
  if (typeof document !== 'object' || document === null) return {}
  const { run, kind, state, ending, in_step, seconds } = document as Facts
  return run === undefined ? {} : { run: `${run}`, kind, state, ending, in_step, seconds }
}

/** Builds the output of one command. */
export const createOutput = (options: OutputOptions) => {
  const { json, color, verbose, stdout = process.stdout, stderr = process.stderr } = options
  const { write: log } = options.log ?? noLog
  const paint = (code: number) => (text: string) =>
    color ? `\u001b[${code}m${text}\u001b[0m` : text
  const [red, green, yellow, dim] = [paint(31), paint(32), paint(33), paint(2)]
  const say = (text: string) => void stderr.write(`${text}\n`)
  const note = (text: string) => {
    log('info', text)
    say(text)
  }

  return {
    json,
    color,
    verbose,
    red,
    green,
    yellow,
    dim,
    good: (text: string) => `${green('✓')} ${text}`,
    bad: (text: string) => `${red('✗')} ${text}`,

    /** The result: one document with --json, else the text. Its end is logged, unless it shows values of rows. */
    result(document: unknown, text: string, showsValues = false): void {
      if (!showsValues) log('info', lastLine(text), runFacts(document))
      stdout.write(json ? `${toJson(document)}\n` : `${text}\n`)
    },

    /** A part of a result that is printed as it comes, and not logged. */
    part(text: string): void {
      stdout.write(`${text}\n`)
    },

    /** The next command to type: not part of the result, so that results can be saved as they are. */
    next(command: string, why = ''): void {
      if (!json) say(`→ ${command}${why && dim(`      ${why}`)}`)
    },

    /** A line for people, beside the result. */
    note,

    /** A line only with --verbose. */
    debug(text: string): void {
      log('debug', text)
      if (verbose) say(dim(text))
    },

    /** The error that ended the command. */
    error(error: LockstepError): void {
      const { code, message, hint, detail, where } = error
      const lines = [
        `${red('✗')} ${code} ${message}`,
        ...(where ? [`    in ${where}`] : []),
        ...(detail ? [dim(`    ${indented(detail)}`)] : []),
        ...(hint ? [`  → ${hint}`] : []),
      ].join('\n')
      if (json) stdout.write(`${toJson({ error: { code, message, hint, detail, where } })}\n`)
      else say(lines)
      if (process.env.LOCKSTEP_DEBUG) say(dim(stackOf(error)))
      log('error', message, { code, hint, detail, where })
    },
  }
}
