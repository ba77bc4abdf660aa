/** Syncs that look only at rows which moved: nothing that commits late is missed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { openStage, prepare, type Stage, until } from './lib/stage.ts'

let stage: Stage
let lockstep: ReturnType<typeof createLockstep>

const plot = {
  source: `
    create table note (id bigint primary key, word text, moved_at timestamptz default now());
    create index on note (moved_at);
    create table stamp (id int primary key, at timestamp not null default timezone('UTC', now()));
    create table day (id int primary key, day date not null default current_date);
    create table version (id int primary key, version int not null);
    create table plain (id int primary key, word text);
    create procedure write_in_pieces() language plpgsql as $$
    begin
      insert into note values (4000, 'first piece', now());
      commit;
      insert into note values (4001, 'second piece', now());
      perform pg_advisory_xact_lock(1);
    end $$;
    create table author (id int primary key, name text);
    create table letter (id int primary key, author_id int, sent_at timestamptz default now());
    insert into author values (1, 'Ann');
    insert into letter values (1, 1, '2020-01-01');
    insert into note select g, 'word ' || g, '2020-01-01' from generate_series(1, 3000) as g;
    insert into stamp select g, '2020-01-01' from generate_series(1, 50) as g;
    insert into day select g, '2020-01-01' from generate_series(1, 50) as g;
    insert into version select g, g from generate_series(1, 50) as g;
    insert into plain select g, 'plain' from generate_series(1, 50) as g;
    analyze;
  `,
  target: `
    create table notes (id bigint primary key, word text check (word <> 'bad'), moved_at timestamptz);
    create table stamps (id int primary key, at timestamp);
    create table days (id int primary key, day date);
    create table versions (id int primary key, version int);
    create table plains (id int primary key, word text);
    create table letters (id int primary key, name text);
  `,
  mapping: `
    select lockstep.define_entity('notes', 'legacy.note', '{id}', 'public.notes',
      '{"word": "s.word", "moved_at": "s.moved_at"}', watermark => 'moved_at');
    select lockstep.define_entity('stamps', 'legacy.stamp', '{id}', 'public.stamps', '{"at": "s.at"}', watermark => 'at');
    select lockstep.define_entity('days', 'legacy.day', '{id}', 'public.days', '{"day": "s.day"}', watermark => 'day');
    select lockstep.define_entity('versions', 'legacy.version', '{id}', 'public.versions', '{"version": "s.version"}',
      watermark => 'version');
    select lockstep.define_entity('letters',
      'select l.id, l.sent_at, a.name from legacy.letter as l join legacy.author as a on a.id = l.author_id',
      '{id}', 'public.letters', '{"name": "s.name"}', watermark => 'sent_at');
    select lockstep.define_entity('plains', 'legacy.plain', '{id}', 'public.plains', '{"word": "s.word"}');
  `,
}

/** What a sync by watermark says of an entity. */
const look = async (how: { readonly entity?: string; readonly dryRun?: boolean } = {}) => {
  const { entity = 'notes', dryRun } = how
  const outcome = await lockstep.sync({ entities: [entity], watermark: true, dryRun })
  expect(outcome.state).toBe('completed')
  const found = outcome.entities.find((row) => row.entity === entity)
  const [row] = await stage.near`
    select since, obstacle from lockstep.run_entities where run = ${outcome.run} and entity = ${entity}
  `
  return { ...found, since: row?.since, obstacle: row?.obstacle, findings: outcome.findings }
}

const wordOf = async (id: number): Promise<string | undefined> => {
  const [row] = await stage.near`select word from notes where id = ${id}`
  return row?.word
}

/** When the source was looked at last. */
const seenAt = async (): Promise<Date> => {
  const [row] =
    await stage.near`select seen_at from lockstep_state.watermark where entity = 'notes'`
  return row?.seen_at
}

/** A transaction at the source that stays open. */
const transaction = async (
  does: (sql: postgres.ReservedSql) => Promise<void>,
  name = 'an application',
): Promise<void> => {
  const pool = postgres(stage.source.ownerUrl(), {
    max: 1,
    onnotice: () => {},
    connection: { application_name: name },
  })
  const sql = await pool.reserve()
  try {
    await sql`begin`
    await does(sql)
  } finally {
    sql.release()
    await pool.end({ timeout: 1 })
  }
}

/** Nobody but lockstep is at work there. */
const quiet = () =>
  until(async () => {
    const [row] = await stage.far`
      select count(*)::int as n from pg_stat_activity
      where backend_type = 'autovacuum worker' or (state <> 'idle' and pid <> pg_backend_pid())
    `
    return row?.n === 0
  })

/** The same, when nobody is at work there: then all is known by the end. */
const sync = async (how?: Parameters<typeof look>[0]) => {
  await quiet()
  return look(how)
}

/** A whole pass. */
const syncAll = async () => {
  await quiet()
  await lockstep.sync({ entities: ['notes'], allowDeletes: true })
}

beforeAll(async () => {
  stage = await openStage({
    source: 16,
    target: 15,
    sourceSettings: { max_prepared_transactions: '5', autovacuum: 'off' },
  })
  await prepare(stage, plot)
  await stage.near`update lockstep_state.setting set value = '0' where name like 'watermark%'`
  lockstep = createLockstep({ targetUrl: stage.target.url })
  await stage.run('sync')
})
afterAll(async () => {
  await lockstep?.close()
  await stage?.stop()
})
beforeEach(async () => {
  await stage.far`delete from note where id > 3000`
  await syncAll()
})

describe('a sync by watermark', () => {
  test('looks at rows that moved, writes what differs, and says what it did not see', async () => {
    await stage.far`update note set word = 'moved', moved_at = now() where id in (5, 6)`
    await stage.far`update note set moved_at = now() where id = 7`
    await stage.far`delete from note where id = 3000`
    const found = await sync()
    expect(found).toMatchObject({
      source_rows: '3',
      update: '3',
      written: '3',
      delete: '0',
      accounted: null,
      synced: null,
    })
    expect(found.since).toBeInstanceOf(Date)
    expect(found.findings).toMatchObject([{ check: 'watermark', level: 'info', entity: 'notes' }])
    expect(await wordOf(3000)).toBe('word 3000')
    expect(await sync()).toMatchObject({ source_rows: '0', written: '0' })
    const [whole] = (await lockstep.sync({ entities: ['notes'] })).entities
    expect(whole).toMatchObject({ delete: '1', accounted: true })
    await stage.far`insert into note values (3000, 'word 3000', '2020-01-01')`
  })

  test('sees rows without a watermark', async () => {
    await stage.far`insert into note values (4000, 'none', null)`
    expect(await sync()).toMatchObject({ source_rows: '1', insert: '1' })
    await stage.far`update note set word = 'still none' where id = 4000`
    expect(await sync()).toMatchObject({ source_rows: '1', update: '1' })
    expect(await sync()).toMatchObject({ source_rows: '1', unchanged: '1', written: '0' })
  })

  test('tells conflicts and missing rows from updates', async () => {
    await stage.far`update note set word = 'both', moved_at = now() where id in (8, 9)`
    await stage.near`update notes set word = 'mine' where id = 8`
    await stage.near`delete from notes where id = 9`
    expect(await sync()).toMatchObject({ conflict: '1', missing: '1', written: '2' })
    expect([await wordOf(8), await wordOf(9)]).toEqual(['both', 'both'])
    const [image] = await stage.near`
      select before from lockstep_state.overwritten where entity = 'notes' and state = 'conflict'
      order by id desc limit 1
    `
    expect(image?.before).toMatchObject({ id: 8, word: 'mine' })
  })

  test('stops for no mass delete, as it deletes nothing', async () => {
    await stage.far`delete from note where id > 100`
    expect(await sync()).toMatchObject({ delete: '0', written: '0' })
    await expect(lockstep.sync({ entities: ['notes'] })).rejects.toMatchObject({ code: 'LSA02' })
    expect(await sync()).toMatchObject({ delete: '0', written: '0' })
    const [row] = await stage.near`select count(*)::int as n from notes`
    expect(row?.n).toBe(3000)
    await stage.far`insert into note select g, 'word ' || g, '2020-01-01' from generate_series(101, 3000) as g`
  })

  test('tries rows again that were refused, though they did not move', async () => {
    await stage.far`insert into note values (4000, 'bad', now())`
    expect(await sync()).toMatchObject({ rejected: '1' })
    expect(await sync()).toMatchObject({ rejected: '1' })
    await stage.near`alter table notes drop constraint notes_word_check`
    await stage.far`update note set moved_at = '2020-01-01' where id = 4000`
    expect(await sync()).toMatchObject({ rejected: '0', written: '1' })
    expect(await wordOf(4000)).toBe('bad')
    await stage.near`alter table notes add constraint notes_word_check check (word <> 'bad') not valid`
  })

  test('that is killed loses nothing', async () => {
    await stage.far`insert into note values (4000, 'kept', now())`
    await stage.near.begin(async (holder) => {
      await holder`lock table notes in share mode`
      const running = stage.start('sync notes --watermark')
      await until(async () => {
        const rows = await stage.near`select from pg_locks where not granted`
        return rows.length > 0
      })
      running.kill('SIGKILL')
      await stage.near`select lockstep.cancel_run(max(id)) from lockstep.runs`
      await stage.near`select pg_terminate_backend(pid) from pg_locks where not granted`
      await running.ended
    })
    expect(await wordOf(4000)).toBeUndefined()
    expect(await sync()).toMatchObject({ insert: '1', written: '1' })
    expect(await wordOf(4000)).toBe('kept')
  })

  test('that is dry counts the same rows, and moves no watermark', async () => {
    await stage.far`update note set word = 'dry', moved_at = now() where id = 10`
    const before = await seenAt()
    expect(await sync({ dryRun: true })).toMatchObject({ update: '1', source_rows: '1' })
    expect(await seenAt()).toEqual(before)
    expect(await sync()).toMatchObject({ update: '1', written: '1' })
    expect((await seenAt()).getTime()).toBeGreaterThan(before.getTime())
  })

  test('after a new definition looks at all rows, once', async () => {
    const redefine = (word: string) =>
      stage.near.unsafe(plot.mapping.replace('"s.word", "moved_at"', `"${word}", "moved_at"`))
    await redefine('upper(s.word)')
    expect(await sync()).toMatchObject({ source_rows: '3000', since: null, accounted: true })
    expect(await wordOf(11)).toBe('WORD 11')
    expect((await sync()).since).toBeInstanceOf(Date)
    await redefine('s.word')
    expect(await sync()).toMatchObject({ obstacle: 'it was defined anew since the last sync' })
  })

  test('after an undo looks at all rows, and writes again what was undone', async () => {
    await stage.far`update note set word = 'undone', moved_at = now() where id = 13`
    expect(await sync()).toMatchObject({ written: '1' })
    const [run] = await stage.near`select max(id)::int as id from lockstep.runs`
    await lockstep.undo(BigInt(run?.id))
    expect(await wordOf(13)).toBe('word 13')
    expect(await sync()).toMatchObject({ written: '1', since: null })
    expect(await wordOf(13)).toBe('undone')
  })

  test('that is taken up goes on from its own look', async () => {
    const request = {
      kind: 'sync',
      entities: ['notes'],
      isDry: false,
      options: { watermark: true },
    }
    const run = await lockstep.api.startRun(request as Parameters<typeof lockstep.api.startRun>[0])
    await stage.near`select lockstep.step(${run.toString()})`
    const before =
      await stage.near`select look from lockstep_state.run_entity where run = ${run.toString()}`
    await stage.far`insert into note values (4000, 'meanwhile', now())`
    const outcome = await lockstep.sync({ entities: ['notes'], watermark: true })
    expect(outcome.run).toBe(run.toString())
    expect(await wordOf(4000)).toBe('meanwhile')
    const [row] =
      await stage.near`select seen_at from lockstep_state.watermark where entity = 'notes'`
    expect(row?.seen_at).toEqual(new Date(before[0]?.look.seen_at))
    expect(await sync()).toMatchObject({ source_rows: '1', written: '0' })
  })

  test('takes many rows in pieces, by several workers', async () => {
    await stage.far`update note set word = word || '!', moved_at = now() where id <= 2500`
    await quiet()
    const outcome = await lockstep.sync({ entities: ['notes'], watermark: true, batchRows: 400 })
    expect(outcome.entities).toMatchObject([
      { update: '2500', written: '2500', source_rows: '2500' },
    ])
    const pieces = await stage.near`
      select from lockstep_state.segment where run = ${outcome.run} and kind = 'keys'
    `
    expect(pieces).toHaveLength(7)
    expect(await stage.near`select from notes where word like '%!'`).toHaveLength(2500)
  })

  test('is a flag of the command', async () => {
    await stage.far`update note set word = 'by command', moved_at = now() where id = 14`
    const { entities, findings, in_step } = await stage.result('sync notes --watermark')
    expect(entities).toMatchObject([{ update: '1', written: '1', accounted: null }])
    expect(findings).toMatchObject([{ check: 'watermark', level: 'info' }])
    expect(in_step).toBe(true)
  })

  test('needs no more here than to be a runner, with rights on the target tables', async () => {
    await stage.near.unsafe(`
      create role night login password 'night' in role lockstep_runner;
      grant select, insert, update, delete on notes to night;
    `)
    await stage.far`update note set word = 'at night', moved_at = now() where id = 15`
    await quiet()
    const night = createLockstep({ targetUrl: stage.target.cluster.url('night', 'night') })
    try {
      const { run } = await night.sync({ entities: ['notes'], watermark: true })
      const [row] = await stage.near`select since from lockstep.run_entities where run = ${run}`
      expect(row?.since).toBeInstanceOf(Date)
    } finally {
      await night.close()
    }
    expect(await wordOf(15)).toBe('at night')
    expect((await sync()).since).toBeInstanceOf(Date)
  })

  test('has the source use its index', async () => {
    await stage.far`update note set word = 'by index', moved_at = now() where id = 16`
    const [run] =
      await stage.near`select lockstep.start_run('sync', '{notes}', true, '{"watermark": true}') as run`
    const moved = () => stage.near`
      select (lockstep_private.segment_scope(lockstep_private.entity_shape('notes'), s)).source_sql as sql
      from lockstep_state.segment as s where s.run = ${run?.run} and s.kind = 'since'
    `
    while ((await moved()).length === 0) await stage.near`select lockstep.step(${run?.run})`
    const [scope] = await moved()
    const plan = await stage.near.unsafe(
      `explain (verbose) select id from lockstep_mapping.notes_source as s where ${scope?.sql}`,
    )
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    const [, remote] = /Remote SQL: (.*)/.exec(text) ?? []
    expect(remote).toMatch(/WHERE .*moved_at >= .*OR .*moved_at IS NULL/)
    const there = await stage.far.unsafe(`explain ${remote}`)
    expect(there.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/note_moved_at_idx/)
    await stage.near`select lockstep.cancel_run(${run?.run})`
    await sync()
  })
})

describe('a transaction that commits late', () => {
  test('is found, though its rows are older than the last look', async () => {
    await transaction(async (late) => {
      await late`insert into note values (4000, 'late', now())`
      await stage.far`update note set word = 'other', moved_at = now() where id = 12`
      expect(await look()).toMatchObject({ written: '1' })
      await late`commit`
    })
    const [row] = await stage.far`select moved_at from note where id = 4000`
    expect(row?.moved_at.getTime()).toBeLessThan((await seenAt()).getTime())
    const found = await sync()
    expect(found.since).toBeInstanceOf(Date)
    expect(found).toMatchObject({ insert: '1' })
    expect(await wordOf(4000)).toBe('late')
  })

  test('is found after many looks at which it was open', async () => {
    await transaction(async (late) => {
      await late`insert into note values (4000, 'very late', now())`
      for (let times = 0; times < 3; times++) await look()
      await late`commit`
    })
    expect(await sync()).toMatchObject({ insert: '1' })
    expect(await sync()).toMatchObject({ source_rows: '0' })
  })

  test('is found if it had begun, but not written yet', async () => {
    await transaction(async (late) => {
      await late`select now()`
      await look()
      await late`insert into note values (4000, 'slow', now())`
      await look()
      await late`commit`
    })
    expect(await sync()).toMatchObject({ insert: '1' })
    expect(await wordOf(4000)).toBe('slow')
  })

  test.each([
    ['written', true],
    ['not written yet', false],
  ])('is found if it was prepared after a look at which it had %s', async (_, isWritten) => {
    await transaction(async (late) => {
      await late`select now()`
      if (isWritten) await late`insert into note values (4000, 'two phases', now())`
      await look()
      if (!isWritten) await late`insert into note values (4000, 'two phases', now())`
      await late`prepare transaction 'late'`
    })
    try {
      await sync()
      await sync()
    } finally {
      await stage.far`commit prepared 'late'`
    }
    const found = await sync()
    expect(found.since).toBeInstanceOf(Date)
    expect(found).toMatchObject({ insert: '1' })
    expect(await wordOf(4000)).toBe('two phases')
  })

  test('is found if it wrote in subtransactions', async () => {
    await transaction(async (late) => {
      await late`savepoint a`
      await late`insert into note values (4000, 'released', now())`
      await late`release a`
      await look()
      await late`savepoint b`
      await late`insert into note values (4001, 'rolled back', now())`
      await look()
      await late`rollback to b`
      await late`insert into note values (4002, 'after that', now())`
      await look()
      await late`commit`
    })
    expect(await sync()).toMatchObject({ insert: '2' })
    expect(await stage.near`select from notes where id > 3000`).toHaveLength(2)
  })

  test('is found if it is one of several in a procedure', async () => {
    const pool = postgres(stage.source.ownerUrl(), { max: 1, onnotice: () => {} })
    const called = await stage.far.begin(async (holder) => {
      await holder`select pg_advisory_xact_lock(1)`
      const call = pool`call write_in_pieces()`.execute()
      await until(async () => {
        const rows = await holder`select from pg_locks where locktype = 'advisory' and not granted`
        return rows.length > 0
      })
      expect(await look()).toMatchObject({ insert: '1' })
      return [call]
    })
    await Promise.all(called)
    await pool.end()
    expect(await sync()).toMatchObject({ insert: '1' })
    expect(await wordOf(4001)).toBe('second piece')
  })

  test.each(['lockstep', 'lockstep 1.1', ''])(
    'is found if its session is called %j',
    async (name) => {
      await transaction(async (late) => {
        await late`select now()`
        await look()
        await late`insert into note values (4000, 'not ours', now())`
        await late`commit`
      }, name)
      expect(await sync()).toMatchObject({ insert: '1' })
      expect(await wordOf(4000)).toBe('not ours')
    },
  )

  test('needs no right at the source but to read tables', async () => {
    const reader = postgres(stage.source.url(), { max: 1 })
    try {
      const [rights] = await reader`
        select rolsuper as all, pg_has_role('pg_read_all_stats', 'usage') as stats
        from pg_roles where rolname = current_user
      `
      expect(rights).toEqual({ all: false, stats: false })
      await transaction(async (late) => {
        await late`insert into note values (4000, 'unseen', now())`
        const others =
          await reader`select from pg_stat_activity where query = '<insufficient privilege>'`
        expect(others.length).toBeGreaterThan(0)
        await look()
        await late`commit`
      })
    } finally {
      await reader.end()
    }
    expect(await sync()).toMatchObject({ insert: '1' })
  })

  test('which was open at the first look of all makes the next sync look at all rows', async () => {
    await stage.near`delete from lockstep_state.watermark`
    await transaction(async (late) => {
      await late`insert into note values (4000, 'from before', '2019-01-01')`
      await lockstep.sync({ entities: ['notes'] })
      await late`commit`
    })
    const found = await sync()
    expect(found).toMatchObject({ insert: '1', since: null })
    expect((await sync()).since).toBeInstanceOf(Date)
  })
})

describe('entities in one sync', () => {
  beforeAll(async () => {
    await quiet()
    for (let times = 0; times < 2; times++) await lockstep.sync({ allowDeletes: true })
  })

  test('go by a watermark if it is a time, and are looked at as a whole if not', async () => {
    await stage.far`insert into stamp values (51)`
    await stage.far`insert into day values (51)`
    await stage.far`insert into version values (51, 51)`
    await stage.far`insert into plain values (51, 'plain')`
    await stage.far`delete from plain where id = 1`
    await stage.far`update author set name = 'Anna'`
    await quiet()
    const { run } = await stage.result('sync --watermark')
    const rows = await stage.near`
      select entity, source_rows::int as rows, written::int as written, since is null as whole, is_accounted
      from lockstep.run_entities where run = ${run} and entity <> 'notes' order by entity
    `
    expect([...rows]).toEqual([
      { entity: 'days', rows: 1, written: 1, whole: false, is_accounted: null },
      { entity: 'letters', rows: 1, written: 1, whole: true, is_accounted: true },
      { entity: 'plains', rows: 50, written: 2, whole: true, is_accounted: true },
      { entity: 'stamps', rows: 1, written: 1, whole: false, is_accounted: null },
      { entity: 'versions', rows: 51, written: 1, whole: true, is_accounted: true },
    ])
  })

  test('may be written by clocks of any zone, or late by their own', async () => {
    await stage.near`update lockstep_state.setting set value = '12 hours' where name = 'watermark_zone'`
    await stage.near`update lockstep_state.setting set value = '5 minutes' where name = 'watermark_overlap'`
    try {
      await stage.far`insert into stamp values (60, timezone('Pacific/Honolulu', now()))`
      await stage.far`insert into note values (4000, 'by a slow clock', now() - interval '4 min')`
      const { run } = await lockstep.sync({ entities: ['notes', 'stamps'], watermark: true })
      const whole =
        await stage.near`select from lockstep.run_entities where run = ${run} and since is null`
      expect(whole).toHaveLength(0)
      expect(await stage.near`select from stamps where id = 60`).toHaveLength(1)
      expect(await wordOf(4000)).toBe('by a slow clock')
    } finally {
      await stage.near`update lockstep_state.setting set value = '0' where name like 'watermark%'`
    }
  })
})

describe('a source whose rows are written elsewhere', () => {
  const obstacle = 'the source is a standby or a subscriber: its rows are written elsewhere'

  test('is looked at as a whole while it subscribes to another', async () => {
    await stage.far`insert into pg_subscription_rel (srsubid, srrelid, srsubstate) values (1, 'note'::regclass, 'r')`
    try {
      expect(await sync()).toMatchObject({ since: null, obstacle, source_rows: '3000' })
    } finally {
      await stage.far`delete from pg_subscription_rel`
    }
    await syncAll()
    expect((await sync()).since).toBeInstanceOf(Date)
  })

  test('is looked at as a whole while it is a standby, and says so', async () => {
    const { cluster } = stage.source
    writeFileSync(join(cluster.home, 'data', 'standby.signal'), '')
    await cluster.restart()
    const found = await look()
    expect(found).toMatchObject({ since: null, obstacle, source_rows: '3000', accounted: true })
    expect(found.findings).toMatchObject([
      { check: 'watermark', detail: `all rows were looked at: ${obstacle}` },
    ])
    await stage.far`select pg_promote()`
    await stage.far`insert into note values (4000, 'promoted', now())`
    await quiet()
    expect(await look()).toMatchObject({ insert: '1' })
    expect(await wordOf(4000)).toBe('promoted')
  })
})
