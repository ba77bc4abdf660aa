/** `lockstep detect` and `sync --analysis`: what was found, how much of all that is, and just that written. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DetectOutcome } from '../src/index.ts'
import { PEOPLE, staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

type Detected = DetectOutcome & {
  readonly changes: readonly { entity: string; differing: string; isPartial: boolean }[]
}

const detect = async (flags: string, code: number): Promise<Detected> =>
  JSON.parse((await stage.run(`detect people${flags} --json`, code)).stdout)

const ofPeople = ({ changes }: Detected) => changes.find(({ entity }) => entity === 'people')

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 16 })
  await prepare(stage, staff)
  await stage.run('sync')
  await stage.far
    .unsafe(`
      update person set age = 99 where id <= 8;
      delete from person where id = 9;
      insert into person values (5000, 'hush new', 'hush5000@example.org', 30, null, 1);
    `)
    .simple()
})
afterAll(() => stage?.stop())

test('detect says how much of all rows is out of step, and where', async () => {
  const found = await detect(' --keys 3', 1)
  expect(ofPeople(found)).toEqual({
    entity: 'people',
    sourceRows: `${PEOPLE}`,
    insert: '1',
    update: '8',
    conflict: '0',
    drift: '0',
    missing: '0',
    delete: '1',
    differing: '10',
    percent: Number(((100 * 10) / (PEOPLE + 1)).toFixed(4)),
    isPartial: false,
  })
  const updates = found.differences.find(({ state }) => state === 'update')
  expect(updates).toMatchObject({ count: '8', keys: ['["1"]', '["2"]', '["3"]'] })
  const { stdout } = await stage.run('detect', 1)
  expect(stdout).toMatch(/people +10 +1 000 +0\.999\n/)
  expect(stdout).not.toMatch(/hush/)
})

test('a threshold decides the exit code', async () => {
  await stage.run('detect --threshold 1', 0)
  await stage.run('detect --threshold 0.9', 1)
  await stage.run('detect --threshold 101', 2)
  await stage.run('detect --threshold 1 --since 2026-01-01', 2)
})

test('stopping early is said, and what is not known is above any threshold', async () => {
  const found = await detect(' --stop-after 11 --batch-rows 5 --workers 1 --threshold 100', 0)
  expect(ofPeople(found)).toMatchObject({ differing: '10', isPartial: false })
  const part = await detect(' --stop-after 8 --batch-rows 5 --workers 1 --threshold 100', 1)
  expect(ofPeople(part)).toMatchObject({ differing: '9', isPartial: true, percent: null })
  const { stdout } = await stage.run('detect people --stop-after 8 --batch-rows 5 --workers 1', 1)
  expect(stdout).toMatch(/people +at least 9 .* unknown\n/)
  expect(stdout).toMatch(/looked no further/)
  await stage.run('sync')
})

test('sync --analysis writes what was found, and no more', async () => {
  await stage.far`update person set age = 100 where id between 21 and 25`
  const { stderr } = await stage.run('detect people', 1)
  const [, run] = /→ (lockstep sync --analysis \d+)/.exec(stderr) ?? []
  await stage.far`update person set age = 101 where id in (25, 26)`
  const { stdout } = await stage.run(`${run}`.replace('lockstep ', ''))
  expect(stdout).toMatch(/in step, 5 rows written/)
  const ages = await stage.near<{ source_key: number; age: number }[]>`
    select l.source_key, p.age from people as p join lockstep_ledger.people as l on l.target_key = p.id
    where l.source_key between 24 and 26 order by 1
  `
  expect(ages.map(({ age }) => age)).toEqual([100, 101, 20 + 26])
  await stage.run('compare', 1)
  await stage.run('sync --analysis 999999', 2)
  await stage.run('sync --analysis 1', 2)
  await stage.run('sync --analysis 1 --watermark', 2)
})
