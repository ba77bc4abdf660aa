/** What an episode is about: some entities with random tables, keys, references and policies. */
import { type Column, plainColumn, touchyColumn } from './columns.ts'
import type { Random } from './random.ts'

/** A column of the source key, made of the row's number. */
export interface KeyColumn {
  readonly name: string
  readonly type: string
  /** Over the expression of a number. */
  readonly value: (number: string) => string
}

/** A reference to a row of another entity, or of the same. */
export interface Ref {
  /** Column of the target. */
  readonly name: string
  /** Columns of the source, one for each of the key referred to. */
  readonly columns: readonly string[]
  /** Column of the source that holds the number of the row referred to. */
  readonly number: string
  readonly to: number
  readonly ifMissing: 'reject' | 'null'
  readonly foreignKey: '' | 'immediate' | 'deferred'
  readonly isNotNull: boolean
  /** Part of a circle: lockstep completes it in its second pass. */
  readonly isLate: boolean
}

/** One source table, one target table, one mapping. */
export interface Entity {
  readonly index: number
  /** What its values are made of, besides their rows' numbers. */
  readonly salt: string
  readonly name: string
  readonly table: string
  readonly rows: number
  readonly key: readonly KeyColumn[]
  /** Columns of the target that hold the source key. */
  readonly origin: readonly string[]
  readonly strategy: 'derive' | 'random' | 'keep'
  /** Columns that identify a row of the target. */
  readonly targetKey: readonly string[]
  readonly targetKeyType: string
  readonly columns: readonly Column[]
  readonly refs: readonly Ref[]
  readonly unique: '' | 'immediate' | 'deferrable'
  readonly hasFilter: boolean
  readonly onDelete: 'delete' | 'archive' | 'keep'
  readonly onDrift: 'overwrite' | 'keep'
}

/** All of an episode. */
export interface Plan {
  readonly entities: readonly Entity[]
  readonly batchRows: number
  readonly workers: number
  readonly rounds: number
  /** Does its first sync set foreign keys aside? */
  readonly isFast: boolean
  /** Is there nothing that keeps a first load from writing its rows, and checking keys, at once? */
  readonly isCalm: boolean
}

const SHAPES: readonly (readonly KeyColumn[])[] = [
  [{ name: 'id', type: 'int', value: (n) => `(${n})::int` }],
  [{ name: 'Id', type: 'bigint', value: (n) => `((${n}) * 1000003 - 1500000000)` }],
  [{ name: 'no', type: 'bigint', value: (n) => `((${n}) * 2654435761 % 4294967296 - 2147483648)` }],
  [{ name: 'guid', type: 'uuid', value: (n) => `md5('key' || (${n}))::uuid` }],
  [
    {
      name: 'code',
      type: 'text',
      value: (n) =>
        `(chr(65 + ((${n}) % 26)::int) || '-' || (${n}) || left('ä ', ((${n}) % 3)::int))`,
    },
  ],
  [
    { name: 'a', type: 'int', value: (n) => `((${n}) / 3)::int` },
    { name: 'b', type: 'text', value: (n) => `('p' || (${n}) % 3)` },
  ],
  [
    { name: 'day', type: 'date', value: (n) => `(date '2020-01-01' + ((${n}) % 97)::int)` },
    { name: 'nr', type: 'bigint', value: (n) => `((${n}) / 97 - 5)` },
  ],
]

const keyOf = (random: Random, key: readonly KeyColumn[]) => {
  const strategy = random.pick(['derive', 'derive', 'random', 'keep'] as const)
  if (strategy === 'keep') {
    const names = key.map(({ name }) => name)
    return { strategy, targetKey: names, targetKeyType: key[0]?.type ?? '', origin: names }
  }
  return {
    strategy,
    targetKey: ['tid'],
    targetKeyType: strategy === 'random' && random.percent(40) ? 'bigint' : 'uuid',
    origin: key.map(({ name }) => `old ${name}`),
  }
}

/** Who refers to whom: earlier ones, now and then itself, now and then two each other. */
const edgesOf = (random: Random, count: number): readonly (readonly [number, number])[] => {
  const edges: [number, number][] = []
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < from; to++) if (random.percent(45)) edges.push([from, to])
    if (random.percent(25)) edges.push([from, from])
  }
  if (count > 1 && random.percent(35)) {
    const to = random.int(1, count - 1)
    edges.push([random.int(0, to - 1), to])
  }
  return edges
}

/** Can one get from the one to the other along the edges? */
const reaches = (edges: readonly (readonly [number, number])[], from: number, to: number) => {
  const seen = new Set<number>()
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [, next] of edges.filter(([start]) => start === at)) {
      if (next === to) return true
      if (!seen.has(next)) open.push(next)
      seen.add(next)
    }
  }
  return false
}

const columnsOf = (random: Random, isCalm: boolean): Column[] => {
  const plain = Array.from({ length: random.int(1, 7) }, (_, n) => `c${n}`)
  const refused = isCalm ? 0 : random.pick([0, 0, 1, 1, 2])
  const touchy = Array.from({ length: refused }, (_, n) => `Touchy ${n}`)
  return [
    ...plain.map((name) => plainColumn(random, name)),
    ...touchy.map((name) => touchyColumn(random, name)),
  ]
}

const KEPT = ['immediate', 'deferred'] as const

/** Draws an episode. */
export const drawPlan = (random: Random, salt: string, most: number): Plan => {
  const count = random.int(2, 5)
  const isCalm = random.percent(35)
  const keys = Array.from({ length: count }, () => {
    const key = random.pick(SHAPES)
    return { key, ...keyOf(random, key) }
  })
  const edges = edgesOf(random, count).filter(([, to]) => keys[to]?.targetKey.length === 1)
  const refsOf = (from: number): Ref[] =>
    edges
      .filter(([start]) => start === from)
      .map(([, to], n) => {
        const isLate = reaches(edges, to, from)
        const ifMissing = isCalm ? 'null' : random.pick(['reject', 'null'] as const)
        return {
          name: `ref${n}`,
          columns: (keys[to]?.key ?? []).map(({ name }) => `ref${n} ${name}`),
          number: `ref${n} n`,
          to,
          ifMissing,
          foreignKey: random.pick(isCalm ? KEPT : (['', ...KEPT] as const)),
          isNotNull: !isLate && ifMissing === 'reject' && random.percent(30),
          isLate,
        }
      })
  const large = [random.int(600, 2000), most]
  const sizes = isCalm ? large : [0, random.int(1, 40), random.int(100, 600), ...large]
  const uniques = isCalm ? (['immediate'] as const) : (['immediate', 'deferrable'] as const)
  const entities = keys.map((key, index): Entity => {
    const refs = refsOf(index)
    return {
      ...key,
      index,
      salt: `${salt}/${index}`,
      name: `e${index}`,
      table: random.percent(30) ? `Table ${index}` : `t${index}`,
      rows: Math.min(most, random.pick(sizes)),
      columns: columnsOf(random, isCalm),
      refs,
      unique: random.percent(40) ? random.pick(uniques) : '',
      hasFilter: random.percent(25),
      onDelete: random.pick(['delete', 'delete', 'archive', 'keep'] as const),
      onDrift: random.pick(['overwrite', 'overwrite', 'keep'] as const),
    }
  })
  return {
    entities,
    batchRows: random.pick(isCalm ? [100, 200, 400] : [100, 200, 400, 1000]),
    workers: random.pick([1, 2, 2, 3]),
    rounds: random.int(1, 3),
    isFast: !isCalm && random.percent(60),
    isCalm,
  }
}
