/** A run from its start to its report. */

import type { AdoptionCause } from '../db/adoption.ts'
import type { AnalysedEntity } from '../db/analysis.ts'
import type { Api } from '../db/api.ts'
import type { Changes, Difference, Report } from '../db/shapes.ts'
import { before, tailLogs } from '../db/tail.ts'
import { EXIT, type ExitCode, LockstepError } from '../errors.ts'
import { type DriveOptions, drive, type Resumption, type Target } from './loop.ts'
import { persist } from './retry.ts'
import { neverStop, stopWithin } from './stop.ts'
import type { Ending } from './worker.ts'

/** How to drive a run, and for how long. */
export interface LimitedOptions extends DriveOptions {
  /** Seconds after which it stops behind its current step; the same call resumes it. */
  readonly maxSeconds?: number | undefined
  /** Told the number of the run when it starts. */
  readonly onStart?: ((run: bigint) => void) | undefined
}

/** The report of a run, and how this process left it. */
export interface Outcome extends Report {
  /** `stopped`: asked to stop; the same call resumes the run. */
  readonly ending: Ending
}

/** The report of a validation. */
export interface Validation extends Outcome {
  /** Is there no finding of level error that nobody muted? */
  readonly passed: boolean
}

/** The report of an undo. */
export interface UndoOutcome extends Outcome {
  /** The run that it undoes. */
  readonly undoes: string
  /** Rows that it left as they are. */
  readonly left: readonly Difference[]
}

/** The report of a detect. */
export interface DetectOutcome extends Outcome {
  readonly changes: readonly Changes[]
  /** Keys of each state, the first few. */
  readonly differences: readonly Difference[]
}

/** The report of an adoption. */
export interface AdoptOutcome extends Outcome {
  /** What could not be matched. */
  readonly causes: readonly AdoptionCause[]
}

/** The report of an analysis. */
export interface AnalyzeOutcome extends Outcome {
  readonly analysed: readonly AnalysedEntity[]
}

/** Rows that an undo could not put back. */
export const rowsLeft = ({ entities }: Report): bigint =>
  entities.reduce((sum, { rejected }) => sum + BigInt(rejected ?? '0'), 0n)

/** Did the run reach what it is for: both sides in step, everything put back, or analysed? */
export const isAchieved = (report: Report): boolean => {
  const { kind, state, in_step } = report
  if (kind === 'analyze') return state === 'completed'
  return kind === 'undo' ? state === 'completed' && rowsLeft(report) === 0n : in_step
}

/** 0 in step or undone, 1 not quite, 4 not at its end. */
export const exitCodeOfOutcome = (outcome: Outcome): ExitCode => {
  if (outcome.ending !== 'completed') return EXIT.stopped
  return isAchieved(outcome) ? EXIT.inStep : EXIT.outOfStep
}

const refuseFailed = (ending: Ending, report: Report): void => {
  if (ending !== 'failed') return
  const { code = 'failed', message = `run ${report.run} failed` } =
    typeof report.error === 'object' ? (report.error ?? {}) : { message: report.error }
  throw new LockstepError(code, message, { hint: `lockstep report ${report.run}` })
}

/** How a run comes to be. */
export interface Beginning {
  /** Plans it or takes it up, and returns its number. Safe to repeat when an answer got lost. */
  readonly begin: (api: Api) => Promise<bigint>
  /** Does the same call take it up again if it did not end? */
  readonly isResumed: boolean
}

const driveWithin = async (target: Target, run: bigint, options: LimitedOptions & Resumption) => {
  const { maxSeconds, stop = neverStop } = options
  if (maxSeconds === undefined) return drive(target, run, options)
  const limited = stopWithin(stop, maxSeconds, () =>
    target.note('the time is over: stopping after the current step'),
  )
  try {
    return await drive(target, run, { ...options, stop: limited.stop })
  } finally {
    limited.clear()
  }
}

/** Starts (or resumes) a run, drives it, and reports. Throws when it fails. */
export const runToReport = async (
  target: Target,
  { begin, isResumed }: Beginning,
  options: LimitedOptions,
): Promise<Outcome> => {
  const { note, debug } = target
  const { stop = neverStop, retries } = options
  const patience = { note, debug, retries, soft: stop.soft }
  await target.ready()
  const { onLog, api } = target
  const from = onLog ? await before(api) : null
  const run = await persist(() => target.long(begin), patience)
  options.onStart?.(run)
  const tail = onLog && tailLogs(api, from, { run }, onLog)
  try {
    const ending = await driveWithin(target, run, { ...options, isResumed })
    const last = { ...patience, soft: neverStop.soft }
    const report = await persist(() => target.long((door) => door.report(run)), last)
    refuseFailed(ending, report)
    return { ...report, ending }
  } finally {
    await tail?.stop()
  }
}
