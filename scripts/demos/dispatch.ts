/** The migration that lockstep was made for: a lab's application, 59 tables, with all that is wrong in them. */
import {
  changedRows,
  dispatchMapping,
  foundRejects,
  layDispatchSource,
  layDispatchTarget,
  passDispatchDay,
  plantedRejects,
} from '../lib/dispatch.ts'
import { asking, foundChanges, markOf, rowsWrittenSince } from '../lib/evidence.ts'
import type { Majors, Pair } from '../lib/pair.ts'
import { chapter, count, Failure, lastReport, say, typeLong } from './say.ts'

const REPORT = 'lockstep-demo.html'

/** Tables that the scripts before lockstep never brought over. */
const ONCE_FAILING = [
  'message_attachments',
  'technicians',
  'technician_roles',
  'template_view_groups',
  'template_view_roles',
  'treatment_discussions',
  'brackets',
  'order_cases',
  'purchases',
]

const rowsIn = (url: string): Promise<number> =>
  asking(url, async (sql) => {
    const [row] = await sql`
      select sum((xpath('/row/n/text()', query_to_xml(
        format('select count(*) as n from public.%I', relname), false, true, '')))[1]::text::bigint) as rows
      from pg_stat_user_tables where schemaname = 'public'
    `
    return Number(row?.rows)
  })

const sumOf = (lines: readonly string[]) =>
  lines.reduce((sum, line) => sum + Number(line.split(': ')[1]), 0)

const checkSame = (what: string, found: readonly string[], expected: readonly string[]) => {
  const missing = expected.filter((line) => !found.includes(line))
  const surplus = found.filter((line) => !expected.includes(line))
  if (missing.length + surplus.length === 0) return say(`✓ exactly ${what}\n`)
  throw new Failure(
    `not ${what}\n  expected ${missing.join('; ')}\n  found    ${surplus.join('; ')}`,
  )
}

const showOnceFailing = async (pair: Pair) => {
  const { entities } = await lastReport(pair)
  for (const name of ONCE_FAILING) {
    const found = entities.find(({ entity }) => entity === name)
    if (!found) throw new Failure(`the report lacks ${name}`)
    const [source, synced, rejected, excluded] = [
      'source_rows',
      'synced',
      'rejected',
      'excluded',
    ].map((fact) => count(Number(found[fact])).padStart(7))
    say(
      `${name.padEnd(22)}${source} = ${synced} synced + ${rejected} rejected + ${excluded} excluded`,
    )
  }
  say()
}

const checkChanged = async (pair: Pair) => {
  const found = [...foundChanges((await lastReport(pair)).entities)].flatMap(([entity, states]) =>
    Object.entries(states)
      .filter(([, rows]) => rows > 0)
      .map(([state, rows]) => `${entity} ${state}: ${rows}`),
  )
  const expected = await changedRows(pair)
  checkSame(
    `the ${count(sumOf(expected))} rows that differ now, refused ones among them`,
    found,
    expected,
  )
}

/** Tells it. */
export const dispatchStory = async (pair: Pair, scale: number, majors: Majors) => {
  chapter('The old database, with all its troubles. The new one, empty but for rows of its own')
  await layDispatchSource(pair, { scale })
  await layDispatchTarget(pair)
  const rows = count(await rowsIn(pair.sourceAdminUrl))
  say(`source  PostgreSQL ${majors.source}: ${rows} rows in 59 tables of a Django application`)
  say(
    `target  PostgreSQL ${majors.target} with Supabase's roles: uuid keys, enums, checks, triggers`,
  )
  say('        lockstep works as its role postgres, which is no superuser\n')

  chapter('Install lockstep in the target, link the source, say what becomes what')
  await typeLong(pair, 'lockstep deploy')
  await typeLong(pair, 'lockstep link create')
  await typeLong(pair, `lockstep entity load ${dispatchMapping}`)

  chapter('Bring everything over. What cannot arrive is refused row by row, with its cause')
  await typeLong(pair, 'lockstep sync', 1)
  await typeLong(pair, 'lockstep rejects', 1)
  const planted = await plantedRejects(pair)
  checkSame(
    `the ${count(sumOf(planted))} rows that were made impossible, by their causes`,
    await foundRejects(pair),
    planted,
  )
  say('Nine tables that scripts had failed on for months:\n')
  await showOnceFailing(pair)

  chapter('A day passes: rows change at the source, and behind our back at the target')
  await passDispatchDay(pair)
  await typeLong(pair, 'lockstep compare', 1)
  await checkChanged(pair)
  await typeLong(pair, 'lockstep sync', 1)

  chapter('Once more, with nothing to do')
  const mark = await markOf(pair.targetUrl)
  await typeLong(pair, 'lockstep sync --group core-with-patients', 1)
  const written = await rowsWrittenSince(pair.targetUrl, 'public', mark)
  say(`✓ rows written to the target's tables, as the rows themselves say: ${written}\n`)
  if (written !== 0) throw new Failure('a sync of nothing wrote something')

  chapter('Is the target right? Content, totals, references, money to the cent')
  await typeLong(pair, 'lockstep validate --allow-rejects')

  chapter('What is there to sign: the final report')
  await typeLong(pair, `lockstep report --final --out ${REPORT}`, 1)
  say(`It lies in ${REPORT}: open it in a browser.\n`)
}
