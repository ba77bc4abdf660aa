/** The story of a small sample: a first sync, a day of changes, a comparison, a sync, and the proof. */
import { loadDumps } from '../lib/dump.ts'
import { expectedChanges, foundChanges, prove, writesIn } from '../lib/evidence.ts'
import type { Majors, Pair } from '../lib/pair.ts'
import type { Sample } from '../lib/samples.ts'
import { chapter, count, Failure, lastReport, say, type } from './say.ts'

/** Both as text in one order, so that they can be compared. */
const sorted = (changes: ReadonlyMap<string, unknown>) =>
  JSON.stringify([...changes].sort(([a], [b]) => (a < b ? -1 : 1)))

const checkFound = async (pair: Pair, sample: Sample) => {
  const expected = new Map(expectedChanges(sample))
  const all = Object.values(expected.get('all') ?? {}).reduce((sum, rows) => sum + rows, 0)
  expected.delete('all')
  const found = foundChanges((await lastReport(pair)).entities)
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

/** Tells it. */
export const sampleStory = async (pair: Pair, sample: Sample, majors: Majors) => {
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
