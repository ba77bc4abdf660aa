/** `lockstep analyze`: what a sync would stumble over, said before it, and what the sync then does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnalysedEntity, AnalyzeOutcome } from '../src/index.ts'
import { PEOPLE, staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

const analyze = async (): Promise<AnalyzeOutcome> =>
  JSON.parse((await stage.run('analyze --json')).stdout)

const ofPeople = ({ analysed }: AnalyzeOutcome): AnalysedEntity | undefined =>
  analysed.find(({ entity }) => entity === 'people')

/** All that others may read: tables of the target, and of lockstep but for runs and analyses. */
const written = async ({ near }: Stage) => near`
  select relname, n_tup_ins + n_tup_upd + n_tup_del as rows from pg_stat_user_tables
  where schemaname = 'public' or relname in ('people', 'teams', 'reject', 'difference', 'watermark', 'overwritten')
  order by schemaname, relname
`

beforeAll(async () => {
  stage = await openStage({ source: 13, target: 18 })
  await prepare(stage, staff)
  await stage.far
    .unsafe(`
      update person set size = 'hush XL' where id <= 3;
      update person set size = 'hush ' || id where id between 4 and 9;
      update person set size = '99999999999' where id = 10;
      update person set age = 200 where id in (11, 12);
      update person set age = 70000 where id = 13;
      update person set mail = 'hush20@example.org' where id in (14, 15);
      update person set name = null where id = 16;
      update person set team = 77 where id in (17, 18);
    `)
    .simple()
})
afterAll(() => stage?.stop())

test('before the first sync: what the target will not take, and nothing is written', async () => {
  const before = await written(stage)
  const found = await analyze()
  expect(ofPeople(found)).toMatchObject({
    state: 'missing',
    sourceRows: `${PEOPLE}`,
    gaps: `${PEOPLE}`,
    nextRows: `${PEOPLE}`,
    lastRun: null,
    unresolved: `${PEOPLE}`,
    refused: '16',
  })
  const causes = ofPeople(found)?.refusals.map(
    ({ column, cause, sqlstate, rows }) => `${column} ${cause} ${sqlstate} ${rows}`,
  )
  expect(causes?.sort()).toEqual([
    'age check null 2',
    'age overflow null 1',
    'mail unique null 2',
    'name not null null 1',
    'size overflow 22003 1',
    'size transform 22P02 9',
  ])
  const { stdout, stderr } = await stage.run('analyze')
  expect(stdout).toMatch(/people +missing +1 000/)
  expect(stdout).toMatch(/people +size +9 {2}cannot be converted, 22P02\n/)
  expect(stdout).toMatch(/people +team_id +2 {2}refers to no row of teams\n/)
  expect(stderr).toMatch(/→ lockstep sync --explain/)
  expect(`${stdout}${stderr}`).not.toMatch(/hush/)
  expect(await written(stage)).toEqual(before)
})

test('and that is what the sync meets', async () => {
  await stage.run('sync', 1)
  const [open] = await stage.near<[{ keys: number[] }]>`
    select array_agg((source_key ->> 0)::int order by (source_key ->> 0)::int) as keys
    from lockstep.rejects where closed_at is null and entity = 'people'
  `
  expect(open.keys).toHaveLength(18)
  const found = ofPeople(await analyze())
  expect(found).toMatchObject({ state: 'behind', gaps: '18', openRejects: '18', refused: '16' })
  expect(found?.references).toEqual([
    expect.objectContaining({ rows: PEOPLE, resolved: PEOPLE - 2, waiting: 0, nowhere: 2 }),
  ])
  expect(found?.lastRun).not.toBeNull()
})

test('entities that are not there, and the library', async () => {
  await stage.run('analyze nope', 2)
  await stage.run('analyze teams')
  await stage.run('sync --resume 1', 2)
})
