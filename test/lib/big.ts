/** A large table of mixed columns, made by the source itself. */
import { readFileSync } from 'node:fs'
import type { Running } from '../lib.ts'
import type { Plot, Stage } from './stage.ts'

const COLUMNS = `title text not null, note text, amount numeric(12, 2) not null, made_at timestamptz not null, seen_at timestamptz,
  day date not null, is_open boolean not null, token uuid not null, doc jsonb, counter bigint not null, ratio float8, code varchar(20)`

const NAMES =
  'title, note, amount, made_at, seen_at, day, is_open, token, doc, counter, ratio, code'

/** One table of so many rows, and its entity of the same name. `token` is a key as well. */
export const bigPlot = (table: string, rows: number, key: 'id' | 'token' = 'id'): Plot => ({
  source: `
    create table ${table} (id bigint primary key, ${COLUMNS});
    insert into ${table}
    select g, 'title ' || g * 7919 % 1000003, case when g % 3 <> 0 then 'note ' || g end, g * 0.37,
      timestamptz '2015-01-01 00:00+00' + g * interval '5 min 0.000007 s',
      case when g % 4 = 0 then timestamptz '2020-06-01 00:00+00' + g * interval '1 s' end,
      date '2000-01-01' + (g % 9000)::int, g % 2 = 0, md5(g::text)::uuid,
      case when g % 5 <> 0 then jsonb_build_object('n', g, 'kind', g % 13) end, g * g,
      case when g % 7 <> 0 then g / 7.0 end, case when g % 11 <> 0 then 'C' || g % 1000 end
    from generate_series(1::bigint, ${rows}) as g;
    analyze ${table};
  `,
  target: `create table ${table} (id uuid primary key, legacy_id bigint not null, ${COLUMNS})`,
  mapping: `select lockstep.define_entity(entity => '${table}', source => 'legacy.${table}', source_key => '{${key}}',
    target => 'public.${table}', columns => '{"legacy_id": "s.id", ${NAMES.split(', ')
      .map((name) => `"${name}": "s.${name}"`)
      .join(', ')}}');`,
})

/** The rows of the source and of the target in the same words. */
export const wordsOf = (table: string) => ({
  far: { [table]: `select s.id, ${NAMES} from public.${table} as s` },
  near: { [table]: `select t.legacy_id, ${NAMES} from public.${table} as t` },
})

/** Derived keys come from a secret: with the same one, two targets get the same keys. */
export const shareSecret = ({ near }: Stage) =>
  near`update lockstep_state.setting set value = 'the same for all' where name = 'salt'`

/** Rows of a table at the target now; 0 while the server is away. */
export const rowsOf = async ({ near }: Stage, table: string): Promise<number> => {
  try {
    const [row] = await near.unsafe(`select count(*)::int as n from public.${table}`)
    return row?.n ?? 0
  } catch {
    return 0
  }
}

/** Source keys that stand in the target more than once. */
export const doubles = async ({ near }: Stage, table: string): Promise<number> => {
  const [row] = await near.unsafe(
    `select count(*)::int - count(distinct legacy_id)::int as n from public.${table}`,
  )
  return row?.n
}

/** Process ids of the sessions that are in a step. */
export const steppingPids = async ({ near }: Stage): Promise<readonly number[]> => {
  try {
    const rows = await near`
      select pid from pg_stat_activity
      where application_name = 'lockstep' and state = 'active' and query like '%lockstep.step%'
    `
    return rows.map(({ pid }) => pid)
  } catch {
    return []
  }
}

/** Megabytes that a process had resident at most, read while it runs; 0 where there is no /proc. */
export const watchMemory = async ({ pid, ended }: Running): Promise<number> => {
  let peak = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // it has ended, or there is no /proc
    }
  }, 50)
  await ended
  clearInterval(timer)
  return peak
}
