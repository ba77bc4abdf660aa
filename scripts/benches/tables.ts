/** Tables of other kinds: keys of text, keys of two columns, many columns, big values. */

/** A column: its name, its type, and how row `g` of the source gets its value. */
type Column = readonly [name: string, type: string, value: string]

/** A table at the source, its home at the target, and how one becomes the other. */
export interface Kind {
  readonly entity: string
  readonly source: string
  readonly target: string
  readonly mapping: string
  /** What people write by hand: one statement, random keys, into a table of its own. */
  readonly floor: string
}

const kind = (
  entity: string,
  keys: readonly Column[],
  columns: readonly Column[],
  rows: number,
): Kind => {
  const all = [...keys, ...columns]
  const home = [
    ...keys.map(([name, type, value]): Column => [`legacy_${name}`, type, value]),
    ...columns,
  ]
  const defined = (list: readonly Column[]) =>
    list.map(([name, type]) => `${name} ${type}`).join(', ')
  const names = (list: readonly Column[]) => list.map(([name]) => name).join(', ')
  const mapped = Object.fromEntries(home.map(([name], index) => [name, `s.${all[index]?.[0]}`]))
  return {
    entity,
    source: `
      create table ${entity} (${defined(all)}, primary key (${names(keys)}));
      insert into ${entity} select ${all.map(([, , value]) => value).join(', ')}
      from generate_series(1::bigint, ${rows}) as g;
      vacuum analyze ${entity};
    `,
    target: `
      create table ${entity}_at_target (id uuid primary key, ${defined(home)});
      create table ${entity}_by_hand (like ${entity}_at_target including all);
    `,
    mapping: `
      select lockstep.define_entity(entity => '${entity}', source => 'legacy.${entity}',
        source_key => '{${names(keys)}}', target => 'public.${entity}_at_target',
        columns => $map$${JSON.stringify(mapped)}$map$);
    `,
    floor: `
      insert into ${entity}_by_hand (id, ${names(home)})
      select gen_random_uuid(), ${names(all)} from legacy.${entity}
    `,
  }
}

const TITLE: Column = ['title', 'text', "'title ' || g * 7919 % 1000003 || ' of a row'"]
const AMOUNT: Column = ['amount', 'numeric(12, 2)', 'g % 100000 * 0.37']
const MADE_AT: Column = [
  'made_at',
  'timestamptz',
  "timestamptz '2015-01-01 00:00+00' + g * interval '5 min'",
]
const IS_OPEN: Column = ['is_open', 'boolean', 'g % 2 = 0']

/** Keys of text: short and long, with letters beyond ASCII, in no order that numbers would have. */
export const textKeys = (rows: number): Kind =>
  kind(
    'article',
    [
      [
        'code',
        'text',
        `case g % 4 when 0 then g::text when 1 then 'Größe ' || g || ' é' when 2 then 'SKU-' || lpad(g::text, 12, '0')
          else md5(g::text) || '-日本-' || g end`,
      ],
    ],
    [TITLE, AMOUNT, MADE_AT, IS_OPEN],
    rows,
  )

/** Four lines of each order: keys of a number and a text. */
export const compositeKeys = (rows: number): Kind =>
  kind(
    'order_line',
    [
      ['order_id', 'integer', '(g / 4)::integer'],
      ['line', 'text', "'line ' || chr((97 + g % 4)::integer)"],
    ],
    [TITLE, AMOUNT, MADE_AT, IS_OPEN],
    rows,
  )

const MIXED: readonly (readonly [type: string, value: (nth: number) => string])[] = [
  ['integer', (nth) => `(g % ${1000 + nth})::integer`],
  ['text', (nth) => `'text ' || g % ${500 + nth}`],
  ['numeric(12, 2)', (nth) => `case when g % ${nth} <> 0 then g % 100000 * 0.${nth} end`],
  ['timestamptz', (nth) => `timestamptz '2015-01-01 00:00+00' + g * interval '${nth} s'`],
  ['boolean', (nth) => `g % ${nth} = 0`],
  ['date', (nth) => `date '2000-01-01' + (g % ${9000 + nth})::integer`],
  ['varchar(40)', (nth) => `case when g % ${nth} <> 0 then 'code ' || g % ${nth * 100} end`],
  ['bigint', (nth) => `g * ${nth}`],
  ['float8', (nth) => `g / ${nth}.0`],
]

/** 99 columns of nine types. */
export const wide = (rows: number): Kind =>
  kind(
    'wide',
    [['id', 'bigint', 'g']],
    Array.from({ length: 98 }, (_, index): Column => {
      const nth = index + 2
      const [type, value] = MIXED[index % MIXED.length] ?? ['integer', () => 'g']
      return [`column_${nth}`, type, value(nth)]
    }),
    rows,
  )

/** Characters that do not compress well, mostly some 20,000, seldom up to ten times as many. */
const words = (salt: string, lines: string) =>
  `(select ${lines} from generate_series(1, (625 * (1 + 9 * power(g * 7919 % 997 / 997.0, 6)))::integer) as i,
    md5(g || '${salt}' || i) as word)`

/** Every tenth row has a text of 20-200 kB, every fifteenth such a document. */
export const bigValues = (rows: number): Kind =>
  kind(
    'document',
    [['id', 'bigint', 'g']],
    [
      TITLE,
      [
        'body',
        'text',
        `case when g % 10 = 0 then ${words('b', "string_agg(word, '')")} else 'short ' || g end`,
      ],
      [
        'detail',
        'jsonb',
        `case when g % 15 = 0 then ${words('d', "jsonb_build_object('words', jsonb_agg(word))")}
          else jsonb_build_object('number', g) end`,
      ],
      AMOUNT,
      MADE_AT,
    ],
    rows,
  )
