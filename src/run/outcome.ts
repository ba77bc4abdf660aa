/** A run from its start to its report. */
import type { RunRequest } from '../db/api.ts'
import type { Report } from '../db/shapes.ts'
import { EXIT, type ExitCode, LockstepError } from '../errors.ts'
import { type DriveOptions, drive, type Target } from './loop.ts'
import type { Ending } from './worker.ts'

/** The report of a run, and how this process left it. */
export interface Outcome extends Report {
  /** `stopped`: asked to stop; the same call resumes the run. */
  readonly ending: Ending
}

/** 0 in step, 1 out of step, 4 not at its end. */
export const exitCodeOfOutcome = ({ ending, in_step }: Outcome): ExitCode => {
  if (ending !== 'completed') return EXIT.stopped
  return in_step ? EXIT.inStep : EXIT.outOfStep
}

const refuseFailed = (ending: Ending, report: Report): void => {
  if (ending !== 'failed') return
  const { code = 'failed', message = `run ${report.run} failed` } =
    typeof report.error === 'object' ? (report.error ?? {}) : { message: report.error }
  throw new LockstepError(code, message, { hint: `lockstep report ${report.run}` })
}

/** Starts (or resumes) a run, drives it, and reports. Throws when it fails. */
export const runToReport = async (
  target: Target,
  request: RunRequest,
  options: DriveOptions & { readonly onStart?: ((run: bigint) => void) | undefined },
): Promise<Outcome> => {
  const run = await target.long((api) => api.startRun(request))
  options.onStart?.(run)
  const ending = await drive(target, run, options)
  const report = await target.long((api) => api.report(run))
  refuseFailed(ending, report)
  return { ...report, ending }
}
