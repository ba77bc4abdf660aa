/** The dispatch sample from the first row to the report: how long each part takes. */
import {
  dispatchMapping,
  layDispatchSource,
  layDispatchTarget,
  passDispatchDay,
} from '../lib/dispatch.ts'
import type { Observation } from './measure.ts'
import { observing } from './observe.ts'
import { openStage, type Ran, type Stage } from './stage.ts'

/** One part of the migration. */
export interface Part {
  readonly name: string
  readonly seconds: number
  /** Rows at the source that it looked at, and rows that it wrote. */
  readonly rows?: number
  readonly written?: number
  /** Rows that the source sent, sums of blocks among them. */
  readonly sent?: number
  readonly megabytes?: Observation['megabytes']
}

interface Document {
  readonly entities: readonly {
    readonly source_rows: string | null
    readonly rejected: string | null
    readonly excluded: string | null
    readonly written: string | null
  }[]
}

const sumOf = ({ entities }: Document, fact: keyof Document['entities'][number]) =>
  entities.reduce((sum, entity) => sum + Number(entity[fact] ?? 0), 0)

const sentSoFar = async ({ farAdmin }: Stage): Promise<number> => {
  const [row] = await farAdmin`
    select coalesce(sum(rows), 0)::float8 as sent from pg_stat_statements where query ilike 'fetch%'
  `
  return Number(row?.sent)
}

/** Measures one command of lockstep. */
const measured = async (stage: Stage, name: string, line: string): Promise<Part> => {
  const sent = await sentSoFar(stage)
  const look = observing(stage).begin()
  const start = performance.now()
  const ran: Ran = await stage.lockstep(line, [0, 1])
  const seconds = (performance.now() - start) / 1000
  const { megabytes } = await look.end(ran)
  const part = { name, seconds, megabytes, sent: (await sentSoFar(stage)) - sent }
  if (!ran.stdout.startsWith('{')) return part
  const document = JSON.parse(ran.stdout) as Document
  return { ...part, rows: sumOf(document, 'source_rows'), written: sumOf(document, 'written') }
}

const timed = async (name: string, work: () => Promise<unknown>): Promise<Part> => {
  const start = performance.now()
  await work()
  return { name, seconds: (performance.now() - start) / 1000 }
}

/** All parts, one after the other; `tell` hears of each when it is over. */
export const measureDispatch = async (
  scale: number,
  tell: (part: Part) => void,
): Promise<readonly Part[]> => {
  const stage = await openStage(false, { shared_preload_libraries: 'pg_stat_statements' })
  const parts: Part[] = []
  const take = async (part: Promise<Part>) => {
    parts.push(await part)
    tell(parts.at(-1) as Part)
  }
  const sides = { sourceAdminUrl: stage.source.ownerUrl(), targetUrl: stage.target.url }
  try {
    await stage.farAdmin`create extension pg_stat_statements`
    await take(timed('generate the source', () => layDispatchSource(sides, { scale })))
    await stage.farAdmin`vacuum analyze`
    await layDispatchTarget(sides)
    await take(
      timed('deploy, link', async () => {
        await stage.lockstep('deploy')
        await stage.lockstep('link create')
      }),
    )
    await take(timed('load the mapping', () => stage.lockstep(`entity load ${dispatchMapping}`)))
    await take(measured(stage, 'first migration', 'sync --json'))
    await stage.nearAdmin`vacuum analyze`
    await take(measured(stage, 'compare, nothing changed', 'compare --json'))
    await passDispatchDay(sides)
    await take(measured(stage, 'sync of a day', 'sync --json'))
    await take(measured(stage, 'compare --deep', 'compare --deep --json'))
    await take(measured(stage, 'validate', 'validate --json'))
    await take(timed('final report', () => stage.lockstep('report --final --json', [0, 1])))
    return parts
  } finally {
    await stage.stop()
  }
}
