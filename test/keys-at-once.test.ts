/** Foreign keys of a first load, checked for many rows at once: as sure as the keys themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holding, openStage, prepare, type Stage, waitingPid, whileRunning } from './lib/stage.ts'

const plot = {
  source: `
    create table parent (id int primary key, name text);
    create table child (id int primary key, parent_id int, name text);
    insert into parent select g, 'parent ' || g from generate_series(1, 40) as g;
    insert into child select g, 1 + g % 40, 'child ' || g from generate_series(1, 1000) as g;
    analyze;
  `,
  target: `
    create table parents (id uuid primary key, legacy_id int not null, name text);
    create table children (
      id uuid primary key, legacy_id int not null, parent_id uuid not null references parents, name text
    );
  `,
  mapping: `
    select lockstep.define_entity('parent', 'legacy.parent', '{id}', 'public.parents',
      '{"legacy_id": "s.id", "name": "s.name"}');
    select lockstep.define_entity('child', 'legacy.child', '{id}', 'public.children',
      '{"legacy_id": "s.id", "name": "s.name"}', '{"parent_id": {"entity": "parent", "key": "s.parent_id"}}');
  `,
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ source: 16, target: 17 })
  await prepare(stage, plot)
  await stage.run('sync parent')
})
afterAll(() => stage?.stop())

const dangling = async () => {
  const [found] = await stage.near`
    select count(*)::int as rows from children as c where not exists (select from parents as p where p.id = c.parent_id)
  `
  return found?.rows
}

test('a parent that goes away meanwhile leaves no child behind', async () => {
  expect(
    await stage.near`select lockstep_private.checks_at_once('public.children') as can`,
  ).toEqual([{ can: true }])
  const ends: { code: number | null }[] = []
  await holding(stage, 'delete from parents where legacy_id = 7', async () => {
    const running = stage.start('sync child --batch-rows 400 --workers 1')
    await whileRunning(
      running,
      waitingPid(stage).then(() => undefined),
    )
    running.ended.then((end) => ends.push(end))
  })
  await expect.poll(() => ends.map(({ code }) => code), { timeout: 30_000 }).toEqual([1])

  expect(await dangling()).toBe(0)
  const rejects = await stage.near`
    select r.constraint_name, count(*)::int as rows from lockstep_state.reject as r where r.closed_at is null group by 1
  `
  expect(rejects).toEqual([{ constraint_name: 'children_parent_id_fkey', rows: 25 }])
})

test('and all come when it is back', async () => {
  await stage.run('sync')
  expect(await dangling()).toBe(0)
  const [found] = await stage.near`select count(*)::int as rows from children`
  expect(found?.rows).toBe(1000)
})
