/** A throw-away source and target that live as long as this process, or longer. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Urls } from './cli.ts'
import { startCluster } from './cluster.ts'
import { home } from './samples.ts'
import { prepareSource } from './source.ts'
import { prepareTarget } from './supabase.ts'

/** Both servers. */
export interface Pair extends Urls {
  /** The source as one who may load and change it. */
  readonly sourceAdminUrl: string
  /** Stops both; how to do it by hand if they outlive us. */
  readonly stop: () => Promise<void>
  readonly stopCommand: string | undefined
}

/** Versions of the two. */
export interface Majors {
  readonly source: number
  readonly target: number
}

/** Two servers that vanish with this process. */
export const startPair = async (majors: Majors): Promise<Pair> => {
  const [sourceCluster, targetCluster] = await Promise.all([
    startCluster({ major: majors.source }),
    startCluster({ major: majors.target }),
  ])
  const source = await prepareSource(sourceCluster)
  const target = await prepareTarget(targetCluster)
  return {
    sourceUrl: source.url(),
    sourceAdminUrl: source.ownerUrl(),
    targetUrl: target.url,
    stopCommand: undefined,
    async stop() {
      await Promise.all([sourceCluster.stop(), targetCluster.stop()])
    },
  }
}

/** Two servers that stay: scripts/cluster holds them, as a process of its own. */
export const startLastingPair = async (majors: Majors): Promise<Pair> => {
  const words = ['--source', `${majors.source}`, '--target', `${majors.target}`]
  const holder = spawn(process.execPath, ['--import', 'tsx', 'scripts/cluster.ts', ...words], {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  holder.unref()
  // Ctrl-C before anybody was told how to stop them: they go, too.
  process.once('SIGINT', () => {
    holder.kill('SIGINT')
    process.kill(process.pid, 'SIGINT')
  })
  const urls = new Map<string, string>()
  for await (const line of createInterface({ input: holder.stdout })) {
    const [, name, url] = /^export (\w+)='(.*)'$/.exec(line) ?? []
    if (name && url) urls.set(name, url)
    if (urls.size === 4) break
  }
  holder.stdout.destroy()
  const url = (name: string) => {
    const found = urls.get(name)
    if (!found) throw new Error('the servers did not start: try scripts/cluster')
    return found
  }
  return {
    sourceUrl: url('LOCKSTEP_SOURCE_URL'),
    sourceAdminUrl: url('LOCKSTEP_SOURCE_ADMIN_URL'),
    targetUrl: url('LOCKSTEP_TARGET_URL'),
    stopCommand: `kill ${holder.pid}`,
    async stop() {
      holder.ref()
      holder.kill('SIGINT')
      await once(holder, 'exit')
    },
  }
}
