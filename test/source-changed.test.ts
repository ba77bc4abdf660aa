/** A source whose tables changed since they were linked: told exactly, nothing guessed, nothing lost. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  await prepare(stage, staff)
  await stage.run('sync')
})
afterAll(() => stage?.stop())

const rowsOf = async () =>
  stage.near`select md5(string_agg(p::text, ',' order by p.id)) as rows from people as p`

test.each([
  [
    'a column has another name',
    'alter table person rename column mail to email',
    'alter table person rename column email to mail',
    /LSC02 the source of entity 'people' is not as it was linked: public\.person: drop column mail, add column email text\n/,
  ],
  [
    'a column has another type',
    'alter table person alter column age type numeric(6, 2)',
    'alter table person alter column age type int',
    /LSC02 .*'people'.*: public\.person: alter column age type numeric\(6,2\)\n/,
  ],
  [
    'a column is gone',
    'alter table person drop column size',
    'alter table person add column size text',
    /LSC02 .*'people'.*: public\.person: drop column size\n/,
  ],
  [
    'a table has another name',
    'alter table team rename to squad',
    'alter table squad rename to team',
    /LSC02 .*'teams'.*: public\.team has gone\n/,
  ],
])('%s', async (_, change, back, told) => {
  const before = await rowsOf()
  await stage.far.unsafe(change)
  for (const command of ['compare', 'compare --deep', 'detect', 'sync']) {
    const { stderr } = await stage.run(command, 3)
    expect(stderr).toMatch(told)
    expect(stderr).toMatch(/→ lockstep link import legacy/)
  }
  expect(await rowsOf()).toEqual(before)
  await stage.far.unsafe(back)
  await stage.run('sync')
  await stage.run('compare')
})

test('who may not read all of the catalogs is told as well', async () => {
  await stage.near.unsafe(`
    create role night login password 'night' in role lockstep_runner;
    grant select, insert, update, delete on people, teams to night;
  `)
  const night = createLockstep({ targetUrl: stage.target.cluster.url('night', 'night') })
  try {
    await stage.far`alter table person rename column size to width`
    await expect(night.compare()).rejects.toMatchObject({
      code: 'LSC02',
      message: expect.stringMatching(/'people'.*: public\.person\.size gone or changed$/),
    })
    await stage.far`alter table person rename column width to size`
    expect(await night.compare()).toMatchObject({ in_step: true })
  } finally {
    await night.close()
  }
})

test('what no mapping reads may change', async () => {
  await stage.far.unsafe('alter table person add column shoes int; create table shoe (id int)')
  await stage.run('sync')
  await stage.run('compare --deep')
})
