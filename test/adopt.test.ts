/** `lockstep entity adopt`: a target that earlier scripts filled keeps its keys, and the first sync brings the rest. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AdoptOutcome } from '../src/index.ts'
import { stateCounts, targetDigest, writesIn } from './lib/evidence.ts'
import { PEOPLE, staff } from './lib/staff.ts'
import { holding, openStage, prepare, type Stage, until, waitingPid } from './lib/stage.ts'

let stage: Stage

/** Teams by a definition, people by what the command says. */
const ADOPT = "entity adopt people --from mappings --where kind='person' --prefer t.made_at"

const adopt = async (line: string, code: number): Promise<AdoptOutcome> =>
  JSON.parse((await stage.run(`${line} --json`, code)).stdout)

const countsOf = (outcome: AdoptOutcome) => {
  const people = outcome.entities.find(({ entity }) => entity === 'people')
  const { unchanged, update, missing, insert } = people ?? {}
  return { unchanged, update, missing, insert }
}

/** Rows of `people` that are not as the scripts left them. */
const touched = async () => {
  const [row] = await stage.near<[{ n: number }]>`
    select count(*)::int as n from before as b left join people as p using (id)
    where p.xmin is distinct from b.version
  `
  return row.n
}

/** 900 of 1000 people stand there: 20 of them wrong, 10 twice. 5 more are promised by the mapping table. */
const scripts = `
  create table mappings (kind text, legacy_id text, new_id uuid);
  alter table people add column made_at timestamptz;
  insert into teams (id, name) select md5('team' || g)::uuid, 'hush team ' || g from generate_series(1, 10) as g;
  insert into mappings select 'team', g, md5('team' || g)::uuid from generate_series(1, 10) as g;
  insert into people (id, name, mail, age, team_id, made_at)
  select md5('person' || g)::uuid, case when g <= 20 then 'hush wrong' else 'hush ' || g end,
    'hush' || g || '@example.org', 20 + g % 50, md5('team' || 1 + g % 10)::uuid, '2020-01-01'
  from generate_series(1, 900) as g;
  insert into people (id, name, made_at)
  select md5('again' || g)::uuid, 'hush ' || g, '2021-01-01' from generate_series(101, 110) as g;
  insert into people (id, name) values (md5('own')::uuid, 'hush own');
  insert into mappings select 'person', g, md5('person' || g)::uuid from generate_series(1, 905) as g;
  insert into mappings select 'person', g, md5('again' || g)::uuid from generate_series(101, 110) as g;
  create table before as select p.id, p.xmin as version from people as p;
`

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 17 })
  await prepare(stage, staff)
  await stage.near.unsafe(scripts).simple()
  await stage.near`select lockstep.define_adoption(
    'teams', mapping => 'mappings', mapping_where => 'kind = ''team''')`
})
afterAll(() => stage?.stop())

test('a dry run tells all, and changes nothing', async () => {
  const before = [await targetDigest(stage), await stateCounts(stage)]
  const outcome = await adopt(`${ADOPT} --dry-run`, 1)
  expect(countsOf(outcome)).toEqual({ unchanged: '880', update: '20', missing: '5', insert: '95' })
  expect(outcome.dry_run).toBe(true)
  expect([await targetDigest(stage), await stateCounts(stage)]).toEqual(before)
})

test('what makes no sense is said before anything starts', async () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['entity adopt --by name', 'LSK25'],
    ['entity adopt people teams --from mappings', 'LSK25'],
    ['entity adopt people', 'LSE22'],
    ['entity adopt people --by nothing', 'LSE21'],
    ['entity adopt people --query select', 'LSE21'],
    ['entity adopt people --by name,', 'LSK13'],
  ]
  for (const [line, code] of refusals) {
    expect((await stage.run(line, 2)).stderr, line).toContain(code)
  }
})

test('killed in the middle, the same command goes on', async () => {
  await holding(stage, 'lock table people', async () => {
    const running = stage.start(`${ADOPT} --workers 1`)
    await waitingPid(stage)
    running.kill('SIGKILL')
    await running.ended
    await stage.run('sync', 4)
  })
  await until(async () => {
    const stepping = await stage.near`
      select from pg_stat_activity where state = 'active' and query like '%lockstep.step%' and pid <> pg_backend_pid()
    `
    return stepping.length === 0
  })
  const outcome = await adopt(`${ADOPT} --batch-rows 20`, 1)
  const runs = await stage.near`select id::text as run from lockstep.runs`
  expect(runs).toEqual([{ run: outcome.run }])
  expect(countsOf(outcome)).toEqual({ unchanged: '880', update: '20', missing: '5', insert: '95' })
  const causes = outcome.causes.map(({ entity, reason, rows }) => `${entity} ${reason} ${rows}`)
  expect(causes).toEqual(['people duplicate 10', 'people nothing 5'])
  expect(await touched()).toBe(0)
})

test('the first sync writes what is missing or different, and no key changes', async () => {
  const before = await writesIn(stage)
  await stage.run('sync')
  const after = await writesIn(stage)
  expect(Number(after.people) - Number(before.people)).toBe(20 + 5 + 95)
  expect(after.teams).toBe(before.teams)
  expect(await touched()).toBe(20)
  const [row] = await stage.near`
    select count(*)::int as rows, count(*) filter (where p.id = m.new_id)::int as kept
    from lockstep_ledger.people as l
    join people as p on p.id = l.target_key and p.name = 'hush ' || l.source_key
    left join mappings as m
      on m.kind = 'person' and m.legacy_id = l.source_key::text and m.new_id = md5('person' || m.legacy_id)::uuid
  `
  expect(row).toEqual({ rows: PEOPLE, kept: 905 })
  await stage.run('compare --deep')
  await stage.run('validate')
})

test('again, it finds what is left to do, and duplicates go if asked for', async () => {
  const again = await adopt(ADOPT, 1)
  expect(countsOf(again)).toEqual({ unchanged: '0', update: '0', missing: '0', insert: '0' })
  const { stdout, stderr } = await stage.run(`${ADOPT} --delete-duplicates`)
  expect(stdout).toMatch(/people +1 000 +1 000 +0 +0 +0 +0 +1\n/)
  expect(stdout).toMatch(/people +duplicate +10 +10\n/)
  expect(stderr).toMatch(/→ lockstep compare people/)
  expect(stdout + stderr).not.toMatch(/hush/)
  const [left] = await stage.near`select count(*)::int as rows from people`
  expect(left?.rows).toBe(PEOPLE + 1)
})

test('a view in the shape of the old table stays through a deploy; an undo gives duplicates back', async () => {
  await stage.near`
    create view mappings_now as
    select m.entity, m.source_key::integer as legacy_id, m.target_key::uuid as new_id
    from lockstep_mapping.mappings as m
    where m.entity in ('people', 'teams')
  `
  const view = () =>
    stage.near`select entity, count(*)::int as n from mappings_now group by 1 order by 1`
  await stage.run('deploy')
  expect(await view()).toEqual([
    { entity: 'people', n: PEOPLE },
    { entity: 'teams', n: 10 },
  ])
  const [last] = await stage.near`select max(run)::text as run from lockstep.adoption_issues`
  const { stdout } = await stage.run(`undo ${last?.run}`)
  expect(stdout).toMatch(/10 rows put back/)
  const [rows] = await stage.near`select count(*)::int as n from people`
  expect(rows?.n).toBe(PEOPLE + 10 + 1)
  await stage.run('compare')
})
