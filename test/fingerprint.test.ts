/** Changes that a careless comparison would miss: each is found, and healed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { farDigest, nearDigest } from './lib/evidence.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

const COLUMNS = `id int primary key, a text, b text, c varchar(30), d char(8), amount numeric(14, 4), ratio float8,
  at timestamptz, local timestamp, day date, is_on boolean, doc jsonb, list text[], numbers int[], bytes bytea,
  code uuid, span interval`

const ROW = `g, 'a' || g, case when g % 3 <> 0 then 'b' || g end, 'c' || g, 'd' || g % 100, g * 1.0001,
  g / 7.0, timestamptz '2024-02-29 12:00+02' + g * interval '1 minute', timestamp '2001-01-01 00:00' + g * interval '1 s',
  date '1999-12-31' + g, g % 2 = 0, jsonb_build_object('n', g, 'list', jsonb_build_array(1, 2)),
  array['x' || g, 'y'], array[g, g + 1], decode(md5(g::text), 'hex'), md5(g::text)::uuid, g * interval '1 hour'`

interface Case {
  readonly name: string
  /** What happens at the source; `T` is the table. */
  readonly change: string
  /** Rows that differ then. */
  readonly rows: number
}

/** Rows 100 to 200 are in one block. */
const cases: readonly Case[] = [
  {
    name: 'swap',
    change: `update T as t set a = o.a from T as o where t.id in (101, 102) and o.id = 203 - t.id`,
    rows: 2,
  },
  {
    name: 'rotation',
    change: `update T as t set amount = o.amount from T as o
      where t.id in (101, 102, 103) and o.id = 101 + (t.id - 100) % 3`,
    rows: 3,
  },
  {
    name: 'swap_whole',
    change: `update T as t set (a, b, c, d, amount, ratio, at, local, day, is_on, doc, list, numbers, bytes, code, span)
      = (o.a, o.b, o.c, o.d, o.amount, o.ratio, o.at, o.local, o.day, o.is_on, o.doc, o.list, o.numbers,
        o.bytes, o.code, o.span)
      from T as o where t.id in (101, 102) and o.id = 203 - t.id`,
    rows: 2,
  },
  { name: 'null_to_empty', change: `update T set b = '' where id = 102`, rows: 1 },
  { name: 'null_moves', change: `update T set b = a, a = null where id = 102`, rows: 1 },
  { name: 'neighbour', change: `update T set a = b, b = a where id = 101`, rows: 1 },
  { name: 'border', change: `update T set a = 'a1', b = '01b101' where id = 101`, rows: 1 },
  { name: 'same_pair', change: `update T set a = 'z', b = 'z' where id in (101, 103)`, rows: 2 },
  { name: 'trailing_blank', change: `update T set a = a || ' ' where id = 101`, rows: 1 },
  { name: 'varchar_blank', change: `update T set c = c || ' ' where id = 101`, rows: 1 },
  { name: 'capital', change: `update T set a = upper(a) where id = 101`, rows: 1 },
  { name: 'accent', change: `update T set a = 'e' || U&'\\0301' where id = 101`, rows: 1 },
  { name: 'last_digit', change: `update T set amount = amount + 0.0001 where id = 101`, rows: 1 },
  { name: 'sign', change: `update T set amount = -amount where id = 101`, rows: 1 },
  { name: 'float_bit', change: `update T set ratio = ratio + 2e-15 where id = 101`, rows: 1 },
  { name: 'float_nan', change: `update T set ratio = 'NaN' where id = 101`, rows: 1 },
  { name: 'microsecond', change: `update T set at = at + interval '1 us' where id = 101`, rows: 1 },
  { name: 'local_microsecond', change: `update T set local = local + interval '1 us' where id = 101`, rows: 1 },
  { name: 'infinite', change: `update T set at = 'infinity', day = '-infinity' where id = 101`, rows: 1 },
  { name: 'day', change: `update T set day = day - 1 where id = 101`, rows: 1 },
  { name: 'boolean', change: `update T set is_on = not is_on where id = 101`, rows: 1 },
  { name: 'false_to_null', change: `update T set is_on = null where id = 101`, rows: 1 },
  { name: 'json_deep', change: `update T set doc = jsonb_set(doc, '{list,1}', '3') where id = 101`, rows: 1 },
  { name: 'json_null', change: `update T set doc = 'null' where id = 101`, rows: 1 },
  { name: 'json_text', change: `update T set doc = jsonb_set(doc, '{n}', '"101"') where id = 101`, rows: 1 },
  { name: 'array_order', change: `update T set list = array[list[2], list[1]] where id = 101`, rows: 1 },
  { name: 'array_null', change: `update T set list = list || null::text where id = 101`, rows: 1 },
  { name: 'array_number', change: `update T set numbers[2] = 0 where id = 101`, rows: 1 },
  { name: 'empty_array', change: `update T set numbers = '{}' where id = 101`, rows: 1 },
  { name: 'byte', change: `update T set bytes = set_byte(bytes, 3, 0) where id = 101`, rows: 1 },
  { name: 'no_bytes', change: `update T set bytes = '' where id = 101`, rows: 1 },
  { name: 'uuid', change: `update T set code = md5('other')::uuid where id = 101`, rows: 1 },
  { name: 'interval', change: `update T set span = span + interval '1 us' where id = 101`, rows: 1 },
  { name: 'key', change: `update T set id = 100101 where id = 101`, rows: 2 },
]

const names = cases.map(({ name }) => name)
const all = (build: (name: string) => string) => names.map(build).join(';\n')
const mapped = `{"a": "s.a", "b": "s.b", "c": "s.c", "d": "s.d", "amount": "s.amount", "ratio": "s.ratio", "at": "s.at",
  "local": "s.local", "day": "s.day", "is_on": "s.is_on", "doc": "s.doc", "list": "s.list",
  "numbers": "s.numbers", "bytes": "s.bytes", "code": "s.code", "span": "s.span"}`

const plot = {
  source: `${all((name) => `create table ${name} (${COLUMNS});
    insert into ${name} select ${ROW} from generate_series(1, 3000) as g`)}; analyze`,
  target: all((name) => `create table "t_${name}" (${COLUMNS})`),
  mapping: `${all(
    (name) => `select lockstep.define_entity(entity => '${name}', source => 'legacy.${name}',
      source_key => '{id}', target => 'public.t_${name}', columns => '${mapped}')`,
  )};`,
}

const rowsOf = (table: (name: string) => string) =>
  Object.fromEntries(names.map((name) => [name, `select t.* from ${table(name)} as t`]))
const far = rowsOf((name) => `public.${name}`)
const near = rowsOf((name) => `public.t_${name}`)

describe.each([
  { source: 13, target: 15 },
  { source: 16, target: 15 },
  { source: 18, target: 15 },
  { source: 16, target: 18 },
])('source $source, target $target', ({ source, target }) => {
  let stage: Stage
  let differing: ReadonlyMap<string, number>
  let healed: Readonly<Record<string, string>>

  beforeAll(async () => {
    stage = await openStage({ source, target })
    await prepare(stage, plot)
    await stage.run('sync')
    expect(await nearDigest(stage, near)).toEqual(await farDigest(stage, far))
    expect(await stage.result('compare')).toMatchObject({ in_step: true })

    for (const { name, change } of cases) {
      await stage.far.unsafe(change.replace(/\bT\b/g, `public.${name}`))
    }
    const { entities } = await stage.result('compare', 1)
    differing = new Map(
      entities.map(({ entity, insert, update, delete: gone }) => [
        entity,
        Number(insert) + Number(update) + Number(gone),
      ]),
    )
    await stage.run('sync')
    healed = await nearDigest(stage, near)
  })
  afterAll(() => stage?.stop())

  test.each(cases)('$name is found', ({ name, rows }) => {
    expect(differing.get(name)).toBe(rows)
  })

  test('and all of them are healed', async () => {
    expect(healed).toEqual(await farDigest(stage, far))
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })

  test('values that are equal in other words are no change', async () => {
    await stage.far.unsafe(`
      update public.swap set doc = '{"list": [1, 2], "n": 500.0}', amount = amount::numeric(14, 4) where id = 500
    `)
    expect(await stage.result('compare swap')).toMatchObject({ in_step: true })
  })
})
