/** What is measured: each lays its data, and says who takes turns at what. */
import { startProxy, type Proxy as Wire } from '../lib/proxy.ts'
import { events, notes } from './data.ts'
import type { Contender } from './measure.ts'
import {
  comparator,
  copyThroughPipe,
  freshDatabase,
  installComparator,
  pgcopydb,
  pgloader,
} from './peers.ts'
import type { Stage } from './stage.ts'

/** A ratio that issue and documentation speak of: median of `of` by `by`. */
export interface Goal {
  readonly of: string
  readonly by: string
  /** At most so much. */
  readonly most: number
}

/** One kind of work. */
export interface Scenario {
  readonly about: string
  readonly lay: (stage: Stage, rows: number, withPeers: boolean) => Promise<void>
  readonly contenders: (stage: Stage, rows: number, withPeers: boolean) => readonly Contender[]
  readonly goals: readonly Goal[]
  /** Stops what `lay` has started. */
  readonly clear?: (stage: Stage) => Promise<void>
}

const ONE = 'lockstep, 1 worker'
const TWO = 'lockstep, 2 workers'
const COMPARATOR = 'pg_comparator'
const PASS = 'one pass at the source'
const FLOOR = 'insert … select, random keys'

const workers = [
  [ONE, 1],
  [TWO, 2],
] as const

/** Lays the table on both sides, loads it once, and the copy that other tools compare with. */
const layEvents = async (stage: Stage, rows: number): Promise<void> => {
  const { source, target, mapping } = events(rows)
  await stage.far.unsafe(source).simple()
  await stage.near.unsafe(target).simple()
  await stage.lockstep('deploy')
  await stage.lockstep('link create')
  await stage.near.unsafe(mapping).simple()
}

const loadEvents = async (stage: Stage, rows: number): Promise<void> => {
  await layEvents(stage, rows)
  await stage.lockstep('sync')
  await stage.far`vacuum event`
  await stage.near`vacuum analyze events`
  await stage.near`vacuum analyze lockstep_ledger.event`
}

const layCopy = async (stage: Stage, rows: number, withPeers: boolean): Promise<void> => {
  await loadEvents(stage, rows)
  if (!withPeers) return
  await installComparator(stage)
  await stage.near.unsafe(events(rows).copy).simple()
  await stage.near`vacuum event_copy`
}

/** The nodes of a plan, from the top down. */
const nodesOf = (
  plan: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] => [
  plan,
  ...((plan.Plans ?? []) as Readonly<Record<string, unknown>>[]).flatMap(nodesOf),
]

/** The sums over all blocks, as the source gets them in a comparison. */
const remotePass = async ({ near }: Stage): Promise<string> =>
  near.begin(async (sql) => {
    await sql`set local cpu_operator_cost = 1`
    await sql`set local cpu_tuple_cost = 1`
    const [sums] = await sql`
      select lockstep_private.block_sums_sql(
        lockstep_private.entity_shape('event'), row('all', 'true', 'true', false, null)
      ) as sql
    `
    const [explained] = await sql.unsafe(`explain (verbose, format json) ${sums?.sql}`)
    for (const node of nodesOf(explained?.['QUERY PLAN'][0].Plan)) {
      const statement = node['Remote SQL']
      if (typeof statement === 'string' && /sum\(/.test(statement)) return statement
    }
    throw new Error('the fingerprint is not computed at the source')
  })

/** One pass of the fingerprint: by a cursor, as postgres_fdw does, which rules out a parallel plan. */
const passing = (stage: Stage): Contender => {
  const pass = { sql: '' }
  return {
    name: PASS,
    prepare: async () => {
      pass.sql = await remotePass(stage)
    },
    work: async () => {
      await stage.far.begin(async (sql) => {
        await sql`set local enable_sort = off`
        await sql`set local jit = off`
        await sql.unsafe(`declare pass cursor for ${pass.sql}`)
        await sql`fetch all from pass`
      })
    },
  }
}

const comparing = (stage: Stage, codes: readonly number[]): readonly Contender[] =>
  workers.map(([name, count]) => ({
    name,
    work: () => stage.lockstep(`compare event --workers ${count} --json`, codes),
  }))

const compareSame: Scenario = {
  about: 'compare, nothing changed',
  lay: layCopy,
  contenders: (stage, _rows, withPeers) => [
    ...comparing(stage, [0]),
    passing(stage),
    ...(withPeers
      ? [
          {
            name: COMPARATOR,
            work: () => comparator(stage, ['event', 'event_copy']),
          },
        ]
      : []),
  ],
  goals: [
    { of: TWO, by: COMPARATOR, most: 1 / 3.5 },
    { of: ONE, by: COMPARATOR, most: 1 / 2.5 },
    { of: ONE, by: PASS, most: 1.4 },
  ],
}

/** Compares while every nth row is another at the source. */
const compareChanged = (share: string, nth: number, most: number): Scenario => ({
  about: `compare, ${share} of the rows changed`,
  lay: async (stage, rows, withPeers) => {
    await layCopy(stage, rows, withPeers)
    await stage.far.unsafe(events(rows).change(nth)).simple()
  },
  contenders: (stage, _rows, withPeers) => [
    ...comparing(stage, [1]),
    ...(withPeers
      ? [
          {
            name: COMPARATOR,
            work: () => comparator(stage, ['event', 'event_copy']),
          },
        ]
      : []),
  ],
  goals: [{ of: TWO, by: COMPARATOR, most }],
})

/** Every twentieth row changes anew before each turn, on the side of who is to bring it over. */
const syncChanged: Scenario = {
  about: 'sync, 5 % of the rows changed',
  lay: layCopy,
  contenders: (stage, rows, withPeers) => {
    const change = async () => {
      await stage.far.unsafe(events(rows).change(20)).simple()
    }
    return [
      ...workers.map(([name, count]) => ({
        name,
        prepare: change,
        work: () => stage.lockstep(`sync event --workers ${count} --json`),
      })),
      ...(withPeers
        ? [
            {
              name: COMPARATOR,
              prepare: change,
              work: () => comparator(stage, ['event', 'event_copy'], '--synchronize', '--do-it'),
            },
          ]
        : []),
    ]
  },
  goals: [{ of: TWO, by: COMPARATOR, most: 1 / 3 }],
}

/** As before the first load. */
const clearEvents = async (stage: Stage, rows: number): Promise<void> => {
  await stage.near`select lockstep.drop_entity('event')`
  await stage.near`truncate events, lockstep_state.overwritten`
  await stage.nearAdmin`checkpoint`
  await stage.near.unsafe(events(rows).mapping).simple()
}

const firstLoad: Scenario = {
  about: 'first load',
  lay: async (stage, rows) => {
    await layEvents(stage, rows)
    await stage.lockstep('sync customer')
  },
  contenders: (stage, rows, withPeers) => {
    const { floor } = events(rows)
    const clear = () => clearEvents(stage, rows)
    const into = (name: string, work: () => Promise<unknown>): Contender => ({
      name,
      prepare: async () => {
        await freshDatabase(stage, 'copied')
        await stage.nearAdmin`checkpoint`
      },
      work: async () => {
        await work()
      },
    })
    return [
      ...workers.map(([name, count]) => ({
        name,
        prepare: clear,
        work: () => stage.lockstep(`sync event --workers ${count} --json`),
      })),
      {
        name: FLOOR,
        prepare: clear,
        work: async () => {
          await stage.near.unsafe(floor)
        },
      },
      ...(withPeers
        ? [
            into('pgloader, as it is', () => pgloader(stage, 'event', 'copied')),
            into('pgcopydb, as it is', () => pgcopydb(stage, 'copied')),
            into('copy | copy, as it is', () => copyThroughPipe(stage, 'event', 'copied')),
          ]
        : []),
    ]
  },
  goals: [
    { of: TWO, by: FLOOR, most: 0.6 },
    { of: ONE, by: FLOOR, most: 0.9 },
    { of: TWO, by: 'pgloader, as it is', most: 1 },
  ],
}

/** The first load of a table, and of one ten times as large; and a comparison of both. */
const growth = (about: string, isLoad: boolean): Scenario => ({
  about,
  lay: async (stage, rows) => {
    for (const one of [events(rows, 'small'), events(10 * rows, 'large')]) {
      await stage.far.unsafe(one.source).simple()
      await stage.near.unsafe(one.target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (const name of ['small', 'large']) {
      await stage.near.unsafe(events(rows, name).mapping).simple()
      if (!isLoad) await stage.lockstep(`sync customer ${name}`)
    }
    await stage.lockstep('sync customer')
  },
  contenders: (stage, rows) =>
    ['small', 'large'].map((name) => ({
      name,
      prepare: async () => {
        if (!isLoad) return
        await stage.near`select lockstep.drop_entity(${name})`
        await stage.near.unsafe(`truncate ${name}s`)
        await stage.nearAdmin`checkpoint`
        await stage.near.unsafe(events(rows, name).mapping).simple()
      },
      work: () => stage.lockstep(`${isLoad ? 'sync' : 'compare'} ${name} --json`),
    })),
  goals: [{ of: 'large', by: 'small', most: 11.5 }],
})

/** A hundred rows move in a table of `rows` rows, and in one of ten times as many. */
const watermark: Scenario = {
  about: 'sync by watermark, 100 rows moved',
  lay: async (stage, rows) => {
    const tables = [notes('small', rows), notes('large', 10 * rows)]
    for (const { source, target } of tables) {
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (const { mapping } of tables) await stage.near.unsafe(mapping).simple()
    for (let pass = 0; pass < 2; pass++) await stage.lockstep('sync')
  },
  contenders: (stage, rows) =>
    [notes('small', rows), notes('large', 10 * rows)].map(({ entity, move }) => ({
      name: entity,
      prepare: async () => {
        await stage.far.unsafe(move)
      },
      work: async () => {
        const { stdout } = await stage.lockstep(`sync ${entity} --watermark --json`)
        const [found] = JSON.parse(stdout).entities
        if (found.written !== '100') throw new Error(`${entity}: ${found.written} rows written`)
      },
    })),
  goals: [{ of: 'large', by: 'small', most: 1.2 }],
}

const TABLES = 60

/** Sixty entities of `rows` / 60 rows each; nothing to do against everything. */
const nothing: Scenario = {
  about: `sync of ${TABLES} entities, nothing changed`,
  lay: async (stage, rows) => {
    for (let table = 1; table <= TABLES; table++) {
      const { source, target } = notes(`table_${table}`, Math.ceil(rows / TABLES))
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
    }
    await stage.lockstep('deploy')
    await stage.lockstep('link create')
    for (let table = 1; table <= TABLES; table++) {
      await stage.near.unsafe(notes(`table_${table}`, rows).mapping).simple()
    }
    await stage.lockstep('sync')
  },
  contenders: (stage, rows) => [
    {
      name: 'nothing to do',
      work: () => stage.lockstep('sync --json'),
    },
    {
      name: 'first load',
      prepare: async () => {
        for (let table = 1; table <= TABLES; table++) {
          const { entity, mapping } = notes(`table_${table}`, rows)
          await stage.near`select lockstep.drop_entity(${entity})`
          await stage.near.unsafe(`truncate ${entity}_at_target`)
          await stage.near.unsafe(mapping).simple()
        }
      },
      work: () => stage.lockstep('sync --json'),
    },
  ],
  goals: [{ of: 'nothing to do', by: 'first load', most: 0.015 }],
}

const SLOW = '20 ms between the servers'
const FAST = 'no delay'

/** The same work while each answer of the source is held back by 20 ms, and while it is not. */
const latency = (about: string, line: string, isLoad: boolean, most: number): Scenario => {
  const wires = new WeakMap<Stage, Wire>()
  const wireOf = (stage: Stage): Wire => {
    const wire = wires.get(stage)
    if (!wire) throw new Error('laid first, measured then')
    return wire
  }
  return {
    about: `${about}, ${SLOW}`,
    lay: async (stage, rows) => {
      const { source, target, mapping } = events(rows)
      const { host, port } = stage.source.cluster
      const wire = await startProxy(host, port)
      wires.set(stage, wire)
      await stage.far.unsafe(source).simple()
      await stage.near.unsafe(target).simple()
      await stage.lockstep('deploy')
      await stage.lockstep('link create', [0], wire.port)
      await stage.near.unsafe(mapping).simple()
      await stage.lockstep('sync')
    },
    contenders: (stage, rows) =>
      [
        { name: SLOW, delay: 20 },
        { name: FAST, delay: 0 },
      ].map(({ name, delay }) => ({
        name,
        prepare: async () => {
          if (isLoad) await clearEvents(stage, rows)
          wireOf(stage).delay(delay)
        },
        work: () => stage.lockstep(line),
      })),
    goals: [{ of: SLOW, by: FAST, most }],
    clear: async (stage) => {
      await wireOf(stage).stop()
    },
  }
}

/** All of them, by the name that --scenario takes. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'compare-same': compareSame,
  'compare-0.01': compareChanged('0.01 %', 10_000, 1 / 3),
  'compare-0.1': compareChanged('0.1 %', 1000, 1 / 2.5),
  'compare-1': compareChanged('1 %', 100, 1 / 2),
  'sync-changed': syncChanged,
  'first-load': firstLoad,
  'growth-load': growth('first load of rows, and of ten times as many', true),
  'growth-compare': growth('compare rows, and ten times as many', false),
  watermark,
  nothing,
  'latency-load': latency('first load', 'sync event --json', true, 1.3),
  'latency-compare': latency('compare', 'compare event --json', false, 1.5),
}
