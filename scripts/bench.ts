/** Measures lockstep, and what else people use, on the same data, taking turns. */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { measureDispatch, type Part } from './benches/dispatch.ts'
import { median, type Verdict, verdicts } from './benches/figures.ts'
import { type Measured, rounds } from './benches/measure.ts'
import { observing } from './benches/observe.ts'
import { reportPage } from './benches/report.ts'
import { type Result, readResults } from './benches/result.ts'
import { SCENARIOS } from './benches/scenarios.ts'
import { openStage } from './benches/stage.ts'

const names = Object.keys(SCENARIOS)

const usage = `usage: scripts/bench [--scenario NAME]... [--rows N] [--rounds N] [--peers] [--json] [--report FILE.html]
       scripts/bench --dispatch SCALE [--json]
       scripts/bench --from RESULTS.json... --report FILE.html

  --scenario NAME   only this; may be repeated:
                    ${names.slice(0, 8).join(', ')},
                    ${names.slice(8, 15).join(', ')},
                    ${names.slice(15).join(', ')}
  --rows N          rows of the table (default 1000000). growth-* also take a tenth and ten times as many,
                    watermark ten times as many; wide takes a tenth, big-values a fiftieth, nothing and
                    watermark-nothing that many in 60 tables
  --rounds N        turns that everybody takes (default 5)
  --peers           also what Debian has: pg_comparator, pgloader, pgcopydb, copy | copy. Both servers are
                    Debian's PostgreSQL 15 then, otherwise PostgreSQL 15 from npm
  --json            one document instead of tables
  --report FILE     also a page with plots, that needs nothing else
  --dispatch SCALE  the sample of that name from its first row to the report, part by part: 1 is a
                    database of 10 million rows
  --from FILE       measure nothing: take what --json has printed, of several files together. Where they have
                    the same scenario with as many rows, the last one counts`

/** It was asked for something that makes no sense. */
class Misuse extends Error {}

const options = {
  scenario: { type: 'string', multiple: true },
  rows: { type: 'string', default: '1000000' },
  rounds: { type: 'string', default: '5' },
  peers: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  dispatch: { type: 'string' },
  from: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const

const numberOf = (name: string, text: string, most: number): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new Misuse(`--${name} ${text}: a whole number from 1 to ${most} was expected`)
}

const asked = () => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

const scenarioNamed = (name: string) => {
  const scenario = SCENARIOS[name]
  if (!scenario) throw new Misuse(`--scenario ${name}: there is ${names.join(', ')}`)
  return scenario
}

const measure = async (
  name: string,
  asked: number,
  count: number,
  withPeers: boolean,
): Promise<Result> => {
  const { about, note, share, size, lay, contenders, goals, clear } = scenarioNamed(name)
  const rows = size?.(asked) ?? asked
  const stage = await openStage(withPeers)
  try {
    await lay(stage, rows, withPeers)
    const tell = (line: string) => process.stderr.write(`${line}\n`)
    const turns = contenders(stage, rows, withPeers)
    const measured = await rounds(turns, count, observing(stage), tell)
    return {
      scenario: name,
      about,
      ...(note === undefined ? {} : { note }),
      ...(share === undefined ? {} : { share }),
      rows,
      at: new Date().toISOString(),
      cores: availableParallelism(),
      measured,
      verdicts: verdicts(measured, goals),
    }
  } finally {
    await clear?.(stage)
    await stage.stop()
  }
}

const inGroups = (rows: number) => rows.toLocaleString('en-US').replaceAll(',', ' ')

const HEAD = `  ${' '.repeat(32)}     time      lowest-highest     work       MB: runner, source, target`

const measuredLine = ({ name, rows, seconds, work, megabytes }: Measured): string => {
  const [low, high] = [Math.min(...seconds), Math.max(...seconds)].map((one) => one.toFixed(2))
  const { runner = '-', source = '-', target = '-' } = megabytes
  return [
    `  ${name.padEnd(32)}`,
    `${median(seconds).toFixed(2).padStart(8)} s`,
    `${low}-${high}`.padStart(17),
    (work ? `${median(work).toFixed(2)} s` : '-').padStart(10),
    [runner, source, target].map((one) => String(one).padStart(5)).join(' '),
    rows === undefined ? '' : `${inGroups(rows)} rows`,
  ].join('  ')
}

const verdictLine = ({ about, measured, unit, most, isReached }: Verdict): string => {
  const digits = unit === 'MB' ? 0 : 3
  const shown = (number: number) => `${number.toFixed(digits)}${unit && ` ${unit}`}`
  if (most === undefined) return `  · ${about}: ${shown(measured)}`
  return `  ${isReached ? '✓' : '✗'} ${about}: ${shown(measured)} (goal ${shown(most)})`
}

const print = ({ about, note, rows, measured, verdicts }: Result): void => {
  console.log(`\n${about}, ${inGroups(rows)} rows\n${HEAD}`)
  for (const one of measured) console.log(measuredLine(one))
  for (const verdict of verdicts) console.log(verdictLine(verdict))
  if (note) console.log(`  ${note}`)
}

/** Measures one scenario after the other into `results`, so that what was measured outlives a failure. */
const measureAll = async (values: ReturnType<typeof asked>, results: Result[]): Promise<void> => {
  const { scenario = names, rows, rounds: turns, peers, json } = values
  const size = numberOf('rows', rows, 100_000_000)
  const count = numberOf('rounds', turns, 1000)
  scenario.forEach(scenarioNamed)
  for (const name of scenario) {
    const result = await measure(name, size, count, peers)
    results.push(result)
    if (!json) print(result)
  }
}

const partLine = ({ name, seconds, rows, written, sent, megabytes }: Part): string => {
  const shown = (number: number | undefined) => (number === undefined ? '' : inGroups(number))
  const { runner = '-', source = '-', target = '-' } = megabytes ?? {}
  return [
    `  ${name.padEnd(26)}`,
    `${seconds.toFixed(2).padStart(8)} s`,
    ...[rows, written, sent].map((number) => shown(number).padStart(10)),
    [runner, source, target].map((one) => String(one).padStart(5)).join(' '),
  ].join('  ')
}

const benchDispatch = async (text: string, isJson: boolean): Promise<void> => {
  const scale = Number(text)
  if (!(scale >= 0.001 && scale <= 10)) {
    throw new Misuse(`--dispatch ${text}: a number from 0.001 to 10 was expected`)
  }
  const say = isJson ? console.error : console.log
  say(`dispatch at scale ${scale}, ${availableParallelism()} cores, ${new Date().toISOString()}`)
  say(
    `  ${' '.repeat(26)}      time        rows     written        sent   MB: runner, source, target`,
  )
  const parts = await measureDispatch(scale, (part) => say(partLine(part)))
  if (isJson) console.log(JSON.stringify(parts, null, 2))
}

const main = async (): Promise<void> => {
  const values = asked()
  if (values.help) return console.log(usage)
  if (values.dispatch !== undefined) return benchDispatch(values.dispatch, values.json)
  const results = [...readResults(values.from ?? [])]
  try {
    if (values.from === undefined) await measureAll(values, results)
    else if (!values.json) results.forEach(print)
  } finally {
    if (values.json && results.length > 0) console.log(JSON.stringify(results, null, 2))
    if (values.report && results.length > 0) writeFileSync(values.report, reportPage(results))
  }
}

try {
  await main()
} catch (error) {
  const isMisuse = error instanceof Misuse
  console.error(isMisuse ? `✗ ${error.message}\n\n${usage}` : error)
  process.exitCode = isMisuse ? 2 : 1
}
