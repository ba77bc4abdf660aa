/** What sync, compare and detect have in common on the command line. */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { RunOptions } from '../options.ts'
import { outcomeText } from '../report/text.ts'
import { createMeter } from '../run/meter.ts'
import { exitCodeOfOutcome, type Outcome } from '../run/outcome.ts'
import { listenForStop } from '../run/stop.ts'
import { positive } from './arguments.ts'

/** Options of every command that steps. */
export interface StepFlags {
  readonly workers: number
  readonly batchRows?: number
}

/** Adds them. */
export const addStepFlags = (command: Command): Command =>
  command
    .addOption(new Option('--workers <n>', 'steps at a time').argParser(positive).default(2))
    .option('--batch-rows <n>', "rows of a step, instead of each entity's own number", positive)

const meterOn = (stream: NodeJS.WriteStream) =>
  createMeter({
    isTerminal: stream.isTTY ?? false,
    columns: stream.columns || 80,
    write: (text) => void stream.write(text),
    now: () => performance.now(),
  })

/** Runs a verb with progress and Ctrl-C, prints what came out, and sets the exit code. */
export const drivenBy = async (
  { out, finish }: Context,
  verb: (options: RunOptions) => Promise<Outcome>,
  extra: (outcome: Outcome) => Promise<string> = async () => '',
): Promise<Outcome> => {
  const stop = listenForStop(out.note)
  const meter = meterOn(process.stderr)
  try {
    const outcome = await verb({
      stop,
      onProgress: (progress) => meter.show(progress),
      onStart: (run) => out.debug(`run ${run}`),
    })
    meter.clear()
    const more = await extra(outcome)
    out.result(outcome, [outcomeText(outcome, out), ...(more ? [more] : [])].join('\n'))
    finish(exitCodeOfOutcome(outcome))
    return outcome
  } finally {
    meter.clear()
  }
}
