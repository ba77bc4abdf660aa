/** Of tables with large rows fewer are fetched at once, since a session holds what it fetches. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { steppingPids } from './lib/big.ts'
import { openStage, type Plot, prepare, type Stage } from './lib/stage.ts'

const ROWS = 600

/** Values of 200 kB, stored aside as they are. */
const plot: Plot = {
  source: `
    create table scan (id int primary key, image text not null);
    alter table scan alter image set storage external;
    insert into scan select g, repeat(md5(g::text), 6400) from generate_series(1, ${ROWS}) as g;
    vacuum analyze scan;
    create table label (id int primary key, word text);
    insert into label select g, 'word ' || g from generate_series(1, 100) as g;
    analyze label;
    create table unknown (id int primary key);
  `.trim(),
  target: 'create table scans (id uuid primary key, image text not null)',
  mapping: `
    select lockstep.define_entity(entity => 'scans', source => 'legacy.scan', source_key => '{id}',
      target => 'public.scans', columns => '{"image": "s.image"}');
  `,
}

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  const { source, ...near } = plot
  for (const statement of source.split(';\n')) await stage.far.unsafe(statement)
  await prepare(stage, { ...near, source: '' })
})

afterAll(() => stage.stop())

const fetchSizes = async () => {
  const rows = await stage.near`
    select t.ftrelid::regclass::text as name, o.option_value as size
    from pg_foreign_table as t
    left join lateral pg_options_to_table(t.ftoptions) as o on o.option_name = 'fetch_size'
    where t.ftrelid::regclass::text like 'legacy.%'
    order by 1
  `
  return Object.fromEntries(rows.map(({ name, size }) => [name, size]))
}

/** Megabytes of its own that a session had at most while it was in a step; 0 where there is no /proc. */
const watchSessions = async <T>(work: Promise<T>): Promise<number> => {
  const state = { isOver: false, peak: 0 }
  const over = work.finally(() => {
    state.isOver = true
  })
  while (!state.isOver) {
    for (const pid of await steppingPids(stage)) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        const [, kilobytes] = /^RssAnon:\s+(\d+)/m.exec(status) ?? []
        state.peak = Math.max(state.peak, Number(kilobytes ?? 0) / 1024)
      } catch {
        // it has ended, or there is no /proc
      }
    }
  }
  await over
  return state.peak
}

test('a link fetches fewer rows of a table whose rows are large, and says nothing about others', async () => {
  const { 'legacy.scan': size, ...others } = await fetchSizes()
  expect(Number(size)).toBeGreaterThanOrEqual(50)
  expect(Number(size)).toBeLessThan(170)
  expect(others).toEqual({ 'legacy.label': null, 'legacy.unknown': null })
})

test('they arrive, without a session holding all of them', async () => {
  const loading = stage.result('sync --workers 1')
  const peak = await watchSessions(loading)
  expect((await loading).in_step).toBe(true)
  expect(peak).toBeLessThan(100)
  const [there] = await stage.near`select count(*)::int as n, min(length(image)) as size from scans`
  expect(there).toEqual({ n: ROWS, size: 204_800 })
})

test('an import follows what became of them', async () => {
  await stage.far`update scan set image = 'small'`
  await stage.far`vacuum full scan`
  await stage.far`analyze scan`
  await stage.run('link import legacy')
  expect(await fetchSizes()).toEqual({
    'legacy.label': null,
    'legacy.scan': null,
    'legacy.unknown': null,
  })
  await stage.far`alter table label alter word set storage external`
  await stage.far`update label set word = repeat('x', 100000)`
  await stage.far`vacuum label`
  await stage.far`analyze label`
  await stage.run('link import legacy')
  const sizes = await fetchSizes()
  expect(Number(sizes['legacy.label'])).toBeGreaterThan(50)
  const again = await stage.run('link import legacy')
  expect(again.stdout + again.stderr).toMatch(/unchanged|3 tables/)
})
