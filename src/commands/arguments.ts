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

/** Seconds, at most ten minutes. */
export const seconds = (text: string): number => {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 600) return value
  throw new InvalidArgumentError('It must be a number of seconds from 0 to 600.')
}

/** A percentage. */
export const percentage = (text: string): number => {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 100) return value
  throw new InvalidArgumentError('It must be a number from 0 to 100.')
}

/** A part of a whole, not nothing. */
export const share = (text: string): number => {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.000001 && value <= 1) return value
  throw new InvalidArgumentError('It must be a number from 0.000001 to 1.')
}

/** The number of a run. */
export const runNumber = (text: string): bigint => {
  if (/^\d{1,18}$/.test(text)) return BigInt(text)
  throw new InvalidArgumentError('It must be the number of a run.')
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds; NaN if it is none. */
const span = (text: string): number => {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? []
  return Number(count) * (UNITS[unit] ?? Number.NaN)
}

/** A duration from 1 s to 20 days, in seconds. */
export const duration = (text: string): number => {
  const seconds = span(text)
  if (seconds >= 1 && seconds <= 20 * 86_400) return seconds
  throw new InvalidArgumentError('It must be a duration from 1s to 20d, like 90s, 30m or 2h.')
}

/** An age of at most 100 years, as text that PostgreSQL will read. */
export const age = (text: string): string => {
  if (span(text) <= 36_500 * 86_400) return text
  throw new InvalidArgumentError('It must be an age of at most 36500d, like 12h, 30d or 0d.')
}

/** A time, as text that PostgreSQL will read. */
export const timestamp = (text: string): string => {
  if (!Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('It must be a time, like 2026-01-31 or 2026-01-31T12:00:00Z.')
}

/** Names with commas between them. */
export const names = (text: string): readonly string[] => {
  const found = text.split(',').map((name) => name.trim())
  if (found.every((name) => name !== '')) return found
  throw new InvalidArgumentError('It must be names with commas between them, like a,b.')
}

/** A time, or a duration as seconds: since then. */
export const moment = (text: string): string | number => {
  const seconds = span(text)
  if (seconds <= 36_500 * 86_400) return seconds
  if (!Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('It must be a time, like 2026-01-31T12:00Z, or as long ago as 2h.')
}

/** Collects an option that may be given several times. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
]

/** Which entities a command is about. */
export interface ChoiceFlags {
  readonly group?: readonly string[]
}

/** Adds the entities of groups to those that are named. */
export const addGroups = (command: Command): Command =>
  command.option(
    '--group <name>',
    'also the entities of this group; may be given several times',
    collect,
  )

/** The same choice as words of a command line, each with a blank before it. */
export const choiceText = (entities: readonly string[], { group = [] }: ChoiceFlags): string =>
  [...entities, ...group.map((name) => `--group ${name}`)].map((word) => ` ${word}`).join('')

/** Adds examples below the help of a command. */
export const examples = (command: Command, ...lines: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`)
