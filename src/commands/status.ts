/** `lockstep status` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Run, RunState } from '../db/shapes.ts'
import { toJson } from '../output.ts'
import { statusLine, statusLines } from '../report/status.ts'
import { createRedraw } from '../run/redraw.ts'
import { listenForStop } from '../run/stop.ts'
import { type Column, grouped, table } from '../table.ts'
import { examples, runNumber, seconds } from './arguments.ts'

interface Flags {
  readonly watch?: boolean
  readonly interval?: number
}

const kindText = ({ kind, isDry, undoes }: Run) =>
  `${kind}${undoes === null ? '' : ` of ${undoes}`}${isDry ? ' (dry)' : ''}`

const runColumns: readonly Column<Run>[] = [
  { title: 'run', value: ({ id }) => `${id}`, isNumber: true },
  { title: 'kind', value: kindText },
  { title: 'status', value: ({ status }) => status },
  { title: 'created', value: ({ createdAt }) => createdAt.slice(0, 19) },
  { title: 'finished', value: ({ finishedAt }) => finishedAt?.slice(0, 19) ?? '' },
  { title: 'entities', value: ({ entities }) => grouped(entities.length), isNumber: true },
  { title: 'error', value: ({ errorCode, error }) => [errorCode, error].filter(Boolean).join(' ') },
]

const documentOf = ({ run, entities, workers }: RunState) => ({
  run: run.id,
  kind: run.kind,
  status: run.status,
  silentSeconds: run.silentSeconds,
  error: run.error,
  entities,
  workers,
})

const list = async ({ lockstep, out }: Context): Promise<void> => {
  const runs = await lockstep.status()
  out.result({ runs }, runs.length > 0 ? table(runColumns, runs) : 'no run yet')
  const working = runs.find(({ status }) => status === 'running')
  if (working) out.next('lockstep status --watch', `run ${working.id} is at work`)
  else out.next(runs[0] ? `lockstep report ${runs[0].id}` : 'lockstep sync')
}

const nextOf = ({ id, status }: Run): string => {
  if (status === 'running' || status === 'pending') return `lockstep status ${id} --watch`
  return status === 'paused' ? `lockstep resume ${id}` : `lockstep report ${id}`
}

const show = async ({ lockstep, out }: Context, run: bigint): Promise<void> => {
  const state = await lockstep.state(run)
  out.result(documentOf(state), statusLines(state, out).join('\n'))
  out.next(nextOf(state.run))
}

/** A line for each look that found something else than the last one. */
const liner = ({ out }: Context) => {
  let last = ''
  return (state: RunState): void => {
    const facts = JSON.stringify(JSON.parse(toJson(documentOf(state))))
    const news = facts.replaceAll(/"(silentSeconds|seconds)":[\d.]+/g, '')
    if (news !== last) out.part(out.json ? facts : statusLine(state))
    last = news
  }
}

/** Draws over the last look. */
const drawer = ({ out }: Context) => {
  const { stdout } = process
  const { columns = 80 } = stdout
  const redraw = createRedraw({ columns, write: (text) => void stdout.write(text) })
  return (state: RunState): void => redraw.draw(statusLines(state, out, stdout.rows))
}

const watch = async (context: Context, run: bigint | undefined, flags: Flags): Promise<void> => {
  const { lockstep, out } = context
  const say = process.stdout.isTTY && !out.json ? drawer(context) : liner(context)
  const stop = listenForStop(() => {})
  let last: RunState | undefined
  for await (const state of lockstep.watch({ run, interval: flags.interval, stop })) {
    say(state)
    last = state
  }
  if (last) out.next(nextOf(last.run))
}

/** Adds the command. */
export const addStatus = (program: Command, context: () => Context): void => {
  const command = program
    .command('status')
    .description('the latest runs, or how far one run is and who works on it')
    .argument('[run]', 'number of a run', runNumber)
    .option('--watch', 'again and again, until the run is over (without a run: until Ctrl-C)')
    .option('--interval <seconds>', 'between two looks (default: 2)', seconds)
    .action(async (run: bigint | undefined, flags: Flags) => {
      if (flags.watch) await watch(context(), run, flags)
      else if (run === undefined) await list(context())
      else await show(context(), run)
    })
  examples(
    command,
    'lockstep status',
    'lockstep status 12',
    'lockstep status --watch',
    'lockstep status 12 --watch --interval 0.5 | tee progress.txt',
  )
}
