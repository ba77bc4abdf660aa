/** `lockstep status` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Progress, Run } from '../db/shapes.ts'
import { type Column, grouped, table } from '../table.ts'
import { examples, runNumber } from './arguments.ts'

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

const progressColumns: readonly Column<Progress>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'stage', value: ({ stageKind, isDone }) => (isDone ? 'done' : (stageKind ?? '')) },
  {
    title: 'segments',
    value: ({ segments, segmentsDone }) => `${segmentsDone}/${segments}`,
    isNumber: true,
  },
  { title: 'rows', value: ({ rowsDone }) => grouped(rowsDone), isNumber: true },
  { title: 'differing', value: ({ differing }) => grouped(differing), isNumber: true },
  { title: 'written', value: ({ written }) => grouped(written), isNumber: true },
  { title: 'rejected', value: ({ rejected }) => grouped(rejected), isNumber: true },
]

/** Adds the command. */
export const addStatus = (program: Command, context: () => Context): void => {
  const command = program
    .command('status')
    .description('the latest runs, or how far one run is')
    .argument('[run]', 'number of a run', runNumber)
    .action(async (run: bigint | undefined) => {
      const { lockstep, out } = context()
      if (run === undefined) {
        const runs = await lockstep.status()
        out.result({ runs }, runs.length > 0 ? table(runColumns, runs) : 'no run yet')
        out.next(runs[0] ? `lockstep report ${runs[0].id}` : 'lockstep sync')
      } else {
        const entities = await lockstep.api.progress(run)
        out.result({ run, entities }, table(progressColumns, entities))
        out.next(`lockstep report ${run}`)
      }
    })
  examples(command, 'lockstep status', 'lockstep status 12')
}
