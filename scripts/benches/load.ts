/** First load, against the plain statement by hand and tools that copy tables as they are. */
import { events } from './data.ts'
import type { Contender } from './measure.ts'
import { copyThroughPipe, freshDatabase, pgcopydb, pgloader } from './peers.ts'
import {
  against,
  clearEvents,
  FLOOR,
  layEvents,
  loading,
  ONE,
  type Scenario,
  TWO,
} from './scenario.ts'

const FAST = ' --fast-first-load'

export const firstLoad: Scenario = {
  about: 'first load',
  lay: async (stage, rows) => {
    await layEvents(stage, rows)
    await stage.lockstep('sync customer')
  },
  contenders: (stage, rows, withPeers) => {
    const { floor } = events(rows)
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
      ...loading(stage, rows),
      ...loading(stage, rows, FAST),
      {
        name: FLOOR,
        prepare: () => clearEvents(stage, rows),
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
    against(TWO, FLOOR, 0.6),
    against(ONE, FLOOR, 0.9),
    against(`${TWO}${FAST}`, FLOOR, 0.6),
    against(`${ONE}${FAST}`, FLOOR, 0.9),
    against(TWO, 'pgloader, as it is', 1),
    against(TWO, ONE, 1),
  ],
}
