/** A source and a target of different majors, lockstep deployed and linked, and what tests do with them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { expect } from 'vitest'
import type { Flavour } from '../../scripts/lib/binaries.ts'
import { startCluster } from '../../scripts/lib/cluster.ts'
import type { Settings } from '../../scripts/lib/server.ts'
import { prepareSource, type Source } from '../../scripts/lib/source.ts'
import { prepareTarget, type Target } from '../../scripts/lib/supabase.ts'
import type { Report } from '../../src/index.ts'
import { cli, type Ended, type Running, startCli } from '../lib.ts'

/** Versions, and settings of the two servers. */
export interface StageOptions {
  readonly source: number
  readonly target: number
  readonly sourceSettings?: Settings
  readonly targetSettings?: Settings
  /** Default embedded; debian has pg_cron. */
  readonly targetFlavour?: Flavour
}

/** The document of sync and compare. */
export type Document = Report & { readonly ending?: string; readonly passed?: boolean }

/** What a test works with. */
export interface Stage {
  readonly source: Source
  readonly target: Target
  /** The source as its owner. */
  readonly far: Sql
  /** The target as the role that lockstep runs as. */
  readonly near: Sql
  /** Runs `lockstep …` and expects its exit code. */
  run(line: string, code?: number): Promise<Ended>
  /** Runs `lockstep … --json`, expects its exit code, and returns what it printed. */
  result(line: string, code?: number): Promise<Document>
  /** Runs it, whatever comes of it. */
  attempt(line: string): Promise<Ended>
  /** Starts it. */
  start(line: string): Running
  /** Loads a mapping: name of a file, its text. */
  load(files: Readonly<Record<string, string>>, code?: number): Promise<Ended>
  stop(): Promise<void>
}

const connect = (url: string) => postgres(url, { max: 2, onnotice: () => {}, idle_timeout: 1 })

const stageOf = (source: Source, target: Target): Stage => {
  const env = { LOCKSTEP_TARGET_URL: target.url, LOCKSTEP_SOURCE_URL: source.url() }
  const [far, near] = [connect(source.ownerUrl()), connect(target.url)]
  const attempt = (line: string) => cli(line.split(' '), env)
  const run = async (line: string, code = 0) => {
    const ended = await attempt(line)
    expect(ended.code, `lockstep ${line}\n${ended.stdout}${ended.stderr}`).toBe(code)
    return ended
  }
  return {
    source,
    target,
    far,
    near,
    run,
    attempt,
    start: (line) => startCli(line.split(' '), env),
    result: async (line, code) => JSON.parse((await run(`${line} --json`, code)).stdout),
    async load(files, code) {
      const folder = mkdtempSync(join(tmpdir(), 'lockstep-mapping-'))
      try {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
        return await run(`entity load ${folder}`, code)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
    async stop() {
      await Promise.all([far.end({ timeout: 1 }), near.end({ timeout: 1 })])
    },
  }
}

/** Starts both servers. Nothing is deployed yet. */
export const openStage = async (options: StageOptions): Promise<Stage> => {
  const [sourceCluster, targetCluster] = await Promise.all([
    startCluster({ major: options.source, settings: options.sourceSettings ?? {} }),
    startCluster({
      major: options.target,
      settings: options.targetSettings ?? {},
      flavour: options.targetFlavour ?? 'embedded',
    }),
  ])
  const stage = stageOf(await prepareSource(sourceCluster), await prepareTarget(targetCluster))
  return {
    ...stage,
    async stop() {
      await stage.stop()
      await Promise.all([sourceCluster.stop(), targetCluster.stop()])
    },
  }
}

/** Another target for the source of a stage. */
export const openTarget = async ({ source }: Stage, major: number): Promise<Stage> => {
  const cluster = await startCluster({ major })
  const stage = stageOf(source, await prepareTarget(cluster))
  return {
    ...stage,
    async stop() {
      await stage.stop()
      await cluster.stop()
    },
  }
}

/** What has to stand on both sides before lockstep comes. */
export interface Plot {
  readonly source: string
  readonly target: string
  readonly mapping: string
}

/** Lays tables and rows on both sides, deploys, links and loads the mapping. */
export const prepare = async (stage: Stage, plot: Plot): Promise<void> => {
  await stage.far.unsafe(plot.source).simple()
  await prepareNear(stage, plot)
}

/** The same for the target's half alone. */
export const prepareNear = async (stage: Stage, plot: Plot): Promise<void> => {
  await stage.near.unsafe(plot.target).simple()
  await stage.run('deploy')
  await stage.run('link create')
  await stage.load({ 'mapping.sql': plot.mapping })
}

/** Waits until something is true. */
export const until = async (isTrue: () => Promise<boolean>, seconds = 30): Promise<void> => {
  const end = Date.now() + seconds * 1000
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('it did not come to be')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Waits until something is true while a command runs; its end is a failure, and says why. */
export const whileRunning = async ({ ended }: Running, wait: Promise<void>): Promise<void> => {
  const over = ended.then(({ code, stderr }) => {
    throw new Error(`lockstep ended too soon, with ${code}: ${stderr}`)
  })
  over.catch(() => undefined)
  await Promise.race([wait, over])
}

/** A session of its own that holds a lock until `does` is through. */
export const holding = async (
  { target }: Stage,
  lock: string,
  does: () => Promise<void>,
): Promise<void> => {
  const pool = postgres(target.url, { max: 1, onnotice: () => {} })
  try {
    await pool.begin(async (sql) => {
      await sql.unsafe(lock)
      await does()
    })
  } finally {
    await pool.end({ timeout: 1 })
  }
}

/** Waits until a step waits for a lock, and returns who that is. */
export const waitingPid = async ({ near }: Stage): Promise<number> => {
  const found = { pid: 0 }
  await until(async () => {
    const [row] = await near`
      select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%lockstep.step%'
    `
    found.pid = row?.pid ?? 0
    return found.pid > 0
  })
  return found.pid
}
