/** One sync from its first command to its end, through everything that is done to it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { checkClaims, rolledBack } from './checks.ts'
import { complaints } from './complaints.ts'
import { FAULTS, type Fault, type Stepping, steppingNow } from './faults.ts'
import type { Difference } from './oracle.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import { type Ended, type Running, startCli } from './runner.ts'
import { type Stage, untilUp } from './stage.ts'

/** A fault that hit. */
export interface Struck {
  readonly kind: string
  /** Milliseconds since the command was started. */
  readonly at: number
  readonly mayRollBack: number
}

/** What became of a sync, or of an undo. */
export interface Synced {
  /** What it was called with. */
  readonly words: readonly string[]
  readonly struck: readonly Struck[]
  readonly differences: readonly Difference[]
  /** Steps that faults rolled back after they had begun to write, so that they were done again. */
  readonly redone: number
  /** Steps that PostgreSQL ended because two waited for each other, and that were done again. */
  readonly deadlocks: number
  /** What the last command printed. */
  readonly last: Ended
  readonly milliseconds: number
}

/** What a sync needs to know. */
export interface SyncOptions {
  readonly stage: Stage
  readonly plan: Plan
  readonly random: Random
  /** Kinds to strike with, in order. */
  readonly kinds: readonly string[]
  /** How long such a sync takes when it is left alone. */
  readonly pace: number
}

/** Tables are empty in the first sync of an episode only. */
const wordsOf = ({ batchRows, workers, isFast }: Plan) => [
  ...`sync --allow-deletes --json --batch-rows ${batchRows} --workers ${workers}`.split(' '),
  ...(isFast ? ['--fast-first-load'] : []),
]

/** How long it waits for a step that writes before it takes any. */
const WRITING_WITHIN = 1000

const untilStepping = async (
  stage: Stage,
  running: Running,
  isWriting: boolean,
): Promise<readonly Stepping[]> => {
  const end = Date.now() + WRITING_WITHIN
  while (!running.hasEnded()) {
    const stepping = await steppingNow(stage)
    const chosen = stepping.filter((one) => one.isWriting || !isWriting || Date.now() > end)
    if (chosen.length > 0) return chosen
    await sleep(2)
  }
  return []
}

const limitOf = ({ reach }: Fault, { workers }: Plan) =>
  reach === 'all' ? workers : reach === 'one' ? 1 : 0

const strike = async (
  options: SyncOptions,
  running: Running,
  kind: string,
  started: number,
): Promise<Struck | undefined> => {
  const { stage, plan, random, pace } = options
  const fault = FAULTS[kind]
  if (!fault) throw new Error(`no fault ${kind}`)
  await Promise.race([sleep(random.int(0, pace)), running.ended])
  const isWriting = random.percent(60)
  const stepping = await (fault.needsStep
    ? untilStepping(stage, running, isWriting)
    : steppingNow(stage))
  if (running.hasEnded()) return undefined
  const at = performance.now() - started
  const isHit = await fault.strike({ stage, random, running }, stepping).catch((error: unknown) => {
    if (!running.hasEnded() && (error as { code?: string }).code === undefined) throw error
    return false
  })
  if (!isHit) return undefined
  return { kind, at: Math.round(at), mayRollBack: limitOf(fault, plan) }
}

/** A paused run waits for somebody to resume it. */
const resumePaused = async ({ near }: Stage) => {
  await near`
    select lockstep.resume_run(r.id) from lockstep_state.run as r
    where r.status = 'paused' and r.id = (select max(o.id) from lockstep_state.run as o)
  `
}

/** No sync of so few rows takes so long: it would go on for ever. */
const PATIENCE = 90_000

const untilEnded = async (running: Running): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE)
  })
  const isOver = await Promise.race([running.ended.then(() => true), late])
  clearTimeout(timer)
  if (!isOver) running.kill()
  return isOver
}

const failure = (kind: string, detail: string): Difference => ({
  entity: '',
  kind,
  key: '',
  detail,
})

const countDeadlocks = ({ target }: Stage) => complaints(target.cluster, 'deadlock detected')

/** Sessions wait for each other only where rows of two segments swap unique values. */
const mayDeadlock = ({ entities }: Plan) => entities.some(({ unique }) => unique !== '')

/** Syncs, striking with one fault after the other. */
export const syncThroughFaults = (options: SyncOptions): Promise<Synced> =>
  throughFaults(options, wordsOf(options.plan), () => checkClaims(options.stage, options.plan))

/** Runs the command until it comes to its end; looks, each time that it breaks off, what stands. */
export const throughFaults = async (
  options: SyncOptions,
  words: readonly string[],
  look?: () => Promise<readonly Difference[]>,
): Promise<Synced> => {
  const { stage, plan } = options
  const started = performance.now()
  const before = countDeadlocks(stage)
  const struck: Struck[] = []
  const differences: Difference[] = []
  const kinds = [...options.kinds]
  let last: Ended
  let refused: number | undefined
  for (let attempt = 0, isDone = false; ; attempt++) {
    const running = startCli(words, stage.env)
    let hits = 0
    const begun = performance.now()
    while (kinds.length > 0 && !running.hasEnded()) {
      const hit = await strike(options, running, kinds[0] ?? '', begun)
      if (hit || !running.hasEnded()) kinds.shift()
      if (hit) {
        hits++
        struck.push(hit)
      }
    }
    if (!(await untilEnded(running))) {
      differences.push(failure('endless', `no end ${PATIENCE / 1000} s after the last fault`))
    }
    last = await running.ended
    await untilUp(stage.admin)
    await untilUp(stage.near)
    const hasReport = last.stdout.trim() !== ''
    // a session that outlived its runner may have brought the undo to its end
    const wasDone = attempt > 0 && words[0] === 'undo' && last.stdout.includes('did so already')
    isDone = ((last.code === 0 || last.code === 1) && hasReport) || wasDone
    if (isDone) break
    if (last.code === 1) differences.push(failure('crashed', last.stderr))
    // a session that outlived its runner may still be in the last step of a run that was cancelled since
    if (last.stdout.includes('its last step is not through')) {
      refused ??= Date.now()
      if (Date.now() - refused < PATIENCE) {
        await sleep(200)
        attempt--
        continue
      }
    }
    refused = undefined
    if (hits === 0 && attempt > 0) {
      differences.push(
        failure(
          'stuck',
          `exit ${last.code} without a fault: ${last.stdout.slice(0, 400)} ${last.stderr.slice(-400)}`,
        ),
      )
    }
    if (differences.length > 0 || attempt > 20) break
    if (look) differences.push(...(await look()))
    await resumePaused(stage)
  }
  const deadlocks = countDeadlocks(stage) - before
  const redone = (await rolledBack(stage)) - deadlocks
  const most = struck.reduce((sum, { mayRollBack }) => sum + mayRollBack, 0)
  if (redone > most) {
    differences.push(failure('redone', `${redone} steps rolled back by ${struck.length} faults`))
  }
  if (deadlocks > 0 && !mayDeadlock(plan)) {
    differences.push(failure('deadlock', `${deadlocks} times, without unique values to swap`))
  }
  const milliseconds = performance.now() - started
  return { words, struck, differences, redone, deadlocks, last, milliseconds }
}
