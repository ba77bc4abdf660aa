/** Rows that do not fit, keys that come twice, a source without rows: all others arrive, and the sum adds up. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bigPlot } from './lib/big.ts'
import { stateCounts, targetDigest, writesIn } from './lib/evidence.ts'
import { openStage, type Plot, prepare, type Stage } from './lib/stage.ts'

const define = (entity: string, more: string) =>
  `select lockstep.define_entity(entity => '${entity}', ${more});\n`

const plot: Plot = {
  source: `
    create table item (id int primary key, name text, amount numeric, kind text, mark text);
    insert into item select g, 'item ' || g, g, 'plain', 'm' || g from generate_series(1, 1000) as g;
    create table void (id int primary key, name text);
    create table label (id int primary key, name text not null);
    insert into label values (1, 'one'), (2, 'two'), (3, 'three');
  `,
  target: `
    create type item_kind as enum ('plain', 'fancy');
    create table items (
      id uuid primary key, legacy_id int not null unique, name text not null, amount smallint,
      kind item_kind, mark varchar(5) unique check (mark <> 'm13'), day date
    );
    create table voids (id uuid primary key, name text);
    create table labels (id uuid primary key, name text not null);
  `,
  mapping:
    define(
      'items',
      `source => 'legacy.item', source_key => '{id}', target => 'public.items', columns => '{
        "legacy_id": "s.id", "name": "s.name", "amount": "s.amount::smallint", "kind": "s.kind",
        "mark": "s.mark", "day": "case when s.mark like ''2%'' then s.mark::date end"}'`,
    ) +
    define(
      'voids',
      `source => 'legacy.void', source_key => '{id}', target => 'public.voids', columns => '{"name": "s.name"}'`,
    ) +
    define(
      'labels',
      `source => 'legacy.label', source_key => '{id}', target => 'public.labels', columns => '{"name": "s.name"}'`,
    ),
}

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 16, target: 15 })
  await prepare(stage, plot)
})
afterAll(() => stage?.stop())

describe('rows', () => {
  test('an empty source works', async () => {
    const { in_step, entities } = await stage.result('sync voids')
    expect(in_step).toBe(true)
    expect(entities).toMatchObject([{ source_rows: '0', synced: '0', accounted: true }])
    expect(await stage.result('compare voids')).toMatchObject({ in_step: true })
    await stage.far`insert into void values (1, 'no more')`
    await stage.run('sync voids')
    await stage.far`delete from void`
    await stage.run('sync voids --allow-deletes')
    expect(await stage.near`select from voids`).toHaveLength(0)
  })

  test('values that do not fit are rejected one by one, and heal', async () => {
    await stage.far
      .unsafe(`
      update item set name = null where id = 10;
      update item set amount = 70000 where id = 11;
      update item set kind = 'strange' where id = 12;
      update item set mark = 'far too long' where id = 14;
      update item set mark = 'm16' where id = 15;
      update item set mark = '2x' where id = 17;
    `)
      .simple()
    const { entities, rejects, in_step } = await stage.result('sync items', 1)
    expect(in_step).toBe(false)
    expect(entities).toMatchObject([
      { source_rows: '1000', synced: '993', rejected: '7', accounted: true },
    ])
    const found = rejects.map(({ sqlstate, count }) => `${sqlstate} ${count}`).sort()
    expect(found).toEqual([
      '22001 1',
      '22003 1',
      '22007 1',
      '22P02 1',
      '23502 1',
      '23505 1',
      '23514 1',
    ])
    expect(JSON.stringify(rejects)).not.toMatch(/far too long|strange|70000/)
    const there = await stage.near`select legacy_id from items order by 1`
    const missing = [10, 11, 12, 13, 14, 17]
    expect(there).toHaveLength(993)
    expect(there.filter(({ legacy_id }) => missing.includes(legacy_id))).toEqual([])

    await stage.far.unsafe(`
      update item set name = 'item ' || id, amount = 1, kind = 'fancy', mark = 'n' || id
      where id between 10 and 17
    `)
    expect(await stage.result('sync items')).toMatchObject({ in_step: true, rejects: [] })
    expect(await stage.near`select from items`).toHaveLength(1000)
    const [open] =
      await stage.near`select count(*)::int as n from lockstep.rejects where closed_at is null`
    expect(open?.n).toBe(0)
  })

  test('nothing of all that is in the log', async () => {
    const rows = await stage.near`select to_jsonb(l)::text as entry from lockstep.logs as l`
    expect(rows.map(({ entry }) => entry).join('\n')).not.toMatch(
      /far too long|strange|70000|secret/,
    )
    expect(Number((await stateCounts(stage))['lockstep_state.log']?.length)).toBeGreaterThan(0)
  })

  test('a key that the source has twice', async () => {
    await stage.run('sync labels')
    await stage.far`alter table label drop constraint label_pkey`
    await stage.far`insert into label values (2, 'deux')`
    const before = await targetDigest(stage)
    for (const line of ['compare labels', 'sync labels']) {
      const { code, stderr, stdout } = await stage.attempt(line)
      expect(stderr).toMatch(/✗ LSC01 .*labels.*\n(.*\n)* {2}→ \S/)
      expect(stdout).toBe('')
      expect(code).toBe(3)
    }
    expect(await targetDigest(stage)).toEqual(before)
    await stage.far`delete from label where name = 'deux'`
    expect(await stage.result('sync labels')).toMatchObject({ in_step: true })
  })
})

describe('many bad rows', () => {
  const ROWS = 50_000
  const table = bigPlot('event', ROWS)

  /** A target of its own, and an entity that makes so many rows bad in four ways, scattered over all. */
  const lay = async (name: string, bad: number) => {
    await stage.near
      .unsafe(
        `${table.target.replace('event', name)}; alter table ${name} add check (counter >= 0)`,
      )
      .simple()
    const worse = (way: number, then: string, column: string) =>
      `case when s.id * 7919 % ${ROWS} < ${bad} and s.id % 4 = ${way} then ${then} else ${column} end`
    const mapping = table.mapping
      .replaceAll('event', name)
      .replace(`legacy.${name}`, 'legacy.event')
      .replace('"s.title"', `"${worse(0, 'null', 's.title')}"`)
      .replace('"s.counter"', `"${worse(1, '-1', 's.counter')}"`)
      .replace('"s.code"', `"${worse(2, "''longer than twenty characters''", 's.code')}"`)
      .replace('"s.amount"', `"(${worse(3, "''x'' || s.id", 's.amount::text')})::numeric"`)
    await stage.load({ 'mapping.sql': mapping })
  }

  /** The first sync of a new target. */
  const firstSync = async (name: string, bad: number): Promise<void> => {
    await lay(name, bad)
    const { entities } = await stage.result(`sync ${name} --workers 2`, bad > 0 ? 1 : 0)
    expect(entities).toMatchObject([
      { source_rows: `${ROWS}`, synced: `${ROWS - bad}`, rejected: `${bad}`, accounted: true },
    ])
  }

  beforeAll(async () => {
    await stage.far.unsafe(table.source).simple()
    await stage.run('link import')
  })

  test('one in a thousand: each row is written at most twice', async () => {
    await firstSync('thousandth', ROWS / 1000)
    const writes = await writesIn(stage)
    expect(Number(writes.thousandth)).toBeLessThan(2.1 * ROWS)
  })

  test('one in ten: all others arrive', { timeout: 120_000 }, () => firstSync('tenth', ROWS / 10))
})
