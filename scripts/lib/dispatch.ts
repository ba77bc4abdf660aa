/** The dispatch sample: the database of a lab, generated at any scale, and what was planted in it. */
import { readdirSync } from 'node:fs'
import { loadDumps } from './dump.ts'
import { asking } from './evidence.ts'
import type { Pair } from './pair.ts'
import { home } from './samples.ts'

const folder = `${home}db/samples/dispatch/`

/** Its mapping, as a path from the repository's folder. */
export const dispatchMapping = 'db/samples/dispatch/mapping'

/** An option: comments in threads. */
export const dispatchThreads = 'db/samples/dispatch/options/threads'

/** How large, and which of all such databases. */
export interface Dispatch {
  /** 1: 10 million rows. */
  readonly scale: number
  readonly seed?: number
}

const filesIn = (name: string) =>
  readdirSync(folder + name)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => `${folder}${name}/${file}`)

const settingsOf = ({ scale, seed = 1 }: Dispatch) => ({
  'sample.scale': String(scale),
  'sample.seed': String(seed),
})

type Sides = Pick<Pair, 'sourceAdminUrl' | 'targetUrl'>

/** Generates the source. */
export const layDispatchSource = ({ sourceAdminUrl }: Sides, dispatch: Dispatch) =>
  loadDumps(sourceAdminUrl, filesIn('source'), settingsOf(dispatch))

/** Creates the target's tables, with the rows of its own. */
export const layDispatchTarget = ({ targetUrl }: Sides) => loadDumps(targetUrl, filesIn('target'))

/** Lets a day pass on both sides. */
export const passDispatchDay = async (pair: Sides) => {
  await loadDumps(pair.sourceAdminUrl, [`${folder}changes/source.sql`])
  await loadDumps(pair.targetUrl, [`${folder}changes/target.sql`])
}

/** Lines `entity what: rows`, in order. */
const lines = (url: string, query: string): Promise<readonly string[]> =>
  asking(url, async (sql) => {
    const rows = await sql.unsafe(query).values()
    return rows.map(([entity, what, count]) => `${entity} ${what}: ${count}`).sort()
  })

/** Rows that cannot arrive, by entity and cause: as the generator has planted them. */
export const plantedRejects = ({ sourceAdminUrl }: Sides) =>
  lines(
    sourceAdminUrl,
    `select entity, cause, sum(rows) from sample.planted where outcome = 'rejected' group by 1, 2`,
  )

/** The same as lockstep has found them. */
export const foundRejects = ({ targetUrl }: Sides) =>
  lines(
    targetUrl,
    `select entity, concat_ws(' ', reason, sqlstate, "constraint", "column"), sum(rows)
    from lockstep.reject_causes() group by 1, 2`,
  )

/** Rows that differ after that day, by entity and state: those that changed, and those still refused. */
export const changedRows = ({ sourceAdminUrl }: Sides) =>
  lines(
    sourceAdminUrl,
    `select entity, state, sum(rows)
    from (
      select entity, state, rows from sample.changed
      union all
      select entity, 'insert', rows from sample.planted where outcome = 'rejected'
    ) as c
    group by 1, 2`,
  )

/** Rows that filters leave out, by entity: as the source counts them now. */
export const leftOut = ({ sourceAdminUrl }: Sides) =>
  lines(sourceAdminUrl, `select entity, 'excluded', sum(rows) from sample.left_out group by 1`)
