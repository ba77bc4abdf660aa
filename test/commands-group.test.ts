/** `--group` of all commands that choose entities, `lockstep group`, and reports by domain. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from './lib/staff.ts'
import { type Document, openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage
const folder = mkdtempSync(join(tmpdir(), 'lockstep-group-'))

/** A table that nobody refers to. */
const NOTES = `select lockstep.define_entity(entity => 'notes', source => 'legacy.note', source_key => '{id}',
  target => 'public.notes', columns => '{"body": "s.body"}');`
const GROUPS = `
  select lockstep.define_group('crew', '{people}', description => 'Who works here.');
  select lockstep.define_group('crew-with-notes', '{notes}', '{crew}');
  select lockstep.define_group('humans', '{people,teams}', kind => 'domain');
`

const load = (groups: string, code = 0) =>
  stage.load({ '1_groups.sql': groups, '2_staff.sql': staff.mapping, '3_notes.sql': NOTES }, code)

const namesOf = ({ entities }: Document) => entities.map(({ entity }) => entity)

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 15 })
  await prepare(stage, {
    ...staff,
    source: `${staff.source}; create table note (id int primary key, body text);
      insert into note values (1, 'hush'), (2, null);`,
    target: `${staff.target}; create table notes (id uuid primary key, body text not null);`,
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stage?.stop()
})

test('a folder defines groups before what they name; what is missing at its end is refused', async () => {
  const { stderr } = await load(GROUPS.replace('{people}', '{peple}'), 2)
  expect(stderr).toMatch(/✗ LSE33 groups name what is not defined: 'crew' names entity 'peple'/)
  expect(stderr).toMatch(/→ Define it/)
  expect((await stage.run('group list')).stdout).toMatch(/^group +kind .*\nall +group +2 /)
  await load(GROUPS)
  const { stdout } = await stage.run('group list')
  expect(stdout).toMatch(/all +group +3 +All entities\.\n/)
  expect(stdout).toMatch(/crew-with-notes +group +2\n/)
  expect(stdout).toMatch(/humans +domain +2/)
})

test('one group', async () => {
  const { stdout } = await stage.run('group show crew-with-notes')
  expect(stdout).toMatch(/^group +crew-with-notes\ngroups +crew\nentities +notes, people\n$/)
  expect(await stage.result('group show crew')).toMatchObject({ chosen: ['people'], missing: [] })
  expect((await stage.run('group show nope', 2)).stderr).toMatch(/LSK26/)
  expect((await stage.run('sync --group nope', 2)).stderr).toMatch(
    /✗ LSE32 group 'nope' is not defined\n {2}→ List the groups: lockstep group list/,
  )
  expect((await stage.run('group drop crew', 2)).stderr).toMatch(/LSE34/)
})

test('each command takes groups, with names or alone', async () => {
  expect(namesOf(await stage.result('analyze --group crew'))).toEqual(['people'])
  expect(namesOf(await stage.result('compare --group crew', 1))).toEqual(['people'])
  expect(namesOf(await stage.result('detect teams --group crew', 1))).toEqual(['teams', 'people'])
  expect(namesOf(await stage.result('compare --group crew --group crew-with-notes', 1))).toEqual([
    'notes',
    'people',
  ])
  expect(namesOf(await stage.result('compare --group all', 1))).toHaveLength(3)
  const { entities: plans } = await stage.result('sync --group crew --explain')
  expect(plans.map(({ entity }) => entity).sort()).toEqual(['people', 'teams'])
  expect(await stage.result('entity list --group crew')).toMatchObject({
    entities: [{ name: 'people', domain: 'humans' }],
  })
  const checked = await stage.attempt('entity check --group crew')
  expect(checked.stdout).toMatch(/ people /)
  expect(checked.stdout).not.toMatch(/ notes /)
})

test('a sync says what it takes along, and the words of the next command are the same', async () => {
  const { stderr } = await stage.run('sync --group crew --dry-run', 1)
  expect(stderr).toMatch(/taken along, as what was chosen refers to it: teams\n/)
  expect(stderr).toMatch(/→ lockstep sync --group crew +write it/)
  await stage.run('sync --group crew')
  const [row] = await stage.near`select (select count(*) from people)::int as people,
    (select count(*) from teams)::int as teams, (select count(*) from notes)::int as notes`
  expect(row).toEqual({ people: 1000, teams: 10, notes: 0 })
  const again = await stage.run('sync --group crew-with-notes', 1)
  expect(again.stderr).toMatch(/→ lockstep rejects --group crew-with-notes/)
  expect((await stage.run('rejects --group crew')).stdout).toMatch(/no open rejects/)
  expect((await stage.run('rejects --group crew-with-notes', 1)).stdout).toMatch(/1 open reject/)
  expect((await stage.run('sync --group crew --resume 1', 2)).stderr).toMatch(/LSK13/)
})

test('reports add up by domain, in each form', async () => {
  await stage.run('validate --group humans')
  const { stdout: text } = await stage.run('sync', 1)
  expect(text).toMatch(
    /\ndomain +entities +source +synced +rejected +excluded +coverage\nhumans +2 +1 010 +1 010 +0 +0 +100 %\nof none +1 +2 +1 +1 +0 +50 %\n/,
  )
  const report = await stage.result('report', 1)
  expect(report.domains).toEqual([
    {
      domain: 'humans',
      entities: '2',
      source_rows: '1010',
      synced: '1010',
      rejected: '0',
      excluded: '0',
      coverage: 100,
    },
    {
      domain: null,
      entities: '1',
      source_rows: '2',
      synced: '1',
      rejected: '1',
      excluded: '0',
      coverage: 50,
    },
  ])
  expect((await stage.run('report', 1)).stdout).toMatch(
    /## By domain\n\n\| domain .*\n.*\n\| humans \| 2 \| 1 010 \| 1 010 \| 0 \| 0 \| 100 % \|/,
  )
  expect((await stage.run('report --format csv', 1)).stdout).toMatch(
    /^entity,.*,domain\r\n(.*\r\n)*people,1000,.*,humans\r?\n/,
  )
  const file = join(folder, 'report.html')
  await stage.run(`report --final --out ${file}`, 1)
  expect(readFileSync(file, 'utf8')).toMatch(/<h2 id="by-domain">By domain<\/h2>[\s\S]*humans/)
  expect((await stage.run('report --final', 1)).stdout).toMatch(/## By domain/)
})

test('a report of a group tells of no other', async () => {
  const part = await stage.result('report --group crew', 1)
  expect(namesOf(part)).toEqual(['people'])
  expect(part.rejects).toEqual([])
  const file = join(folder, 'report.html')
  await stage.run(`report --group crew --out ${file}`, 1)
  expect(readFileSync(file, 'utf8')).not.toMatch(/notes/)
  expect((await stage.run('report --final --group crew', 2)).stderr).toMatch(/LSK13/)
})

test('a group that is dropped is gone, its entities stay', async () => {
  await stage.run('group drop crew-with-notes')
  expect((await stage.run('group list')).stdout).not.toMatch(/crew-with-notes/)
  expect(await stage.result('compare --group crew')).toMatchObject({ in_step: true })
})
