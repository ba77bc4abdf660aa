/** What the commands that step have in common. */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import { outcomeText } from '../report/text.ts'
import { createMeter } from '../run/meter.ts'
import { exitCodeOfOutcome, type LimitedOptions, type Outcome } from '../run/outcome.ts'
import { listenForStop } from '../run/stop.ts'
import { positive } from './arguments.ts'

/** Options of every command that steps. */
export interface StepFlags {
  readonly workers: number
  readonly retries?: number
  readonly batchRows?: number
}

/** Adds how many steps at a time, and how often to try again. */
export const addWorkers = (command: Command): Command =>
  command
    .addOption(new Option('--workers <n>', 'steps at a time').argParser(positive).default(2))
    .option('--retries <n>', 'failures in a row before giving up (default: 12)', positive)

/** Adds those of sync, compare and detect. */
export const addStepFlags = (command: Command): Command =>
  addWorkers(command).option(
    '--batch-rows <n>',
    "rows of a step, instead of each entity's own number",
    positive,
  )

/** Shows progress on a stream. */
export const meterOn = (stream: NodeJS.WriteStream) =>
  createMeter({
    isTerminal: stream.isTTY ?? false,
    columns: stream.columns || 80,
    write: (text) => void stream.write(text),
    now: () => performance.now(),
  })

/** What is printed of an outcome. */
export type Telling<T> = (outcome: T, out: Output) => string | Promise<string>

/** Runs a verb with progress and Ctrl-C, prints what came out, and sets the exit code. */
export const drivenBy = async <T extends Outcome>(
  { out, finish }: Context,
  verb: (options: LimitedOptions) => Promise<T>,
  telling: Telling<T> = outcomeText,
  showsValues = false,
): Promise<T> => {
  const stop = listenForStop(out.note)
  const meter = meterOn(process.stderr)
  try {
    const outcome = await verb({
      stop,
      onProgress: (progress) => meter.show(progress),
      onStart: (run) => out.debug(`run ${run}`),
    })
    meter.clear()
    out.result(outcome, await telling(outcome, out), showsValues)
    finish(exitCodeOfOutcome(outcome))
    return outcome
  } finally {
    meter.clear()
  }
}
