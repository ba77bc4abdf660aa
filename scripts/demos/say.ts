/** What every demo does: tells what it is about to do, types commands, and breaks off with a word. */
import { styleText } from 'node:util'
import { type Ended, lockstep, lockstepHere, lockstepShown } from '../lib/cli.ts'
import type { Pair } from '../lib/pair.ts'

/** What went wrong, without a stack. */
export class Failure extends Error {}

const isColorful = process.stdout.isTTY && !process.env.NO_COLOR
export const bold = (text: string) => (isColorful ? styleText('bold', text) : text)
export const say = (text = '') => console.log(text)
export const chapter = (title: string) => say(`${bold(`== ${title}`)}\n`)
export const count = (number: number) => number.toLocaleString('en-US').replaceAll(',', ' ')

/** Types a command, as a user would; its exit code has to be the one that tells the story. */
export const type = async (pair: Pair, line: string, expected: 0 | 1 = 0) => {
  say(`${bold(`$ ${line}`)}`)
  const code = await lockstepHere(line.split(' ').slice(1), pair)
  if (code !== expected) throw new Failure(`exit code ${code} where ${expected} was expected`)
  say(expected === 0 ? '' : `(exit code ${code})\n`)
}

const HEAD = 16
const TAIL = 8

/** The first and the last lines of a long text. */
const shortened = (text: string) => {
  const lines = text.trimEnd().split('\n')
  const left = lines.length - HEAD - TAIL
  if (left < HEAD) return text.trimEnd()
  return [...lines.slice(0, HEAD), `… ${count(left)} lines more …`, ...lines.slice(-TAIL)].join(
    '\n',
  )
}

/** As `type`, for commands that have a lot to say: the beginning of it, and the end. */
export const typeLong = async (pair: Pair, line: string, expected: 0 | 1 = 0) => {
  say(`${bold(`$ ${line}`)}`)
  const { code, stdout } = await lockstepShown(line.split(' ').slice(1), pair)
  say(shortened(stdout))
  if (code !== expected) throw new Failure(`exit code ${code} where ${expected} was expected`)
  say(expected === 0 ? '' : `(exit code ${code})\n`)
}

/** An entity of a document that --json prints. */
export interface EntityOf {
  readonly entity: string
  readonly [fact: string]: unknown
}

const documentOf = ({ code, stdout, stderr }: Ended) => {
  if (code !== 0 && code !== 1) throw new Failure(stderr)
  return JSON.parse(stdout) as { entities: EntityOf[] }
}

/** The report of the last run. */
export const lastReport = async (pair: Pair) =>
  documentOf(await lockstep(['report', '--json'], pair))
