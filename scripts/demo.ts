/** Shows lockstep at work: a first sync, a day of changes, a comparison, a sync, and the proof. */
import { parseArgs, styleText } from 'node:util'
import { type Ended, lockstep, lockstepHere } from './lib/cli.ts'
import { loadDumps } from './lib/dump.ts'
import { expectedChanges, foundChanges, prove, writesIn } from './lib/evidence.ts'
import { type Pair, startLastingPair, startPair } from './lib/pair.ts'
import { dataFolder, isHere, type Sample, sampleNamed, sampleNames } from './lib/samples.ts'

const usage = `usage: scripts/demo [--source NAME] [--keep]

  --source NAME   ${sampleNames.join(', ')} (default: shop). All but shop are read
                  from ../shared/data
  --keep          leave the two servers running, and say how to reach and to stop them`

/** What went wrong, without a stack. */
class Failure extends Error {}

/** It was asked for something that there is not. */
class Misuse extends Failure {}

const majors = { source: 15, target: 17 }

const isColorful = process.stdout.isTTY && !process.env.NO_COLOR
const bold = (text: string) => (isColorful ? styleText('bold', text) : text)
const say = (text = '') => console.log(text)
const count = (number: number) => number.toLocaleString('en-US').replaceAll(',', ' ')

/** Types a command, as a user would; its exit code has to be the one that tells the story. */
const type = async (pair: Pair, line: string, expected: 0 | 1 = 0) => {
  say(`${bold(`$ ${line}`)}`)
  const code = await lockstepHere(line.split(' ').slice(1), pair)
  if (code !== expected) throw new Failure(`exit code ${code} where ${expected} was expected`)
  say(expected === 0 ? '' : `(exit code ${code})\n`)
}

const chapter = (title: string) => say(`${bold(`== ${title}`)}\n`)

const documentOf = ({ code, stdout, stderr }: Ended) => {
  if (code !== 0 && code !== 1) throw new Failure(stderr)
  return JSON.parse(stdout) as { entities: { entity: string; [state: string]: unknown }[] }
}

/** Both as text in one order, so that they can be compared. */
const sorted = (changes: ReadonlyMap<string, unknown>) =>
  JSON.stringify([...changes].sort(([a], [b]) => (a < b ? -1 : 1)))

const checkFound = async (pair: Pair, sample: Sample) => {
  const expected = new Map(expectedChanges(sample))
  const all = Object.values(expected.get('all') ?? {}).reduce((sum, rows) => sum + rows, 0)
  expected.delete('all')
  const found = foundChanges(documentOf(await lockstep(['report', '--json'], pair)).entities)
  if (sorted(found) !== sorted(expected)) throw new Failure('the comparison found something else')
  say(`✓ exactly the ${all} rows that were changed\n`)
}

const showProof = async (pair: Pair, sample: Sample) => {
  const tables = await prove(pair.targetUrl, sample)
  for (const { what, sourceRows, targetRows, isSame } of tables) {
    const rows = [sourceRows, targetRows].map((number) => count(number).padStart(8)).join('')
    say(`${what.padEnd(18)}${rows}   ${isSame ? 'same content' : 'DIFFERENT'}`)
  }
  if (!tables.every(({ isSame }) => isSame)) throw new Failure('the two sides are not alike')
  say()
}

const story = async (pair: Pair, sample: Sample) => {
  chapter('The old database: load it. The new one: create its empty tables')
  await loadDumps(pair.sourceAdminUrl, sample.source)
  await loadDumps(pair.targetUrl, [sample.target])
  say(`source  PostgreSQL ${majors.source}: ${sample.about}`)
  say(
    `target  PostgreSQL ${majors.target} with Supabase's roles: schema ${sample.schema}, uuid keys`,
  )
  say('        lockstep works as its role postgres, which is no superuser\n')

  chapter('Install lockstep in the target, link the source, say what becomes what')
  await type(pair, 'lockstep deploy')
  await type(pair, 'lockstep link create')
  await type(pair, `lockstep entity load ${sample.mapping}`)

  chapter('Bring everything over')
  await type(pair, 'lockstep sync')

  chapter('A day passes: rows change at the source, and behind our back at the target')
  await loadDumps(pair.sourceAdminUrl, [sample.changes.source])
  await loadDumps(pair.targetUrl, [sample.changes.target])
  await type(pair, 'lockstep compare', 1)
  await checkFound(pair, sample)
  await type(pair, 'lockstep sync')

  chapter('Once more, with nothing to do')
  const before = await writesIn(pair.targetUrl, sample.schema)
  await type(pair, 'lockstep sync')
  const written = (await writesIn(pair.targetUrl, sample.schema)) - before
  say(`✓ rows written to the target's tables, as PostgreSQL itself counts them: ${written}\n`)
  if (written !== 0) throw new Failure('a sync of nothing wrote something')

  chapter('The proof without lockstep: both sides written out and compared (proof.sql)')
  await showProof(pair, sample)

  chapter('The report of the last run')
  await type(pair, 'lockstep report')
}

const closing = async (pair: Pair, isKept: boolean, seconds: string) => {
  chapter(`Done in ${seconds} s`)
  if (!isKept) {
    await pair.stop()
    say('The servers are stopped and gone. To look around in them: ./scripts/demo --keep')
  } else {
    say('The servers are still there:\n')
    say(`export LOCKSTEP_SOURCE_URL='${pair.sourceUrl}'`)
    say(`export LOCKSTEP_TARGET_URL='${pair.targetUrl}'\n`)
    say('→ npx tsx src/cli.ts compare      with these two variables, any command of lockstep')
    say(`→ ${pair.stopCommand}      stops them and removes their data`)
  }
  say('→ lockstep --help      what else there is')
}

const demo = async (name: string, isKept: boolean) => {
  const sample = sampleNamed(name)
  if (!sample) throw new Misuse(`no sample ${name}: there are ${sampleNames.join(', ')}`)
  if (!isHere(sample)) throw new Misuse(`sample ${name} is not here: ${dataFolder} lacks its files`)

  const started = performance.now()
  const pair = await (isKept ? startLastingPair : startPair)(majors)
  try {
    await story(pair, sample)
  } catch (error) {
    await pair.stop()
    throw error
  }
  await closing(pair, isKept, ((performance.now() - started) / 1000).toFixed(0))
}

const asked = () => {
  try {
    return parseArgs({
      options: {
        source: { type: 'string', default: 'shop' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

try {
  const { source, keep, help } = asked()
  if (help) say(usage)
  else await demo(source, keep)
} catch (error) {
  console.error(`✗ the demo broke off: ${error instanceof Failure ? error.message : String(error)}`)
  process.exitCode = error instanceof Misuse ? 2 : 3
}
