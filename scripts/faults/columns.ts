/** Columns of random types, what they become at the target, and which of their values the target refuses. */
import type { Random } from './random.ts'
import { id } from './text.ts'

/** Rows that the target refuses, and with which code. */
export interface Refusal {
  /** Condition over s. */
  readonly when: string
  readonly sqlstate: string
}

/** A column of the source and what it becomes. */
export interface Column {
  readonly name: string
  readonly sourceType: string
  readonly targetType: string
  /** Is it always filled at the source? */
  readonly isFilled: boolean
  /** What the target's table adds to the type. */
  readonly constraint: string
  /** The value at the source, made of a large number. */
  readonly value: (number: string) => string
  /** The value at the target, over s. */
  readonly expression: string
  /** Another value at the target, as if somebody had changed it. */
  readonly drift: string
  readonly refusal?: Refusal
}

interface Kind {
  readonly source: string
  readonly value: (number: string) => string
  /** Type and expression at the target; $ is the column. */
  readonly becomes: readonly (readonly [type: string, expression: string])[]
}

const words = (number: string, most: number) =>
  `(repeat(md5((${number})::text), (${number} % ${most})::int) || chr((192 + ${number} % 300)::int))`

const KINDS: readonly Kind[] = [
  {
    source: 'int',
    value: (n) => `(${n} % 200000 - 100000)::int`,
    becomes: [
      ['int', '$'],
      ['bigint', '$'],
      ['text', '$::text'],
      ['numeric(12,2)', '$ / 100.0'],
    ],
  },
  {
    source: 'bigint',
    value: (n) => `(${n} - 500000000000000000)`,
    becomes: [
      ['bigint', '$'],
      ['numeric', '$'],
    ],
  },
  {
    source: 'smallint',
    value: (n) => `(${n} % 60000 - 30000)::smallint`,
    becomes: [
      ['int', '$'],
      ['float8', '$'],
    ],
  },
  {
    source: 'numeric(14,4)',
    value: (n) => `(${n} % 100000000000 / 10000.0)::numeric(14,4)`,
    becomes: [
      ['numeric(14,4)', '$'],
      ['numeric(12,1)', 'round($, 1)'],
    ],
  },
  { source: 'numeric', value: (n) => `(${n} / 7.0)`, becomes: [['numeric', '$']] },
  {
    source: 'text',
    value: (n) => words(n, 4),
    becomes: [
      ['text', '$'],
      ['text', 'btrim(upper($))'],
      ['text', "coalesce($, 'none')"],
    ],
  },
  { source: 'text', value: (n) => words(n, 60), becomes: [['text', '$']] },
  { source: 'text', value: (n) => `left('   ', (${n} % 4)::int)`, becomes: [['text', '$']] },
  {
    source: 'varchar(20)',
    value: (n) => `left(md5((${n})::text), (${n} % 21)::int)`,
    becomes: [
      ['varchar(20)', '$'],
      ['text', "$ || '!'"],
    ],
  },
  {
    source: 'boolean',
    value: (n) => `(${n} % 2 = 0)`,
    becomes: [
      ['boolean', '$'],
      ['text', "case when $ then 'yes' else 'no' end"],
    ],
  },
  {
    source: 'date',
    value: (n) => `(date '1950-01-01' + (${n} % 40000)::int)`,
    becomes: [
      ['date', '$'],
      ['timestamp', '$'],
    ],
  },
  {
    source: 'timestamp',
    value: (n) => `(timestamp '1990-01-01' + ${n} % 1000000000000000 * interval '1 microsecond')`,
    becomes: [
      ['timestamp', '$'],
      ['date', '$::date'],
    ],
  },
  {
    source: 'timestamptz',
    value: (n) =>
      `(timestamptz '1990-01-01 00:00+00' + ${n} % 1000000000000000 * interval '1 microsecond')`,
    becomes: [['timestamptz', '$']],
  },
  {
    source: 'uuid',
    value: (n) => `md5((${n})::text)::uuid`,
    becomes: [
      ['uuid', '$'],
      ['text', '$::text'],
    ],
  },
  {
    source: 'jsonb',
    value: (n) =>
      `jsonb_build_object('n', ${n} % 1000, 'list', jsonb_build_array(${n} % 3, null, 'ü'))`,
    becomes: [
      ['jsonb', '$'],
      ['text', "$ ->> 'n'"],
    ],
  },
  { source: 'bytea', value: (n) => `decode(md5((${n})::text), 'hex')`, becomes: [['bytea', '$']] },
  {
    source: 'float8',
    value: (n) => `((${n} % 1000000) / 3.0)::float8`,
    becomes: [['float8', '$']],
  },
  {
    source: 'int[]',
    value: (n) => `array[(${n} % 100)::int, null, (${n} % 7)::int]`,
    becomes: [
      ['int[]', '$'],
      ['int', '$[1]'],
    ],
  },
  {
    source: 'mood',
    value: (n) => `(array['glad', 'so so', 'Sad'])[1 + ${n} % 3]::mood`,
    becomes: [['text', '$']],
  },
]

const DRIFTS: Readonly<Record<string, string>> = {
  text: "coalesce($, '') || '~'",
  'varchar(20)': "case when $ = 'other' then 'this' else 'other' end",
  'varchar(12)': "case when $ = 'other' then 'this' else 'other' end",
  boolean: '$ is not true',
  date: "coalesce($, date '2000-01-01') + 1",
  timestamp: "coalesce($, timestamp '2000-01-01') + interval '1 microsecond'",
  timestamptz: "coalesce($, timestamptz '2000-01-01 00:00+00') + interval '1 microsecond'",
  uuid: "md5(coalesce($::text, ''))::uuid",
  jsonb: `case when $ = '{"a": 1}' then '{"a": 2}' else '{"a": 1}' end::jsonb`,
  bytea: "coalesce($, '') || '\\x00'::bytea",
  'int[]': "coalesce($, '{}') || 7",
}

const driftOf = (type: string, column: string) =>
  (DRIFTS[type] ?? 'case when $ = 1 then 2 else 1 end').replaceAll('$', column)

/** A column that gets whatever it gets. */
export const plainColumn = (random: Random, name: string): Column => {
  const kind = random.pick(KINDS)
  const [type, expression] = random.pick(kind.becomes)
  const isFilled = random.percent(40)
  return {
    name,
    sourceType: kind.source,
    targetType: type,
    isFilled,
    constraint: isFilled && random.percent(50) ? 'not null' : '',
    value: (n) => (isFilled ? kind.value(n) : `case when ${n} % 9 <> 0 then ${kind.value(n)} end`),
    expression: expression.replaceAll('$', `s.${id(name)}`),
    drift: driftOf(type, id(name)),
  }
}

/** Columns of which some rows cannot be written: one value in so many is bad. */
const touchyKinds = (name: string, one: number): readonly Omit<Column, 'name' | 'drift'>[] => [
  {
    sourceType: 'int',
    targetType: 'int',
    isFilled: false,
    constraint: `check (${id(name)} % 1000 <> 999)`,
    value: (n) => `case when ${n} % ${one} = 0 then 999 else ${n} % 900 end::int`,
    expression: `s.${id(name)}`,
    refusal: { when: `s.${id(name)} = 999`, sqlstate: '23514' },
  },
  {
    sourceType: 'text',
    targetType: 'int',
    isFilled: false,
    constraint: '',
    value: (n) => `case when ${n} % ${one} = 0 then 'none' else (${n} % 5000)::text end`,
    expression: `s.${id(name)}::int`,
    refusal: { when: `s.${id(name)} = 'none'`, sqlstate: '22P02' },
  },
  {
    sourceType: 'text',
    targetType: 'varchar(12)',
    isFilled: false,
    constraint: '',
    value: (n) => `left(md5((${n})::text), case when ${n} % ${one} = 0 then 13 else 9 end)`,
    expression: `s.${id(name)}`,
    refusal: { when: `length(s.${id(name)}) > 12`, sqlstate: '22001' },
  },
  {
    sourceType: 'int',
    targetType: 'int',
    isFilled: false,
    constraint: 'not null',
    value: (n) => `case when ${n} % ${one} <> 0 then (${n} % 10000)::int end`,
    expression: `s.${id(name)}`,
    refusal: { when: `s.${id(name)} is null`, sqlstate: '23502' },
  },
  {
    sourceType: 'bigint',
    targetType: 'int',
    isFilled: false,
    constraint: '',
    value: (n) => `case when ${n} % ${one} = 0 then 5000000000 else ${n} % 10000 end`,
    expression: `s.${id(name)}`,
    refusal: { when: `s.${id(name)} = 5000000000`, sqlstate: '22003' },
  },
]

/** A column of which the target refuses some values. */
export const touchyColumn = (random: Random, name: string): Column => {
  const kind = random.pick(touchyKinds(name, random.pick([40, 150, 600])))
  return { ...kind, name, drift: driftOf(kind.targetType, id(name)) }
}
