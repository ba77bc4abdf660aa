/** Measures lockstep, and what else people use, on the same data, taking turns. */
import { parseArgs } from 'node:util'
import { median, ratio, rounds, type Samples } from './benches/measure.ts'
import { type Goal, SCENARIOS } from './benches/scenarios.ts'
import { openStage } from './benches/stage.ts'

const names = Object.keys(SCENARIOS)

const usage = `usage: scripts/bench [--scenario NAME]... [--rows N] [--rounds N] [--peers] [--json]

  --scenario NAME   only this; may be repeated: ${names.join(', ')}
  --rows N          rows of the table (default 1000000)
  --rounds N        turns that everybody takes (default 5)
  --peers           also what Debian has: pg_comparator, pgloader, pgcopydb, copy | copy. Both servers are
                    Debian's PostgreSQL 15 then, otherwise PostgreSQL 15 from npm
  --json            one document instead of tables`

/** It was asked for something that makes no sense. */
class Misuse extends Error {}

const options = {
  scenario: { type: 'string', multiple: true },
  rows: { type: 'string', default: '1000000' },
  rounds: { type: 'string', default: '5' },
  peers: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
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

/** How it went against a goal; undefined if somebody of it was not there. */
const verdict = (samples: Samples, { of, by, most }: Goal) => {
  if (!samples[of] || !samples[by]) return undefined
  const measured = ratio(samples, of, by)
  return { of, by, most, measured, isReached: measured <= most }
}

const measure = async (name: string, rows: number, count: number, withPeers: boolean) => {
  const scenario = SCENARIOS[name]
  if (!scenario) throw new Misuse(`--scenario ${name}: there is ${names.join(', ')}`)
  const stage = await openStage(withPeers)
  try {
    await scenario.lay(stage, rows, withPeers)
    const tell = (line: string) => process.stderr.write(`${line}\n`)
    const { samples, megabytes } = await rounds(
      scenario.contenders(stage, rows, withPeers),
      count,
      tell,
    )
    const goals = scenario.goals.flatMap((goal) => verdict(samples, goal) ?? [])
    return { scenario: name, about: scenario.about, rows, samples, megabytes, goals }
  } finally {
    await scenario.clear?.(stage)
    await stage.stop()
  }
}

const print = ({ about, rows, samples, megabytes, goals }: Awaited<ReturnType<typeof measure>>) => {
  console.log(`\n${about}, ${rows.toLocaleString('en-US').replaceAll(',', ' ')} rows`)
  for (const [name, seconds] of Object.entries(samples)) {
    const [low, high] = [Math.min(...seconds), Math.max(...seconds)].map((one) => one.toFixed(2))
    const memory = megabytes[name] === undefined ? '' : `   at most ${megabytes[name]} MB`
    console.log(
      `  ${name.padEnd(32)} ${median(seconds).toFixed(2).padStart(8)} s   ${low}-${high}${memory}`,
    )
  }
  for (const { of, by, most, measured, isReached } of goals) {
    const limit = `goal ${most.toFixed(2)}`
    console.log(`  ${isReached ? '✓' : '✗'} ${of} / ${by}: ${measured.toFixed(2)} (${limit})`)
  }
}

const main = async (): Promise<void> => {
  const { scenario = names, rows, rounds: turns, peers, json, help } = asked()
  if (help) return console.log(usage)
  const results = []
  for (const name of scenario) {
    const result = await measure(
      name,
      numberOf('rows', rows, 100_000_000),
      numberOf('rounds', turns, 1000),
      peers,
    )
    results.push(result)
    if (!json) print(result)
  }
  if (json) console.log(JSON.stringify(results, null, 2))
}

try {
  await main()
} catch (error) {
  const isMisuse = error instanceof Misuse
  console.error(isMisuse ? `✗ ${error.message}\n\n${usage}` : error)
  process.exitCode = isMisuse ? 2 : 1
}
