/** A real pooler on the way: in transaction mode it is refused with the reason, in session mode it serves. */
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Pooler, type PoolerOptions, startPooler } from '../scripts/lib/pgbouncer.ts'
import { expectDocument, expectRefusal } from './lib/refusal.ts'
import { expectInStep, openWired, startAfresh, through, type Wired } from './lib/wires.ts'
import { cli } from './lib.ts'

let wired: Wired
let pooler: Pooler | undefined

beforeAll(async () => {
  wired = await openWired({ source: 17, target: 15 })
})
afterAll(() => wired?.stop())
afterEach(async () => {
  await pooler?.stop()
  pooler = undefined
})

const openPooler = async (options: PoolerOptions): Promise<Pooler> => {
  pooler = await startPooler(options)
  return pooler
}

describe('before the target', () => {
  beforeEach(() => startAfresh(wired))

  const open = (mode: PoolerOptions['mode']) => {
    const { cluster, password } = wired.stage.target
    return openPooler({ port: cluster.port, mode, user: 'postgres', password })
  }
  const lockstep = (line: string, port: number) =>
    cli(line.split(' '), { LOCKSTEP_TARGET_URL: through(wired.stage.target.url, port) })

  test('in transaction mode it is refused', async () => {
    const { port } = await open('transaction')
    const refusal = { code: 'LSK08', names: new RegExp(`port ${port} .*transaction mode`) }
    for (const line of ['sync', 'compare', 'detect', 'deploy']) {
      expectRefusal(wired.stage, await lockstep(line, port), refusal)
    }
    expectDocument(wired.stage, await lockstep('sync --json', port), refusal)
    expect(await wired.stage.near`select from lockstep.runs`).toHaveLength(0)
  })

  test('in transaction mode it is refused while others use its sessions', async () => {
    const { port } = await open('transaction')
    const busy = postgres(through(wired.stage.target.url, port), { max: 3 })
    const held = await Promise.all([1, 2, 3].map(() => busy.reserve()))
    for (const session of held) await session`begin`
    for (const session of held.slice(1)) await session`rollback`
    expectRefusal(wired.stage, await lockstep('sync', port), { code: 'LSK08' })
    await held[0]?.unsafe('rollback')
    for (const session of held) session.release()
    await busy.end({ timeout: 1 })
  })

  test('in session mode it serves', async () => {
    const { port } = await open('session')
    for (const line of ['deploy', 'compare event', 'detect event']) {
      const { code, stderr } = await lockstep(line, port)
      expect([0, 1], stderr).toContain(code)
    }
    const { code, stderr } = await lockstep('sync event --batch-rows 5000', port)
    expect(code, stderr).toBe(0)
    await expectInStep(wired, wired.start('sync event --json'), '4')
  })
})

describe('before the source', () => {
  const open = (mode: PoolerOptions['mode'], settings = {}) => {
    const { cluster, readerPassword } = wired.stage.source
    const login = { user: 'legacy_ro', password: readerPassword }
    return openPooler({ port: cluster.port, mode, ...login, settings })
  }
  const link = (port: number) =>
    wired.stage.attempt(
      `link create pooled --local-schema pooled --source-url ${through(wired.stage.source.url(), port)}`,
    )
  const deaf = { ignore_startup_parameters: 'options,extra_float_digits' }

  test.each(['transaction', 'session'] as const)(
    'in %s mode it is refused when it takes no options',
    async (mode) => {
      const { port } = await open(mode)
      expectRefusal(wired.stage, await link(port), { code: 'LSL21' })
    },
  )

  test.each(['transaction', 'session'] as const)(
    'in %s mode it is refused when it drops the options',
    async (mode) => {
      const { port } = await open(mode, deaf)
      expectRefusal(wired.stage, await link(port), { code: 'LSL13' })
    },
  )

  test('in session mode it serves when the login brings the settings', async () => {
    const { far, run } = wired.stage
    await far`alter role legacy_ro set default_transaction_read_only = on`
    try {
      const { port } = await open('session', deaf)
      const { code, stderr } = await link(port)
      expect(code, stderr).toBe(0)
      await run('link drop pooled')
    } finally {
      await far`alter role legacy_ro reset default_transaction_read_only`
    }
  })
})
