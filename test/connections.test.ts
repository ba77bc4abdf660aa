/** Servers that go, networks that break: the run says so, and ends well, by itself or when called again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openVoid } from '../scripts/lib/void.ts'
import { until, whileRunning } from './lib/stage.ts'
import {
  expectInStep,
  expectStopped,
  hears,
  openWired,
  startAfresh,
  type Wired,
} from './lib/wires.ts'
import type { Running } from './lib.ts'

let wired: Wired

beforeAll(async () => {
  wired = await openWired({
    source: 16,
    target: 15,
    targetSettings: { deadlock_timeout: '20ms' },
  })
})
afterAll(() => wired?.stop())
beforeEach(() => startAfresh(wired))

const last = async () => {
  const [run] = await wired.stage
    .near`select status, error_code from lockstep.runs order by id desc`
  return run
}

describe('between target and source', () => {
  test.each(['reset', 'hangUp'] as const)(
    '%s in the middle of a fetch, three times',
    async (how) => {
      const running = await wired.halfWay()
      for (let cut = 0; cut < 3; cut++) {
        const isCut = new Promise<void>((resolve) => {
          wired.far.after(100_000, () => {
            wired.far[how]()
            resolve()
          })
        })
        await whileRunning(running, isCut)
      }
      const { stderr } = await expectInStep(wired, running)
      expect(stderr).toMatch(/08006 at the source: .*: trying again in \d\.\d s \(1 of 12\)/)
    },
  )

  test('nobody answers for a while', async () => {
    const running = await wired.halfWay()
    wired.far.refuse()
    await hears(running, /080\d\d at the source: .*refused.*: trying again/)
    wired.far.flow()
    await expectInStep(wired, running)
  })

  test('nobody answers any more: stopped, and resumed when somebody does', async () => {
    const running = await wired.halfWay(' --retries 3')
    wired.far.refuse()
    await expectStopped(running, /^080\d\d$/, /at the source: could not connect/)
    expect(await last()).toMatchObject({ status: 'failed', error_code: '08001' })
    wired.far.flow()
    await expectInStep(wired, wired.start('sync event --json'))
  })

  test('the source is restarted', async () => {
    const running = await wired.halfWay()
    await wired.stage.source.cluster.restart()
    await expectInStep(wired, running)
  })

  test('packets vanish', async () => {
    const { near, source } = wired.stage
    const { host, port } = source.cluster
    const options = (values: object) =>
      near.unsafe(
        `alter server lockstep_legacy options (${Object.entries(values)
          .map(([name, value]) => `set ${name} '${value}'`)
          .join(', ')})`,
      )
    const nowhere = await openVoid(host, port)
    if (!nowhere) {
      console.warn('not permitted to make a network: only the options of the link are looked at')
      const [server] = await near`select srvoptions as options from pg_foreign_server`
      expect(server?.options).toEqual(
        expect.arrayContaining(['tcp_user_timeout=60000', 'keepalives=1', 'connect_timeout=10']),
      )
      return
    }
    const { host: there, port: door } = nowhere
    const quick = { tcp_user_timeout: 2000, keepalives_idle: 1, keepalives_interval: 1 }
    await options({ host: there, port: door, connect_timeout: 2, ...quick })
    try {
      const running = await wired.halfWay()
      nowhere.swallow()
      await hears(running, /080\d\d at the source: .*([Tt]imed out|timeout).*: trying again/)
      nowhere.flow()
      await expectInStep(wired, running)
    } finally {
      const slow = { tcp_user_timeout: 60000, keepalives_idle: 30, keepalives_interval: 10 }
      await options({ host, port: wired.far.port, connect_timeout: 10, ...slow })
      await nowhere.stop()
    }
  })
})

describe('between runner and target', () => {
  test.each(['reset', 'hangUp'] as const)('%s, three times', async (how) => {
    const running = await wired.halfWay()
    for (let cut = 0; cut < 3; cut++) {
      const before = wired.near.count()
      wired.near[how]()
      await whileRunning(
        running,
        until(async () => wired.near.count() >= Math.min(before, 2)),
      )
    }
    const { stderr } = await expectInStep(wired, running)
    expect(stderr).toMatch(
      /(CONNECTION_CLOSED|ECONNRESET) .*: trying again in \d\.\d s \(1 of 12\)/,
    )
  })

  test('nobody answers any more: stopped, and resumed when somebody does', async () => {
    const running = await wired.halfWay(' --retries 3')
    wired.near.refuse()
    await expectStopped(running, /^(ECONNREFUSED|ECONNRESET)$/, /\S/)
    wired.near.flow()
    await expectInStep(wired, wired.start('sync event --json'))
  })

  test('the target is restarted', async () => {
    const running = await wired.halfWay()
    await wired.stage.target.cluster.restart()
    await expectInStep(wired, running)
  })

  test('the target crashes', async () => {
    const running = await wired.halfWay()
    await wired.stage.target.cluster.crash()
    await hears(running, /trying again/)
    await wired.stage.target.cluster.restart()
    await expectInStep(wired, running)
  })

  test('packets vanish', async () => {
    const running = await wired.halfWay('', 'connect_timeout=1&tcp_user_timeout=2000')
    wired.near.stall()
    await hears(running, /ETIMEDOUT .*gave no sign of life for \d s: trying again/)
    wired.near.flow()
    await expectInStep(wired, running)
  })

  test('an answer is lost, and only that', async () => {
    const running = await wired.halfWay('', 'connect_timeout=1&tcp_user_timeout=2000')
    wired.near.forget()
    await hears(running, /ETIMEDOUT .*nothing came through: trying again/)
    await expectInStep(wired, running)
  })
})

describe('the session is ended in the middle of', () => {
  /** Runs a command until it waits for a table, ends its session, and lets the table go. */
  const endWhileWaiting = async (line: string, table: string): Promise<Running> => {
    const { near } = wired.stage
    const holder = await near.reserve()
    try {
      await holder.unsafe(`begin; lock table lockstep_state.${table} in access exclusive mode`)
      const running = wired.start(line)
      const isEnded = async () => {
        const ended = await near`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'lockstep' and wait_event_type = 'Lock'
        `
        return ended.length > 0
      }
      await whileRunning(running, until(isEnded))
      return running
    } finally {
      await holder.unsafe('rollback')
      holder.release()
    }
  }

  test.each([
    ['the report', 'report --json', 'run'],
    ['an import', 'link import --json', 'linked_table'],
    ['a deploy', 'deploy --json', 'migration'],
  ])('%s: one error, no crash, and again it works', async (_, line, table) => {
    await expectInStep(wired, wired.start('sync event --json'))
    const { code, stdout, stderr } = await (await endWhileWaiting(line, table)).ended
    expect(code, stderr).toBe(3)
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'CONNECTION_CLOSED',
      message: expect.stringMatching(/closed the connection$/),
      hint: expect.stringMatching(/same command again/),
    })
    expect(stderr).not.toMatch(/TypeError|^\s+at .*:\d+/m)
    const again = await wired.start(line).ended
    expect(again.code, again.stderr).toBe(0)
  })

  test('the start of a run: it is started again', async () => {
    const running = await endWhileWaiting('sync event --json', 'segment')
    const { stdout, stderr } = await running.ended
    expect(stderr).toMatch(/CONNECTION_CLOSED .*: trying again/)
    await expectInStep(wired, running, JSON.parse(stdout).run)
    const runs = await wired.stage.near`select status from lockstep.runs`
    expect(runs.map(({ status }) => status)).toEqual(['completed'])
  })
})
