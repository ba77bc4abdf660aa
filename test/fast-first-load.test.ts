import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf, steppingPids } from './lib/big.ts'
import { type Digest, ledgerDigest, nearDigest, targetDigest } from './lib/evidence.ts'
import {
  holding,
  openStage,
  prepare,
  type Stage,
  until,
  waitingPid,
  whileRunning,
} from './lib/stage.ts'
import type { Ended, Running } from './lib.ts'

const FAST = 'sync --fast-first-load --batch-rows 300'

/** Events: 2 of a customer that is rejected, 3 of a kind that is not there; teams and players in a circle. */
const plot = {
  source: `
    create table customer (id int primary key, name text);
    create table event (id int primary key, customer_id int, kind text, before_id int, title text);
    create table team (id int primary key, captain_id int);
    create table player (id int primary key, team_id int, grade text);
    insert into customer select g, case when g <> 50 then 'customer ' || g end from generate_series(1, 50) as g;
    insert into event
    select g, case when g % 1000 = 1 then 50 else 1 + g % 49 end, case when g % 700 = 3 then 'no' else 'k' || g % 5 end,
      nullif(g - 1, 0), 'title ' || g
    from generate_series(1, 2000) as g;
    insert into team select g, 100 + g from generate_series(1, 40) as g;
    insert into player select 100 + g, 1 + g % 40, case when g = 7 then 'no' else 'a' end from generate_series(1, 80) as g;
    analyze;
  `,
  target: `
    create table kinds (name text primary key);
    insert into kinds select 'k' || g from generate_series(0, 4) as g;
    create table grades (name text primary key);
    insert into grades values ('a');
    create table customers (id uuid primary key, name text not null);
    create table events (
      id uuid primary key, legacy_id int not null unique,
      customer_id uuid not null references customers on delete cascade,
      kind text constraint "Kind of it" references kinds on update cascade deferrable initially deferred,
      before_id uuid references events on delete set null, title text
    );
    comment on constraint "Kind of it" on events is 'what it is';
    create index on events (customer_id, kind);
    create index "By title" on events (lower(title) desc) where kind <> 'k1';
    comment on index "By title" is 'for the search';
    create table teams (id uuid primary key, captain_id uuid);
    create table players (id uuid primary key, team_id uuid not null references teams, grade text references grades);
    alter table teams add foreign key (captain_id) references players;
    create index on players (team_id);
  `,
  mapping: `
    select lockstep.define_entity('customer', 'legacy.customer', '{id}', 'public.customers', '{"name": "s.name"}');
    select lockstep.define_entity('event', 'legacy.event', '{id}', 'public.events',
      '{"legacy_id": "s.id", "kind": "s.kind", "title": "s.title"}',
      '{"customer_id": {"entity": "customer", "key": "s.customer_id"}, "before_id": {"entity": "event", "key": "s.before_id"}}');
    select lockstep.define_entity('team', 'legacy.team', '{id}', 'public.teams', '{}',
      '{"captain_id": {"entity": "player", "key": "s.captain_id"}}');
    select lockstep.define_entity('player', 'legacy.player', '{id}', 'public.players', '{"grade": "s.grade"}',
      '{"team_id": {"entity": "team", "key": "s.team_id"}}');
  `,
}

const ENTITIES = ['event', 'player', 'team', 'customer']
const TABLES = ['events', 'players', 'teams', 'customers']

let stage: Stage
let plain: readonly Digest[]
let laid: readonly unknown[]

/** Indexes and constraints, as the catalog has them. */
const picture = async (): Promise<readonly unknown[]> => stage.near`
  select c.relname, i.relname as name, pg_get_indexdef(i.oid) as definition, obj_description(i.oid, 'pg_class') as comment,
    x.indisvalid as valid, i.reloptions::text as options
  from pg_class as c
  join pg_index as x on x.indrelid = c.oid
  join pg_class as i on i.oid = x.indexrelid
  where c.relnamespace = 'public'::regnamespace
  union all
  select c.relname, k.conname, pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'), k.convalidated,
    concat_ws(' ', k.condeferrable, k.condeferred, k.confdeltype, k.confupdtype)
  from pg_class as c
  join pg_constraint as k on k.conrelid = c.oid
  where c.relnamespace = 'public'::regnamespace
  order by 1, 2, 3
`

const endState = async () => [
  await targetDigest(stage),
  await ledgerDigest(stage),
  await nearDigest(stage, {
    rejects: `select to_jsonb(r) - '{id,first_run,last_run,first_at,last_at}'::text[] from lockstep_state.reject as r
      where r.closed_at is null`,
  }),
]

const setAside = async (): Promise<readonly string[]> => {
  const rows = await stage.near`select entity, name from lockstep.set_aside order by entity, name`
  return rows.map(({ entity, name }) => `${entity} ${name}`)
}

/** Nothing of events is built yet. */
const expectAllAside = async () =>
  expect(await setAside()).toEqual(
    expect.arrayContaining([
      'event By title',
      'event Kind of it',
      'event events_before_id_fkey',
      'event events_customer_id_fkey',
      'event events_customer_id_kind_idx',
    ]),
  )

/** As if nothing had ever been synced. */
const startAfresh = async () => {
  await until(async () => (await steppingPids(stage)).length === 0)
  await stage.near.unsafe(`
    truncate ${TABLES.join(', ')};
    truncate ${ENTITIES.map((entity) => `lockstep_ledger.${entity}`).join(', ')};
    truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment, lockstep_state.difference,
      lockstep_state.reject, lockstep_state.log restart identity cascade;
  `)
}

const expectTheEnd = async () => {
  expect(await setAside()).toEqual([])
  expect(await picture()).toEqual(laid)
  expect(await endState()).toEqual(plain)
}

/** Drives a fast load to where it wants to build the indexes of events and cannot. */
const whileItBuilds = async (does: (running: Running) => Promise<void>): Promise<void> => {
  await stage.near`
    select lockstep.start_run('sync', options => '{"fast_first_load": true, "batch_rows": 300}')
  `
  for (let isAside = false; !isAside; ) {
    await stage.near`select lockstep.step(1)`
    const open = await stage.near`
      select from lockstep_state.segment where kind = 'set_aside' and not is_done
    `
    isAside = open.length === 0
  }
  await holding(stage, 'lock table events in row exclusive mode', async () => {
    const running = stage.start('sync')
    await whileRunning(
      running,
      waitingPid(stage).then(() => undefined),
    )
    await does(running)
  })
}

const killRunner = async (running: Running) => {
  running.kill('SIGKILL')
  await running.ended
}

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  await prepare(stage, plot)
  laid = await picture()
  await stage.run('sync --batch-rows 300', 1)
  plain = await endState()
})
afterAll(() => stage?.stop())
beforeEach(startAfresh)
afterEach(async () => {
  await stage.near`select lockstep.restore_set_aside()`
})

describe('a fast first load', () => {
  test.each([1, 2])('of %i workers ends where a plain one does', async (workers) => {
    await stage.run(`${FAST} --workers ${workers}`, 1)
    await expectTheEnd()
    const built = await stage.near`
      select entity, count(*)::int as n from lockstep_state.segment where kind = 'rebuild' group by entity order by entity
    `
    expect(built.map(({ entity, n }) => [entity, n])).toEqual([
      ['event', 5],
      ['player', 3],
      ['team', 1],
    ])
    const rejects = await stage.near`
      select entity, constraint_name, count(*)::int as n from lockstep_state.reject where reason = 'constraint'
      group by entity, constraint_name order by entity, constraint_name
    `
    expect(rejects.map(({ entity, constraint_name, n }) => [entity, constraint_name, n])).toEqual([
      ['customer', null, 1],
      ['event', 'Kind of it', 3],
      ['player', 'players_grade_fkey', 1],
    ])
  })

  test('writes nothing in a dry run', async () => {
    await stage.run('sync --fast-first-load --dry-run', 1)
    expect(await picture()).toEqual(laid)
  })
})

describe('cut off before what was set aside is built:', () => {
  test('the runner is killed, and everybody is told what is missing', async () => {
    await whileItBuilds(async (running) => {
      await killRunner(running)
      await expectAllAside()
      const { stdout } = await stage.run('doctor', 1)
      expect(stdout).toMatch(/5 indexes and foreign keys of public\.events are set aside by run 1/)
      const shown = await stage.run('entity show event')
      expect(shown.stdout).toMatch(/^set aside .*index "By title"/m)
      expect((await stage.run('entity drop event', 2)).stderr).toMatch(/LSE19/)
    })
    await until(async () => (await steppingPids(stage)).length === 0)
    await stage.run('sync', 1)
    await expectTheEnd()
  })

  test('runner and server are killed at once', async () => {
    await whileItBuilds(async (running) => {
      running.kill('SIGKILL')
      await stage.target.cluster.crash()
      await running.ended
    }).catch(() => undefined)
    await stage.target.cluster.restart()
    await expectAllAside()
    await stage.run('sync', 1)
    await expectTheEnd()
  })

  test('the session that builds is ended, and the runner tries again', async () => {
    const ends: Promise<Ended>[] = []
    await whileItBuilds(async ({ ended }) => {
      ends.push(ended)
      await stage.near`select pg_terminate_backend(${await waitingPid(stage)})`
    })
    const [ended] = await Promise.all(ends)
    expect(ended?.code, ended?.stderr).toBe(1)
    await expectTheEnd()
  })

  test('it is cancelled, which builds everything, and a new run takes over', async () => {
    await whileItBuilds(killRunner)
    await until(async () => (await steppingPids(stage)).length === 0)
    await stage.run('cancel 1')
    expect(await setAside()).toEqual([])
    expect(await picture()).toEqual(laid)
    await stage.run('sync', 1)
    await expectTheEnd()
  })
})

describe('a table that somebody reads', () => {
  test('is not touched, and nobody waits behind', async () => {
    await holding(stage, 'select from customers limit 1', async () => {
      const { stderr } = await stage.run(FAST, 4)
      expect(stderr).toMatch(
        /LSJ12 somebody uses public\.events or a table that it refers to: nothing of it was set aside/,
      )
      expect(stderr).toMatch(/lockstep cancel 1/)
    })
    expect(await rowsOf(stage, 'customers')).toBe(0)
    expect((await picture()).length).toBeGreaterThan(0)
    await stage.run('sync', 1)
    await expectTheEnd()
  })
})
