/** Servers apart: with a delay between them, or with cores of their own. */
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Cluster } from '../lib/cluster.ts'
import { startProxy, type Proxy as Wire } from '../lib/proxy.ts'
import { events } from './data.ts'
import { processesOf } from './observe.ts'
import {
  against,
  clearEvents,
  comparing,
  loadEvents,
  loading,
  ONE,
  type Scenario,
  TWO,
} from './scenario.ts'
import type { Stage } from './stage.ts'

const SLOW = '20 ms between the servers'
const FAST = 'no delay'

/** The same work while each answer of the source is held back by 20 ms, and while it is not. */
export const latency = (about: string, line: string, isLoad: boolean, most: number): Scenario => {
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
    goals: [against(SLOW, FAST, most)],
    clear: async (stage) => {
      await wires.get(stage)?.stop()
    },
  }
}

/** Lets a server run on these cores only, with all that it starts from now on. */
const pin = (cluster: Cluster, cores: string): void => {
  for (const pid of processesOf(cluster)) {
    execFileSync('taskset', ['-a', '-c', '-p', cores, String(pid)], { stdio: 'ignore' })
  }
}

/** Half of the cores for the source, the other half for the target. */
const pinBoth = ({ source, target }: Stage): void => {
  const cores = availableParallelism()
  if (cores < 2) throw new Error('two servers with cores of their own need two cores')
  const half = Math.floor(cores / 2)
  pin(source.cluster, `0-${half - 1}`)
  pin(target.cluster, `${half}-${2 * half - 1}`)
}

/** Two workers against one while each server has cores of its own; the runner takes what is free. */
export const pinned = (isLoad: boolean): Scenario => ({
  about: `${isLoad ? 'first load' : 'compare, nothing changed'}, each server on cores of its own`,
  note:
    'With two cores, each server has one, which two workers share: they only gain what one worker ' +
    'loses by waiting for the other server. With four cores or more, each server has half of them.',
  lay: async (stage, rows) => {
    await loadEvents(stage, rows)
    pinBoth(stage)
  },
  contenders: (stage, rows) => (isLoad ? loading(stage, rows) : comparing(stage, [0])),
  goals: [against(TWO, ONE, 1 / 1.6)],
})
