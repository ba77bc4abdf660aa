/** The story that all samples share: first sync, changes on both sides, sync, nothing left to do. */
import { basename, dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDumps } from '../../scripts/lib/dump.ts'
import { expectedChanges, foundChanges, prove, type States } from '../../scripts/lib/evidence.ts'
import { type Majors, type Pair, startPair } from '../../scripts/lib/pair.ts'
import {
  dataFolder,
  isHere,
  type Sample,
  type SampleName,
  sampleNamed,
} from '../../scripts/lib/samples.ts'
import { type Document, type Stage, stageOf } from './stage.ts'

/** What a sample's own tests need. */
export interface Story {
  readonly majors: Majors
  /** Rows at the source before and after the changes, over all entities. */
  readonly rows: readonly [before: number, after: number]
  /** Rows that the filters leave out, likewise. */
  readonly excluded?: readonly [before: number, after: number]
  /** Rows of the target that lockstep does not know, after the changes. */
  readonly extra: number
  /** Target columns that lead from a row to its key: the keys must never change. */
  readonly keys: string
  /** Between the first sync and the changes. */
  readonly afterFirst: (stage: Stage) => void
  /** After the changes and their sync. */
  readonly afterChanges: (stage: Stage) => void
}

const totalOf = (document: Document, name: 'source_rows' | 'synced' | 'rejected' | 'excluded') =>
  document.entities.reduce((sum, entity) => sum + Number(entity[name]), 0)

const expectAccounted = (document: Document, rows: number, excluded: number) => {
  expect(document.entities.filter(({ accounted }) => !accounted)).toEqual([])
  expect(totalOf(document, 'source_rows')).toBe(rows)
  expect(totalOf(document, 'rejected')).toBe(0)
  expect(totalOf(document, 'excluded')).toBe(excluded)
  expect(totalOf(document, 'synced')).toBe(rows - excluded)
}

const expectSame = async (pair: Pair, sample: Sample) => {
  const tables = await prove(pair.targetUrl, sample)
  expect(tables.length).toBeGreaterThan(0)
  expect(tables.filter(({ isSame }) => !isSame)).toEqual([])
}

/** What a comparison without the ledger calls these rows. */
const seenDeeply = ({ insert, update, conflict, drift, missing, delete: gone }: States) => ({
  insert: 0,
  update: update + conflict + drift,
  conflict: 0,
  drift: 0,
  missing: insert + missing,
  delete: gone,
})

const tell = (sample: Sample, story: Story) => {
  let pair: Pair
  let first: Document
  let keys: ReadonlyMap<string, string>
  const stage = stageOf(sample, () => pair)
  const [rowsBefore, rowsAfter] = story.rows
  const [excludedBefore, excludedAfter] = story.excluded ?? [0, 0]

  const readKeys = () =>
    stage.target(async (sql) => {
      const rows = await sql.unsafe(story.keys).values()
      return new Map(rows.map(([legacy, key]) => [String(legacy), String(key)]))
    })

  beforeAll(async () => {
    pair = await startPair(story.majors)
    await loadDumps(pair.sourceAdminUrl, sample.source)
    await loadDumps(pair.targetUrl, [sample.target])
    await stage.run('deploy')
    await stage.run('link create')
    await stage.run(`entity load ${sample.mapping}`)
    first = await stage.result('sync')
    keys = await readKeys()
  })
  afterAll(() => pair?.stop())

  describe('first sync', () => {
    test('every row of the source is accounted for', () => {
      expect(first).toMatchObject({ state: 'completed', in_step: true })
      expectAccounted(first, rowsBefore, excludedBefore)
    })

    test('the source adds up its own rows', () => {
      expect(first.entities.filter(({ pushdown }) => pushdown !== 'full')).toEqual([])
    })

    test('the mapping passes its check', () => stage.run('entity check'))

    test('both sides have the same content', () => expectSame(pair, sample))

    test('a deep comparison finds nothing, not even another way to write a value', async () => {
      const deep = await stage.result('compare --deep --strict --settle 0')
      expect(deep).toMatchObject({ state: 'completed', in_step: true })
      expect(totalOf(deep, 'source_rows')).toBe(rowsBefore)
    })

    test('the next sync writes no row', async () => {
      const before = await stage.writes()
      expect(await stage.result('sync')).toMatchObject({ in_step: true })
      expect(await stage.writes()).toBe(before)
    })

    story.afterFirst(stage)
  })

  describe('after changes on both sides', () => {
    beforeAll(async () => {
      await loadDumps(pair.sourceAdminUrl, [sample.changes.source])
      await loadDumps(pair.targetUrl, [sample.changes.target])
    })

    test('compare finds exactly these and writes nothing', async () => {
      const before = await stage.writes()
      const expected = new Map(expectedChanges(sample))
      expected.delete('all')
      expect(foundChanges((await stage.result('compare', 1)).entities)).toEqual(expected)
      expect(await stage.writes()).toBe(before)
    })

    test('a deep comparison finds the same, and cannot know who changed a row', async () => {
      const deep = await stage.result('compare --deep --settle 0', 1)
      const expected = new Map(
        [...expectedChanges(sample)].map(([entity, states]) => [entity, seenDeeply(states)]),
      )
      expected.delete('all')
      expect(foundChanges(deep.entities)).toEqual(expected)
    })

    test('a dry run of sync counts the same and writes nothing', async () => {
      const before = await stage.writes()
      const expected = new Map(expectedChanges(sample))
      expected.delete('all')
      const dry = await stage.result('sync --dry-run', 1)
      expect(foundChanges(dry.entities)).toEqual(expected)
      expect(await stage.writes()).toBe(before)
    })

    test('sync brings them in step', async () => {
      const second = await stage.result('sync')
      expect(second).toMatchObject({ state: 'completed', in_step: true })
      expectAccounted(second, rowsAfter, excludedAfter)
      await expectSame(pair, sample)
      expect(await stage.result('compare')).toMatchObject({ in_step: true })
      expect(await stage.result('compare --deep --strict --settle 0')).toMatchObject({
        in_step: true,
      })
    })

    test('a validation finds nothing wrong', async () => {
      const { findings, in_step } = await stage.result('validate')
      expect(findings.filter(({ level }) => level !== 'info')).toEqual([])
      expect(in_step).toBe(true)
    })

    test('no row changed its target key', async () => {
      const now = await readKeys()
      const moved = [...keys].filter(([legacy, key]) => now.has(legacy) && now.get(legacy) !== key)
      expect(moved).toEqual([])
    })

    test('rows that only the target knows are counted and left alone', async () => {
      const { entities } = await stage.result('compare')
      expect(entities.reduce((sum, { extra }) => sum + Number(extra), 0)).toBe(story.extra)
    })

    story.afterChanges(stage)

    test('a third sync writes no row', async () => {
      const before = await stage.writes()
      expect(await stage.result('sync')).toMatchObject({ in_step: true })
      expect(await stage.writes()).toBe(before)
    })
  })
}

/** Tells a sample's story, or says why it cannot. */
export const describeSample = (name: SampleName, story: Story): void => {
  const sample = sampleNamed(name)
  if (!sample) throw new Error(`no sample ${name}`)
  if (isHere(sample)) describe(name, () => tell(sample, story))
  else
    test.skip(
      `${name}: skipped, ${basename(dirname(dataFolder))}/${basename(dataFolder)}/${name} is not beside the repository`,
    )
}
