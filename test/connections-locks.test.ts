/** Limits and locks, of the roles and of the application, and a full disk: none of them loses a row. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import postgres, { type Row, type Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { give, serverAccount } from '../scripts/lib/account.ts'
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
let admin: Sql

beforeAll(async () => {
  wired = await openWired({ source: 15, target: 17, targetSettings: { deadlock_timeout: '20ms' } })
  admin = postgres(wired.stage.target.adminUrl, { max: 4, onnotice: () => {} })
})
afterAll(async () => {
  await admin?.end()
  await wired?.stop()
})
beforeEach(() => startAfresh(wired))

/** Some rows change at the source, after both sides were alike. */
const syncAndChange = async () => {
  await expectInStep(wired, wired.start('sync event --json'))
  await wired.stage.far`update event set counter = counter + 1 where id between 20001 and 24000`
}

/** Keeps a transaction open around something. */
const holding = async (statement: string, does: (session: Sql) => Promise<void>) => {
  const held = await admin.reserve()
  try {
    await held.unsafe(`begin; ${statement}`).simple()
    await does(held)
  } finally {
    await held.unsafe('rollback')
    held.release()
  }
}

/** Sessions that wait for a lock. */
const waiting = async (): Promise<number> => {
  const [row] = await admin`
    select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock'
  `
  return row?.n
}

const isWaiting = async () => (await waiting()) > 0

const idOf = ({ id }: Row): bigint => BigInt(id)

describe('locks of the application', () => {
  test('a row that stays locked stops the run, and once it is free the run goes on', async () => {
    await syncAndChange()
    await admin`alter role postgres set lock_timeout = '100ms'`
    try {
      const lock = 'select from event where legacy_id = 22000 for update'
      await holding(lock, async () => {
        const running = wired.start('sync event --json --retries 2')
        await expectStopped(running, /^55P03$/, /at the target: .*lock timeout/)
      })
      const [free] = await wired.stage.near`select max(id)::text as run from lockstep.runs`
      await expectInStep(wired, wired.start('sync event --json'), free?.run)
    } finally {
      await admin`alter role postgres reset lock_timeout`
    }
  })

  test('a row that is locked for a while is waited for', async () => {
    await syncAndChange()
    await admin`alter role postgres set lock_timeout = '100ms'`
    try {
      let running: Running | undefined
      await holding('select from event where legacy_id = 22000 for update', async () => {
        running = wired.start('sync event --json')
        await hears(running, /55P03 at the target: .*lock timeout: trying again/)
      })
      if (running) await expectInStep(wired, running, '2')
    } finally {
      await admin`alter role postgres reset lock_timeout`
    }
  })

  test('rows that it locks in another order: a deadlock is survived', async () => {
    await syncAndChange()
    const changed = 'select legacy_id as id from event where legacy_id between 20001 and 24000'
    let running: Running | undefined
    const one = (id: unknown) => `select from event where legacy_id = ${id} for update`
    await holding(one(22000), async (app) => {
      running = wired.start('sync event --json')
      await whileRunning(running, until(isWaiting))
      // what the step has locked so far, and what it has not
      const free = new Set((await admin.unsafe(`${changed} for update skip locked`)).map(idOf))
      const locked = (await admin.unsafe(changed)).map(idOf).filter((id) => !free.has(id))
      const mine = locked.find((id) => id !== 22000n)
      const [other] = free
      expect(mine).toBeDefined()
      // Whoever waits first finds no deadlock; the step comes to wait later.
      await app.unsafe(`set local deadlock_timeout = '1min'`)
      await holding(one(other), async (second) => {
        await second.unsafe(`set local deadlock_timeout = '1min'`)
        const waits = second.unsafe(one(mine)).execute()
        await until(async () => (await waiting()) === 2)
        await app.unsafe('rollback')
        if (running) await hears(running, /40P01 at the target: deadlock detected: trying again/)
        await waits
      })
    })
    if (running) await expectInStep(wired, running, '2')
  })
})

describe('time limits', () => {
  test('of the role at the target are lifted', async () => {
    await admin`alter role postgres set statement_timeout = '20ms'`
    const running = wired.start('sync event --json')
    await running.ended
    await admin`alter role postgres reset statement_timeout`
    await expectInStep(wired, running)
  })

  test('of the login at the source do not count: the link has its own', async () => {
    const { far } = wired.stage
    await far`alter role legacy_ro set statement_timeout = '1ms'`
    try {
      await expectInStep(wired, wired.start('sync event --json'))
    } finally {
      await far`alter role legacy_ro reset statement_timeout`
    }
  })

  test('that somebody gave the link stop the run; it says where, and the link how to mend it', async () => {
    const { near } = wired.stage
    const [server] = await near`
      select option_value as value from pg_foreign_server, pg_options_to_table(srvoptions)
      where srvname = 'lockstep_legacy' and option_name = 'options'
    `
    const short = String(server?.value).replace('statement_timeout=600000', 'statement_timeout=1')
    await near.unsafe(`alter server lockstep_legacy options (set options '${short}')`)
    const running = wired.start('sync event --json')
    await expectStopped(running, /^57014$/, /^at the source: .*statement timeout$/)
    const [run] = await near`select status, error_code, error from lockstep.runs`
    expect(run).toMatchObject({ status: 'failed', error_code: '57014' })
    // its own questions to the source may run into the limit, too
    let stdout = ''
    await until(async () => {
      const checked = await wired.stage.attempt('link check legacy --json')
      stdout = checked.stdout
      return checked.code === 1
    })
    const { findings } = JSON.parse(stdout)
    const [found] = findings.filter(({ check }: { check: string }) => check === 'link_options')
    expect(found).toMatchObject({ key: 'link_options:legacy:options' })
    await near.unsafe(found.remedy)
    await expectInStep(wired, wired.start('sync event --json'))
  })

  test('a step that somebody cancels stops the run', async () => {
    const running = await wired.halfWay()
    const state = { hasEnded: false }
    running.ended.then(() => {
      state.hasEnded = true
    })
    // one that arrives when a step is just through has no effect
    await until(async () => {
      await admin`
        select pg_cancel_backend(pid) from pg_stat_activity
        where application_name = 'lockstep' and state = 'active' and query like '%lockstep.step%'
      `
      return state.hasEnded
    })
    await expectStopped(running, /^57014$/, /^at the target: .*user request$/)
    await expectInStep(wired, wired.start('sync event --json'))
  })
})

describe('a disk that is full', () => {
  /** A tablespace of a few megabytes, or where nobody may make one, a trigger that says so. */
  const openSmallDisk = async () => {
    const { near } = wired.stage
    const path = join(wired.stage.target.cluster.home, 'small')
    mkdirSync(path)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'lockstep', path], { stdio: 'pipe' })
    } catch {
      console.warn('not permitted to mount: a trigger stands in for the full disk')
      await near
        .unsafe(`
        create function is_full() returns trigger language plpgsql as $$
        begin raise exception using errcode = '53100', message = 'No space left on device'; end $$;
        create trigger is_full after insert on event for each row
          when (new.legacy_id > 20000) execute function is_full();
      `)
        .simple()
      const grow = async () => void (await near`drop function is_full() cascade`)
      return { grow, close: async () => {} }
    }
    const unmount = () => execFileSync('umount', ['-l', path])
    process.once('exit', unmount)
    give(path, serverAccount())
    await admin.unsafe(`create tablespace small location '${path}'`)
    await admin.unsafe('alter table event set tablespace small')
    return {
      grow: async () => void execFileSync('mount', ['-o', 'remount,size=100m', path]),
      close: async () => {
        await admin.unsafe('alter table event set tablespace pg_default')
        await admin.unsafe('drop tablespace small')
        process.removeListener('exit', unmount)
        unmount()
      },
    }
  }

  test('stops the run, which goes on when there is space again', async () => {
    const disk = await openSmallDisk()
    try {
      const running = wired.start('sync event --batch-rows 2000 --json')
      await expectStopped(running, /^53100$/, /^at the target: .*No space left on device/)
      const [run] = await wired.stage.near`select status, error_code from lockstep.runs`
      expect(run).toMatchObject({ status: 'failed', error_code: '53100' })
      await disk.grow()
      await expectInStep(wired, wired.start('sync event --json'))
    } finally {
      await disk.close()
    }
  })
})
