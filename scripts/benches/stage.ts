/** Two servers, lockstep in one of them, and how contenders are started. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import postgres, { type Sql } from 'postgres'
import { startCluster } from '../lib/cluster.ts'
import { home } from '../lib/samples.ts'
import type { Settings } from '../lib/server.ts'
import { prepareSource, type Source } from '../lib/source.ts'
import { prepareTarget, type Target } from '../lib/supabase.ts'
import { peakOf } from './observe.ts'

/** What a program that ran left behind. */
export interface Ran {
  readonly stdout: string
  /** Most memory that it had at once, in MB. */
  readonly megabytes: number
}

/** What scenarios work with. */
export interface Stage {
  readonly source: Source
  readonly target: Target
  /** The source as its owner, the target as the role that lockstep runs as. */
  readonly far: Sql
  readonly near: Sql
  /** Superusers of both, for peers that need one. */
  readonly farAdmin: Sql
  readonly nearAdmin: Sql
  /** Runs `lockstep …`, which may end with one of these codes. */
  lockstep(line: string, codes?: readonly number[], sourcePort?: number): Promise<Ran>
  stop(): Promise<void>
}

/** Runs a program to its end; throws what it said if it ends otherwise than with one of the codes. */
export const run = async (
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  codes: readonly number[] = [0],
): Promise<Ran> => {
  const child = spawn(program, words, {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '', megabytes: 0 }
  child.stdout.on('data', (chunk) => {
    said.stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    said.stderr += String(chunk)
  })
  const watch = setInterval(() => {
    said.megabytes = Math.max(said.megabytes, peakOf(child.pid))
  }, 50)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(watch)
  if (code === null || !codes.includes(code)) {
    throw new Error(
      `${program} ${words[0] ?? ''} ended with ${code}:\n${said.stderr}${said.stdout}`,
    )
  }
  return said
}

const settings = {
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  work_mem: '64MB',
  maintenance_work_mem: '512MB',
}

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} })

/** Starts both servers, of Debian's PostgreSQL 15 if peers are to be measured. */
export const openStage = async (
  withPeers: boolean,
  sourceSettings: Settings = {},
): Promise<Stage> => {
  const flavour = withPeers ? 'debian' : 'embedded'
  const [farCluster, nearCluster] = await Promise.all([
    startCluster({ major: 15, flavour, settings: { ...settings, ...sourceSettings } }),
    startCluster({ major: 15, flavour, settings }),
  ])
  const source = await prepareSource(farCluster)
  const target = await prepareTarget(nearCluster)
  const sessions = {
    far: connect(source.ownerUrl()),
    near: connect(target.url),
    farAdmin: connect(source.adminUrl()),
    nearAdmin: connect(target.adminUrl),
  }
  const env = { LOCKSTEP_TARGET_URL: target.url, LOCKSTEP_SOURCE_URL: source.url() }
  return {
    source,
    target,
    ...sessions,
    lockstep: (line, codes, sourcePort = farCluster.port) => {
      const there = new URL(env.LOCKSTEP_SOURCE_URL)
      there.port = String(sourcePort)
      const words = ['dist/cli.js', ...line.split(' ')]
      return run(process.execPath, words, { ...env, LOCKSTEP_SOURCE_URL: there.href }, codes)
    },
    async stop() {
      for (const session of Object.values(sessions)) await session.end({ timeout: 1 })
      await Promise.all([farCluster.stop(), nearCluster.stop()])
    },
  }
}
