/** Changes that a careless comparison would miss: each is found, and healed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Digest, farDigest, nearDigest } from './lib/evidence.ts'
import { type Document, openStage, prepare, type Stage } from './lib/stage.ts'

const COLUMNS = `id int primary key, a text, b text, c varchar(30), d char(8), amount numeric(14, 4), ratio float8,
  at timestamptz, local timestamp, day date, is_on boolean, doc jsonb, list text[], numbers int[], bytes bytea,
  code uuid, span interval, big bigint`

const ROW = `b.block * 1024 + g, 'a' || g, case when g % 3 <> 0 then 'b' || g end, 'c' || g, 'd' || g % 100, g * 1.0001,
  g / 7.0, timestamptz '2024-02-29 12:00+02' + g * interval '1 minute', timestamp '2001-01-01 00:00' + g * interval '1 s',
  date '1999-12-31' + g, g % 2 = 0, jsonb_build_object('n', g, 'list', jsonb_build_array(1, 2)),
  array['x' || g, 'y'], array[g, g + 1], decode(md5(g::text), 'hex'), md5(g::text)::uuid, interval '30 days', 1`

interface Case {
  readonly name: string
  /** What happens at the source; `#101` is row 101 of the block, `#pair - id` swaps 101 and 102. */
  readonly change: string
  /** Rows that differ then. */
  readonly rows: number
}

const cases: readonly Case[] = [
  {
    name: 'swap',
    change: `update sample as t set a = o.a from sample as o where t.id in (#101, #102) and o.id = #pair - t.id`,
    rows: 2,
  },
  {
    name: 'rotation',
    change: `update sample as t set amount = o.amount from sample as o
      where t.id in (#101, #102, #103) and o.id = #101 + (t.id - #100) % 3`,
    rows: 3,
  },
  {
    name: 'swap_whole',
    change: `update sample as t set (a, b, c, d, amount, ratio, at, local, day, is_on, doc, list, numbers, bytes, code, span, big)
      = (o.a, o.b, o.c, o.d, o.amount, o.ratio, o.at, o.local, o.day, o.is_on, o.doc, o.list, o.numbers,
        o.bytes, o.code, o.span, o.big)
      from sample as o where t.id in (#101, #102) and o.id = #pair - t.id`,
    rows: 2,
  },
  { name: 'null_to_empty', change: `update sample set b = '' where id = #102`, rows: 1 },
  { name: 'null_moves', change: `update sample set b = a, a = null where id = #102`, rows: 1 },
  { name: 'neighbour', change: `update sample set a = b, b = a where id = #101`, rows: 1 },
  { name: 'border', change: `update sample set a = 'a1', b = '01b101' where id = #101`, rows: 1 },
  {
    name: 'same_pair',
    change: `update sample set a = 'z', b = 'z' where id in (#101, #103)`,
    rows: 2,
  },
  { name: 'trailing_blank', change: `update sample set a = a || ' ' where id = #101`, rows: 1 },
  { name: 'varchar_blank', change: `update sample set c = c || ' ' where id = #101`, rows: 1 },
  { name: 'capital', change: `update sample set a = upper(a) where id = #101`, rows: 1 },
  { name: 'accent', change: `update sample set a = 'e' || U&'\\0301' where id = #101`, rows: 1 },
  {
    name: 'last_digit',
    change: `update sample set amount = amount + 0.0001 where id = #101`,
    rows: 1,
  },
  { name: 'sign', change: `update sample set amount = -amount where id = #101`, rows: 1 },
  { name: 'float_bit', change: `update sample set ratio = ratio + 2e-15 where id = #101`, rows: 1 },
  { name: 'float_nan', change: `update sample set ratio = 'NaN' where id = #101`, rows: 1 },
  {
    name: 'microsecond',
    change: `update sample set at = at + interval '1 us' where id = #101`,
    rows: 1,
  },
  {
    name: 'local_microsecond',
    change: `update sample set local = local + interval '1 us' where id = #101`,
    rows: 1,
  },
  {
    name: 'infinite',
    change: `update sample set at = 'infinity', day = '-infinity' where id = #101`,
    rows: 1,
  },
  { name: 'day', change: `update sample set day = day - 1 where id = #101`, rows: 1 },
  { name: 'boolean', change: `update sample set is_on = not is_on where id = #101`, rows: 1 },
  { name: 'false_to_null', change: `update sample set is_on = null where id = #101`, rows: 1 },
  {
    name: 'json_deep',
    change: `update sample set doc = jsonb_set(doc, '{list,1}', '3') where id = #101`,
    rows: 1,
  },
  { name: 'json_null', change: `update sample set doc = 'null' where id = #101`, rows: 1 },
  {
    name: 'json_text',
    change: `update sample set doc = jsonb_set(doc, '{n}', '"101"') where id = #101`,
    rows: 1,
  },
  {
    name: 'array_order',
    change: `update sample set list = array[list[2], list[1]] where id = #101`,
    rows: 1,
  },
  {
    name: 'array_null',
    change: `update sample set list = list || null::text where id = #101`,
    rows: 1,
  },
  { name: 'array_number', change: `update sample set numbers[2] = 0 where id = #101`, rows: 1 },
  { name: 'empty_array', change: `update sample set numbers = '{}' where id = #101`, rows: 1 },
  {
    name: 'byte',
    change: `update sample set bytes = set_byte(bytes, 3, 0) where id = #101`,
    rows: 1,
  },
  { name: 'no_bytes', change: `update sample set bytes = '' where id = #101`, rows: 1 },
  { name: 'uuid', change: `update sample set code = md5('other')::uuid where id = #101`, rows: 1 },
  {
    name: 'interval',
    change: `update sample set span = span + interval '1 us' where id = #101`,
    rows: 1,
  },
  {
    name: 'other_interval',
    change: `update sample set span = interval '1 month' where id = #101`,
    rows: 1,
  },
  { name: 'folded', change: `update sample set big = 4294967296 where id = #101`, rows: 1 },
  { name: 'minus', change: `update sample set big = -big - 1 where id = #101`, rows: 1 },
  { name: 'key', change: `update sample set id = #501 where id = #101`, rows: 2 },
]

const mapped = `{"a": "s.a", "b": "s.b", "c": "s.c", "d": "s.d", "amount": "s.amount", "ratio": "s.ratio", "at": "s.at",
  "local": "s.local", "day": "s.day", "is_on": "s.is_on", "doc": "s.doc", "list": "s.list",
  "numbers": "s.numbers", "bytes": "s.bytes", "code": "s.code", "span": "s.span", "big": "s.big"}`

/** Each case has a block of 200 rows to itself. */
const plot = {
  source: `create table sample (${COLUMNS});
    insert into sample
    select ${ROW} from generate_series(0, 199) as g, generate_series(1, ${cases.length}) as b (block);
    analyze`,
  target: `create table samples (${COLUMNS})`,
  mapping: `select lockstep.define_entity(entity => 'sample', source => 'legacy.sample',
    source_key => '{id}', target => 'public.samples', columns => '${mapped}');`,
}

const far = { sample: 'select t.* from public.sample as t' }
const near = { sample: 'select t.* from public.samples as t' }

const changeOf = ({ change }: Case, index: number) => {
  const base = (index + 1) * 1024
  return change
    .replaceAll('#pair', `${2 * base + 203}`)
    .replaceAll(/#(\d+)/g, (_, id) => `${base + Number(id)}`)
}

/** What detect saved: how many rows of each block. */
const detected = async ({ near }: Stage): Promise<ReadonlyMap<number, number>> => {
  const rows = await near`
    select (source_key ->> 0)::int / 1024 as block, count(*)::int as n
    from lockstep.differences group by 1
  `
  return new Map(rows.map(({ block, n }) => [block, n]))
}

describe.each([
  { source: 13, target: 15 },
  { source: 16, target: 15 },
  { source: 18, target: 15 },
  { source: 16, target: 18 },
])('source $source, target $target', ({ source, target }) => {
  let stage: Stage
  let compared: Document
  let found: ReadonlyMap<number, number>
  let healed: Digest

  beforeAll(async () => {
    stage = await openStage({ source, target })
    await prepare(stage, plot)
    await stage.run('sync')
    expect(await nearDigest(stage, near)).toEqual(await farDigest(stage, far))
    expect(await stage.result('compare')).toMatchObject({ in_step: true })

    await stage.far.unsafe(cases.map(changeOf).join(';\n')).simple()
    compared = await stage.result('compare', 1)
    await stage.run('detect', 1)
    found = await detected(stage)
    await stage.run('sync')
    healed = await nearDigest(stage, near)
  })
  afterAll(() => stage?.stop())

  test.each(cases)('$name is found', (one) => {
    expect(found.get(cases.indexOf(one) + 1)).toBe(one.rows)
  })

  test('compare counts them all', () => {
    const rows = cases.reduce((sum, one) => sum + one.rows, 0)
    const [sample] = compared.entities
    expect(compared.in_step).toBe(false)
    expect(sample).toMatchObject({ insert: '1', delete: '1', drift: '0', pushdown: 'full' })
    expect(Number(sample?.update)).toBe(rows - 2)
  })

  test('and all of them are healed', async () => {
    expect(healed).toEqual(await farDigest(stage, far))
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })

  test('the same value in other words is no change', async () => {
    await stage.far`
      update sample set doc = (doc::text || ' ')::jsonb, d = d || '  ', at = at at time zone 'Asia/Tokyo' at time zone 'Asia/Tokyo'
    `
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })
})
