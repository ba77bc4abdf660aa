/** A stage whose two connections, runner to target and target to source, run through breakable proxies. */
import { expect } from 'vitest'
import { startProxy, type Proxy as Wire } from '../../scripts/lib/proxy.ts'
import { type Ended, type Running, startCli } from '../lib.ts'
import { bigPlot, doubles, rowsOf, wordsOf } from './big.ts'
import { farDigest, nearDigest } from './evidence.ts'
import { openStage, type Stage, type StageOptions, until, whileRunning } from './stage.ts'

/** Rows of the one table. */
export const ROWS = 40_000

const words = wordsOf('event')
const { source, target, mapping } = bigPlot('event', ROWS)

/** The same URL through another port, with further parameters. */
export const through = (url: string, port: number, search = ''): string => {
  const other = new URL(url)
  other.port = String(port)
  other.search = search
  return other.href
}

/** The stage and its two wires. */
export interface Wired {
  readonly stage: Stage
  /** Between target and source. */
  readonly far: Wire
  /** Between runner and target. */
  readonly near: Wire
  /** Starts `lockstep …` through the near wire. */
  start(line: string, search?: string): Running
  /** Starts a sync in small steps, and returns it when some of the rows are there. */
  halfWay(flags?: string, search?: string): Promise<Running>
  stop(): Promise<void>
}

/** Both servers, lockstep deployed, the source linked through the far wire. */
export const openWired = async (options: StageOptions): Promise<Wired> => {
  const stage = await openStage(options)
  const far = await startProxy(stage.source.cluster.host, stage.source.cluster.port)
  const near = await startProxy(stage.target.cluster.host, stage.target.cluster.port)
  const start = (line: string, search?: string) =>
    startCli(line.split(' '), {
      LOCKSTEP_TARGET_URL: through(stage.target.url, near.port, search),
      LOCKSTEP_SOURCE_URL: through(stage.source.url(), far.port),
    })
  await stage.far.unsafe(source).simple()
  await stage.near.unsafe(target).simple()
  for (const line of ['deploy', 'link create']) {
    const { code, stderr } = await start(line).ended
    expect(code, stderr).toBe(0)
  }
  return {
    stage,
    far,
    near,
    start,
    async halfWay(flags = '', search) {
      const running = start(`sync event --batch-rows 2000 --json${flags}`, search)
      const has = async () => (await rowsOf(stage, 'event')) > 0.15 * ROWS
      await whileRunning(running, until(has))
      return running
    },
    async stop() {
      await Promise.all([far.stop(), near.stop()])
      await stage.stop()
    },
  }
}

/** As if nothing had ever been synced. */
export const startAfresh = async ({ stage: { near } }: Wired): Promise<void> => {
  await near
    .unsafe(`
      select lockstep.drop_entity(name) from lockstep.entities;
      truncate event, lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment,
        lockstep_state.difference restart identity cascade;
      ${mapping}
    `)
    .simple()
}

/** The two sides say the same, by SQL that knows nothing of lockstep, and no row is there twice. */
export const expectAlike = async ({ stage }: Wired): Promise<void> => {
  expect(await nearDigest(stage, words.near)).toEqual(await farDigest(stage, words.far))
  expect(await doubles(stage, 'event')).toBe(0)
}

/** It has ended well, as that run, and both sides are alike. */
export const expectInStep = async (wired: Wired, running: Running, run = '1'): Promise<Ended> => {
  const ended = await running.ended
  expect(ended.code, ended.stderr).toBe(0)
  expect(JSON.parse(ended.stdout)).toMatchObject({ run, in_step: true, state: 'completed' })
  expect(ended.stderr).not.toMatch(/^\s+at .*:\d+/m)
  await expectAlike(wired)
  return ended
}

/** It has stopped, resumable: one error with that code, a hint that says how to go on, exit code 4. */
export const expectStopped = async (running: Running, code: RegExp, what: RegExp) => {
  const { code: exit, stdout, stderr } = await running.ended
  expect(exit, stderr).toBe(4)
  const { error } = JSON.parse(stdout)
  expect(error.code).toMatch(code)
  expect(error.message).toMatch(what)
  expect(error.hint).toMatch(/same command again/)
  expect(stderr).not.toMatch(/^\s+at .*:\d+/m)
}

/** Waits until it says so while it works. */
export const hears = async (running: Running, what: RegExp): Promise<void> => {
  const saysSo = until(async () => what.test(running.said()))
  await whileRunning(running, saysSo).catch((cause: Error) => {
    throw new Error(`${cause.message}; it has said: ${running.said()}`, { cause })
  })
}
