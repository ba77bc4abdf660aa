/** Compare, and sync of what changed, against pg_comparator. */
import { events } from './data.ts'
import type { Contender } from './measure.ts'
import { comparator, installComparator } from './peers.ts'
import {
  against,
  comparing,
  loadEvents,
  ONE,
  PASS,
  passing,
  type Scenario,
  TWO,
  workers,
} from './scenario.ts'
import type { Stage } from './stage.ts'

const COMPARATOR = 'pg_comparator'

/** Loads the table, and the copy that other tools compare with. */
const layCopy = async (stage: Stage, rows: number, withPeers: boolean): Promise<void> => {
  await loadEvents(stage, rows)
  if (!withPeers) return
  await installComparator(stage)
  await stage.near.unsafe(events(rows).copy).simple()
  await stage.near`vacuum event_copy`
}

const comparatorIf = (withPeers: boolean, stage: Stage): readonly Contender[] =>
  withPeers ? [{ name: COMPARATOR, work: () => comparator(stage, ['event', 'event_copy']) }] : []

export const compareSame: Scenario = {
  about: 'compare, nothing changed',
  share: 0,
  lay: layCopy,
  contenders: (stage, _rows, withPeers) => [
    ...comparing(stage, [0]),
    passing(stage, 'event'),
    ...comparatorIf(withPeers, stage),
  ],
  goals: [
    against(TWO, COMPARATOR, 1 / 3.5),
    against(ONE, COMPARATOR, 1 / 2.5),
    against(ONE, PASS, 1.4),
    against(TWO, ONE, 1),
  ],
}

/** Compares while every nth row is another at the source. */
export const compareChanged = (share: number, nth: number, most: number): Scenario => ({
  about: `compare, ${share} % of the rows changed`,
  share,
  lay: async (stage, rows, withPeers) => {
    await layCopy(stage, rows, withPeers)
    await stage.far.unsafe(events(rows).change(nth)).simple()
  },
  contenders: (stage, _rows, withPeers) => [
    ...comparing(stage, [1]),
    ...comparatorIf(withPeers, stage),
  ],
  goals: [against(TWO, COMPARATOR, most)],
})

/** Every twentieth row changes anew before each turn, on the side of who is to bring it over. */
export const syncChanged: Scenario = {
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
  goals: [against(TWO, COMPARATOR, 1 / 3), against(TWO, ONE, 1)],
}
