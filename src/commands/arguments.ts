/** Reading arguments and options; what does not fit is a usage error. */
import { type Command, InvalidArgumentError } from 'commander'

/** A whole number from 1. */
export const positive = (text: string): number => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= 2_147_483_647) return value
  throw new InvalidArgumentError('It must be a whole number from 1.')
}

/** A number from 0 to 1. */
export const ratio = (text: string): number => {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0 to 1.')
}

/** The number of a run. */
export const runNumber = (text: string): bigint => {
  if (/^\d{1,18}$/.test(text)) return BigInt(text)
  throw new InvalidArgumentError('It must be the number of a run.')
}

/** A time, as text that PostgreSQL will read. */
export const timestamp = (text: string): string => {
  if (!Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('It must be a time, like 2026-01-31 or 2026-01-31T12:00:00Z.')
}

/** Collects an option that may be given several times. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
]

/** Adds examples below the help of a command. */
export const examples = (command: Command, ...lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`)
