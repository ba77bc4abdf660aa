/** Everything that is done to a sync in the middle of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { complaints } from './complaints.ts'
import type { Random } from './random.ts'
import type { Running } from './runner.ts'
import { type Stage, untilUp } from './stage.ts'

/** Where a fault strikes. */
export interface Scene {
  readonly stage: Stage
  readonly random: Random
  readonly running: Running
}

/** A session of the target that is in a step. */
export interface Stepping {
  readonly pid: number
  /** Has it begun to write rows? */
  readonly isWriting: boolean
}

/** How a kind of fault is done. */
export interface Fault {
  /** Does it need a session that steps? */
  readonly needsStep: boolean
  /** Steps that it may roll back: those of one session, or of all. */
  readonly reach: 'one' | 'all' | 'none'
  /** True when it hit something. */
  readonly strike: (scene: Scene, stepping: readonly Stepping[]) => Promise<boolean>
}

/** Sessions that are in a step now; none while the server is away. */
export const steppingNow = async ({ admin }: Stage): Promise<readonly Stepping[]> => {
  try {
    return await admin<Stepping[]>`
      select s.pid, exists (
        select from fault.attempt as a where a.xid::text = s.backend_xid::text
      ) as "isWriting"
      from pg_stat_activity as s
      where application_name = 'lockstep' and state = 'active' and query like '%lockstep.step%'
    `
  } catch {
    return []
  }
}

const signal =
  (name: 'pg_terminate_backend' | 'pg_cancel_backend') =>
  async ({ stage, random }: Scene, stepping: readonly Stepping[]) => {
    const { pid } = random.pick(stepping)
    const [row] = await stage.admin`select ${stage.admin.unsafe(name)}(${pid}) as is_hit`
    return row?.is_hit === true
  }

const killBackend = async ({ stage, random }: Scene, stepping: readonly Stepping[]) => {
  process.kill(random.pick(stepping).pid, 'SIGKILL')
  await stage.admin`select pg_sleep(0.01)`.catch(() => undefined)
  await untilUp(stage.admin)
  return true
}

const crash =
  (side: 'source' | 'target') =>
  async ({ stage }: Scene) => {
    await stage[side].cluster.crash()
    await stage[side].cluster.restart()
    await untilUp(side === 'target' ? stage.admin : stage.far)
    return true
  }

const cutLink = async ({ stage }: Scene) => {
  const cut = await stage.far`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name like 'lockstep %' and backend_type = 'client backend'
  `
  return cut.length > 0
}

const latestRun = async ({ near }: Stage) => {
  const [row] =
    await near`select max(id) as id from lockstep_state.run where status in ('pending', 'running')`
  return row?.id
}

const control =
  (verb: 'pause_run' | 'cancel_run') =>
  async ({ stage }: Scene) => {
    const run = await latestRun(stage)
    if (!run) return false
    await stage.near`select ${stage.near.unsafe(`lockstep.${verb}`)}(${run})`
    return true
  }

const timeLimit = async ({ stage, random }: Scene) => {
  const run = await latestRun(stage)
  if (!run) return false
  // another session works along, as a job of pg_cron would, under a limit of its own
  const limit = random.int(1, 60)
  try {
    await stage.near.begin(async (sql) => {
      await sql
        .unsafe(`set local application_name = 'lockstep'; set local statement_timeout = ${limit}`)
        .simple()
      await sql`select status from lockstep.step(${run})`
    })
    return false
  } catch (error) {
    return (error as { code?: string }).code === '57014'
  }
}

/** Rows of the target are locked by the application while steps may wait a few milliseconds only. */
const lockLimit = async ({ stage, random }: Scene) => {
  const { near, admin } = stage
  const tables = await near`select format('app.%I', relname) as name from pg_class
    where relnamespace = 'app'::regnamespace and relkind = 'r' order by relname`
  if (tables.length === 0) return false
  const { name } = random.pick(tables)
  const run = await latestRun(stage)
  if (!run) return false
  let isHit = false
  await admin.begin(async (holder) => {
    await holder.unsafe(`lock table ${name} in exclusive mode`)
    try {
      await near.begin(async (sql) => {
        await sql
          .unsafe(
            `set local application_name = 'lockstep'; set local lock_timeout = ${random.int(1, 40)}`,
          )
          .simple()
        await sql`select status from lockstep.step(${run})`
      })
    } catch (error) {
      isHit = (error as { code?: string }).code === '55P03'
    }
  })
  return isHit
}

/** How long a step has to come upon the full disk. */
const FULL_FOR = 1500

/** The target's tables have no room to grow, until a step has complained of it. */
const fullTablespace = async ({ stage, random, running }: Scene) => {
  const { disk, target } = stage
  const count = () => complaints(target.cluster, 'No space left on device')
  const before = count()
  const hasHit = () => count() > before
  await disk.fill(8192 * random.int(0, 30))
  try {
    for (const end = Date.now() + FULL_FOR; Date.now() < end; await sleep(5)) {
      if (hasHit() || running.hasEnded()) break
    }
  } finally {
    await disk.free()
  }
  return hasHit()
}

/** All kinds by name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  terminate: { needsStep: true, reach: 'one', strike: signal('pg_terminate_backend') },
  cancel: { needsStep: true, reach: 'one', strike: signal('pg_cancel_backend') },
  'kill backend': { needsStep: true, reach: 'all', strike: killBackend },
  'kill runner': {
    needsStep: false,
    reach: 'all',
    strike: async ({ running }) => {
      running.kill()
      await running.ended
      return true
    },
  },
  'crash target': { needsStep: true, reach: 'all', strike: crash('target') },
  'crash source': { needsStep: true, reach: 'all', strike: crash('source') },
  'cut link': { needsStep: true, reach: 'all', strike: cutLink },
  pause: { needsStep: true, reach: 'none', strike: control('pause_run') },
  cancelled: { needsStep: true, reach: 'none', strike: control('cancel_run') },
  'statement timeout': { needsStep: true, reach: 'one', strike: timeLimit },
  'lock timeout': { needsStep: true, reach: 'one', strike: lockLimit },
  'full tablespace': { needsStep: true, reach: 'all', strike: fullTablespace },
}
