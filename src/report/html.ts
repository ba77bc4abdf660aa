/** Reports as pages with pictures. */
import type { KeyCell, PastRun, ReportCharts } from '../db/charts.ts'
import type { FinalReport } from '../db/readiness.ts'
import type { EntityReport, Report } from '../db/shapes.ts'
import { isAchieved } from '../run/outcome.ts'
import { type Column, counted, duration, grouped } from '../table.ts'
import { keyText } from './columns.ts'
import { finalSections, finalVerdict } from './final.ts'
import { type Block, folded, htmlFigure, htmlTable, page } from './page.ts'
import type { Whole } from './pictures.ts'
import { errorText, sectionsOf, verdict } from './sections.ts'
import { type Section, type Sheet, sheetOf } from './sheet.ts'

type Pictures = typeof import('./pictures.ts')

const idOf = (title: string) => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

/** Those parts have this title in all reports. */
const SUMS = 'Every row accounted for'

const THE_FIGURES = 'The figures as a table'

const block = (title: string, html: string): Block => ({ id: idOf(title), title, html })

const tableBlock = ({ title, sheet, none }: Section, picture = ''): Block =>
  block(title, sheet.rows.length > 0 ? picture + htmlTable(title, sheet) : `<p>${none}</p>`)

const second = (time: string | null) =>
  time === null ? '–' : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const percent = (share: number) => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`

/** As many bars as one looks at. */
const MOST = 40

const STATES = ['insert', 'update', 'conflict', 'drift', 'missing'] as const

const stateBar = (row: EntityReport): Whole => {
  const differing = STATES.reduce((sum, name) => sum + Number(row[name]), 0)
  const same = [
    { name: 'unchanged', rows: Number(row.unchanged) },
    { name: 'excluded', rows: Number(row.excluded ?? 0) },
  ] as const
  const all = same.reduce((sum, { rows }) => sum + rows, differing)
  return {
    name: row.entity,
    text: differing === 0 ? 'none' : `${grouped(differing)} of ${grouped(all)}`,
    parts: [same[0], ...STATES.map((name) => ({ name, rows: Number(row[name]) })), same[1]],
  }
}

/** What has become of the rows of an entity. */
type Sums = Pick<EntityReport, 'entity' | 'source_rows' | 'synced' | 'excluded' | 'accounted'> & {
  readonly rejected: string | null
}

const sumBar = ({ entity, source_rows, accounted, ...counts }: Sums): Whole => {
  const parts = (['synced', 'rejected', 'excluded'] as const).map((name) => ({
    name,
    rows: Number(counts[name] ?? 0),
  }))
  const known = parts.reduce((sum, { rows }) => sum + rows, 0)
  const lost = { name: 'not accounted for', rows: Math.max(Number(source_rows) - known, 0) }
  return { name: entity, text: accounted ? 'adds up' : 'does not add up', parts: [...parts, lost] }
}

const rest = (all: number) =>
  all > MOST ? ` The first ${MOST} of ${grouped(all)}; the table has all.` : ''

const stateFigure = (pictures: Pictures, rows: readonly EntityReport[]) =>
  htmlFigure('states', pictures.wholes(rows.slice(0, MOST).map(stateBar)), {
    label: `Bars of the states of all rows at the source, for ${counted(rows.length, 'entity', 'entities')}. The table below has the figures.`,
    caption: `Each bar is all rows at the source; to the right, how many differed. Small parts are drawn wider than they are.${rest(rows.length)}`,
  })

const sumFigure = (pictures: Pictures, rows: readonly Sums[]) => {
  const asked = rows.filter(({ accounted }) => accounted !== null)
  if (asked.length === 0) return ''
  return htmlFigure('sums', pictures.wholes(asked.slice(0, MOST).map(sumBar)), {
    label: `Bars of what became of all rows at the source, for ${counted(asked.length, 'entity', 'entities')}. The table below has the figures.`,
    caption: `Each bar is all rows at the source. Small parts are drawn wider than they are.${rest(asked.length)}`,
  })
}

interface PlacedCell extends KeyCell {
  readonly entity: string
}

/** What is spread over cells need not be whole. */
const approximately = (rows: number) =>
  Number.isInteger(rows) || rows >= 100 ? grouped(Math.round(rows)) : rows.toFixed(1)

const cellColumns: readonly Column<PlacedCell>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'from key', value: ({ lower }) => keyText(lower), isNumber: true },
  { title: 'to key', value: ({ upper }) => keyText(upper), isNumber: true },
  { title: 'rows, about', value: ({ rows }) => grouped(rows), isNumber: true },
  { title: 'differing', value: ({ differing }) => approximately(differing), isNumber: true },
  { title: 'share', value: ({ share }) => percent(share), isNumber: true },
]

const foldedTable = (title: string, sheet: Sheet) => folded(THE_FIGURES, htmlTable(title, sheet))

const keyBlock = (pictures: Pictures, { keys }: ReportCharts): readonly Block[] => {
  if (keys.length === 0) return []
  const title = 'Where differences lie'
  const cells = keys.flatMap(({ entity, cells: all }) =>
    all.filter(({ differing }) => differing > 0).map((cell) => ({ ...cell, entity })),
  )
  const rough = keys.filter(({ is_exact }) => !is_exact).map(({ entity }) => entity)
  const how = rough.length > 0 ? ` Known by segments only: ${rough.join(', ')}.` : ''
  const ranked = keys.filter(({ is_ranked }) => is_ranked).map(({ entity }) => entity)
  const order =
    ranked.length > 0
      ? ` Parts of as many rows each, not of equal width: ${ranked.join(', ')}.`
      : ''
  const figure = htmlFigure('keys', pictures.keyMaps(keys), {
    label: `A strip of the keys of ${counted(keys.length, 'entity', 'entities')}, from the smallest to the greatest; marks show where rows differ. The table below has the figures.`,
    caption: `From the smallest key to the greatest. The higher and stronger a mark, the more of the rows there differed.${how}${order}`,
  })
  return [block(title, figure + foldedTable(title, sheetOf(cellColumns, cells)))]
}

const columnBlock = (pictures: Pictures, { columns }: ReportCharts): readonly Block[] => {
  if (columns.length === 0) return []
  const title = 'Columns that differ'
  const sheet = sheetOf(
    [
      { title: 'column', value: ({ entity, column }) => `${entity}.${column}` },
      { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
    ],
    columns,
  )
  const figure = htmlFigure('columns', pictures.columnBars(columns), {
    label: `Bars of the ${counted(columns.length, 'column')} that differ in most rows. The table below has the figures.`,
    caption: 'In how many rows each target column is not what the mapping makes of the source.',
  })
  return [block(title, figure + foldedTable(title, sheet))]
}

const paceBlock = (pictures: Pictures, { pace }: ReportCharts): readonly Block[] => {
  if (pace.length === 0) return []
  const title = 'Rows per second'
  const rows = (value: number) => grouped(Math.round(value))
  const sheet = sheetOf(
    [
      { title: 'from second', value: ({ seconds }) => seconds.toFixed(1), isNumber: true },
      { title: 'looked at', value: ({ rows_per_second }) => rows(rows_per_second), isNumber: true },
      {
        title: 'written',
        value: ({ written_per_second }) => rows(written_per_second),
        isNumber: true,
      },
    ],
    pace,
  )
  const most = Math.max(...pace.map(({ rows_per_second }) => rows_per_second))
  const figure = htmlFigure('pace', pictures.paceLines(pace), {
    label: `Rows per second over the time of the run, ${rows(most)} at most. The table below has the figures.`,
    caption: 'The rows of a step are spread evenly over the time that it took.',
  })
  return [block(title, figure + foldedTable(title, sheet))]
}

const runColumns: readonly Column<PastRun>[] = [
  { title: 'run', value: ({ run }) => run, isNumber: true },
  { title: 'kind', value: ({ kind, dry_run }) => (dry_run ? `dry ${kind}` : kind) },
  { title: 'finished', value: ({ finished_at }) => second(finished_at) },
  { title: 'rows at the source', value: ({ source_rows }) => grouped(source_rows), isNumber: true },
  { title: 'differed', value: ({ differing }) => grouped(differing), isNumber: true },
  { title: 'rejected', value: ({ rejected }) => grouped(rejected), isNumber: true },
]

const historyBlock = (pictures: Pictures, history: readonly PastRun[]): readonly Block[] => {
  if (history.length < 2) return []
  const title = 'Differences from run to run'
  const figure = htmlFigure('history', pictures.historyBars(history), {
    label: `Bars of the rows that differed in ${counted(history.length, 'run')}. The table below has the figures.`,
    caption:
      'Rows that were not the same on both sides when the run came; a sync has written them. Each line is ten times the one below.',
  })
  return [block(title, figure + foldedTable(title, sheetOf(runColumns, history)))]
}

const load = (): Promise<Pictures> => import('./pictures.ts')

/** The page of a run. */
export const htmlReport = async (report: Report, charts: ReportCharts): Promise<string> => {
  const pictures = await load()
  const { run, kind, state, dry_run, entities, seconds, started_at, finished_at } = report
  const figures: Readonly<Record<string, (rows: readonly EntityReport[]) => string>> = {
    [SUMS]: (rows) => sumFigure(pictures, rows),
    States: (rows) => stateFigure(pictures, rows),
  }
  const error = errorText(report)
  const tables = sectionsOf(report).map((part) =>
    tableBlock(part, entities.length > 0 ? figures[part.title]?.(entities) : ''),
  )
  const place = tables.findIndex(({ title }) => title === 'Rejects')
  const isMeant = ({ entity }: { readonly entity: string }) =>
    entities.some((known) => known.entity === entity)
  const meant = {
    ...charts,
    keys: charts.keys.filter(isMeant),
    columns: charts.columns.filter(isMeant),
  }
  const drawn = [
    ...keyBlock(pictures, meant),
    ...columnBlock(pictures, meant),
    ...paceBlock(pictures, charts),
    ...historyBlock(pictures, charts.history),
  ]
  return page(
    {
      title: `lockstep ${kind}, run ${run}`,
      isGood: isAchieved(report),
      verdict: `${verdict(report)}${error ? ` ${error}` : ''}`,
      facts: [
        ['State', `${state}${dry_run ? ', dry run' : ''}`],
        ['Started', second(started_at)],
        ['Finished', second(finished_at)],
        ['Took', duration(seconds)],
        ['Entities', grouped(entities.length)],
      ],
    },
    [...tables.slice(0, place), ...drawn, ...tables.slice(place)],
  )
}

/** The page that says whether everything is ready. */
export const htmlFinal = async (final: FinalReport): Promise<string> => {
  const pictures = await load()
  const sums = final.entities.map((row) => ({
    ...row,
    source_rows: row.source_rows ?? '0',
    accounted: row.unaccounted === null ? null : row.unaccounted === '0',
  }))
  return page(
    {
      title: 'lockstep: final report',
      isGood: final.ready,
      verdict: finalVerdict(final),
      facts: [
        ['As of', second(final.at)],
        ['Entities', grouped(final.entities.length)],
        ['Open', grouped(final.open.length)],
        ['Muted', grouped(final.muted.length)],
        ['lockstep', final.version ?? '–'],
      ],
    },
    [
      ...finalSections(final).map((part) =>
        tableBlock(part, part.title === SUMS ? sumFigure(pictures, sums) : ''),
      ),
      ...historyBlock(pictures, final.history),
    ],
  )
}
