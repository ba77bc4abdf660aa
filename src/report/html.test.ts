import { describe, expect, it } from 'vitest'
import type { ReportCharts } from '../db/charts.ts'
import type { FinalReport } from '../db/readiness.ts'
import type { EntityReport, Report } from '../db/shapes.ts'
import { isAchieved } from '../run/outcome.ts'
import { csvFinal, csvReport } from './csv.ts'
import { markdownFinal } from './final.ts'
import { htmlFinal, htmlReport } from './html.ts'
import { markdownReport } from './markdown.ts'
import { classOf, shortened, widthsOf } from './pictures.ts'

const HOSTILE = `<b onload="x">&'|`

const entity = (name: string, counts: Partial<EntityReport> = {}): EntityReport => ({
  entity: name,
  source_rows: '1000',
  insert: '0',
  update: '0',
  conflict: '0',
  drift: '0',
  missing: '0',
  delete: '0',
  unchanged: '1000',
  extra: '0',
  synced: '1000',
  rejected: '0',
  excluded: '0',
  written: '0',
  accounted: true,
  pushdown: 'full',
  seconds: 0.2,
  rows_per_second: 5000,
  ...counts,
})

const report = (more: Partial<Report> = {}): Report => ({
  run: '7',
  kind: 'detect',
  dry_run: false,
  state: 'completed',
  in_step: false,
  started_at: '2026-01-31T12:00:00+00:00',
  finished_at: '2026-01-31T12:00:03+00:00',
  entities: [entity('film', { update: '1', unchanged: '999' }), entity('actor')],
  rejects: [],
  findings: [],
  error: null,
  seconds: 3,
  ...more,
})

const cells = [0, 0.0005, 0.3].map((share, at) => ({
  lower: `${at * 10}`,
  upper: `${at * 10 + 9}`,
  rows: '10',
  differing: share * 10,
  share,
}))

const past = (run: string, differing: string) => ({
  run,
  kind: 'sync',
  dry_run: false,
  finished_at: '2026-01-31T12:00:00+00:00',
  source_rows: '10',
  differing,
  rejected: '0',
})

const charts: ReportCharts = {
  keys: [{ entity: 'film', key: HOSTILE, is_exact: true, is_ranked: false, cells }],
  columns: [{ entity: 'film', column: HOSTILE, rows: '12' }],
  pace: [
    { seconds: 0, rows_per_second: 1000, written_per_second: 0 },
    { seconds: 1, rows_per_second: 3000, written_per_second: 10 },
  ],
  history: [past('5', '1000'), past('6', '0')],
}

const finding = {
  check: 'unique',
  level: 'error' as const,
  entity: 'film',
  detail: `column ${HOSTILE}`,
  remedy: null,
  key: 'unique:film',
  rows: '3',
  example_keys: [['`1`']],
}

describe('a page', () => {
  it('needs nothing else: no script, no address, and a policy that forbids both', async () => {
    const page = await htmlReport(report(), charts)
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(page).not.toMatch(/<script|<link|<img|@import|url\((?!#)/)
    const addresses = page.match(/https?:\/\/[^"]*/g) ?? []
    expect(new Set(addresses)).toEqual(
      new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink']),
    )
  })

  it('takes no name for a tag', async () => {
    const findings = [finding]
    for (const page of [
      await htmlReport(report({ findings, entities: [entity(HOSTILE)] }), charts),
      await htmlReport(report({ kind: 'validate', findings, error: HOSTILE }), charts),
    ]) {
      expect(page).not.toContain('<b onload')
      expect(page).toContain('&lt;b onload')
    }
  })

  it('has each picture with a name, and its figures as a table', async () => {
    const page = await htmlReport(report(), charts)
    const names = [...page.matchAll(/<svg [^>]*role="img" aria-labelledby="([^"]+)">/g)]
    expect(names.map(([, id]) => id)).toEqual(
      ['sums', 'states', 'keys', 'columns', 'pace', 'history'].map((id) => `${id}-title`),
    )
    expect(page.match(/<caption>/g)).toHaveLength(6)
    expect(page).toContain('<th scope="row">film</th>')
    expect(page).toMatch(/<td class="number">20<\/td><td class="number">29<\/td>.*30.0 %/)
  })

  it('calls nothing the same twice', async () => {
    const page = await htmlReport(report(), charts)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.length).toBeGreaterThan(10)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('draws no picture of what there is nothing of', async () => {
    const none = { keys: [], columns: [], pace: [], history: [past('5', '0')] }
    const page = await htmlReport(report({ entities: [] }), none)
    expect(page).not.toContain('<svg')
    expect(page).toContain('<p>None.</p>')
  })

  it('fits every kind of run', async () => {
    const headings = async (more: Partial<Report>) => {
      const page = await htmlReport(report(more), { ...charts, keys: [], columns: [] })
      return [...page.matchAll(/<h2 [^>]*>([^<]*)/g)].map(([, title]) => title)
    }
    const drawn = ['Rows per second', 'Differences from run to run', 'Rejects', 'Findings']
    expect(await headings({ kind: 'undo' })).toEqual(['Rows put back', ...drawn])
    const analysis = [{ entity: 'film', facts: { source: { rows: 1 } } }]
    expect(await headings({ kind: 'analyze', analysis })).toEqual(['Analysis: source', ...drawn])
    expect(await headings({ kind: 'validate' })).toEqual([
      'Every row accounted for',
      'States',
      ...drawn,
    ])
  })

  it('says first what the run came to', async () => {
    expect(await htmlReport(report(), charts)).toMatch(
      /class="verdict bad">.*✗<\/span> Source and target are <strong>out of step<\/strong>/,
    )
    expect(await htmlReport(report({ in_step: true }), charts)).toMatch(/class="verdict good">.*✓/)
  })
})

describe('parts of a bar', () => {
  const parts = (...rows: number[]) => rows.map((n) => ({ name: '', rows: n }))

  it('are 100 in all, and one row of a million is seen', () => {
    const [large = 0, small = 0, none] = widthsOf(parts(999_999, 1, 0))
    expect(small).toBeGreaterThan(0.5)
    expect(large + small).toBeCloseTo(100)
    expect(none).toBe(0)
    expect(widthsOf(parts(1, 3))).toEqual([25, 75])
    expect(widthsOf(parts(0, 0))).toEqual([0, 0])
  })
})

describe('a long name', () => {
  it('keeps its begin and its end', () => {
    expect(shortened('film', 4)).toBe('film')
    expect(shortened('abcdefgh', 5)).toBe('ab…gh')
    expect(shortened('abcdefgh', 6)).toBe('abc…gh')
  })
})

describe('classes of cells', () => {
  it.each([
    [0, 0],
    [0.000001, 1],
    [0.001, 1],
    [0.0011, 2],
    [0.5, 4],
    [0.51, 5],
    [1, 5],
  ])('%f is of class %i', (share, expected) => {
    expect(classOf(share)).toBe(expected)
  })
})

const final = (more: Partial<FinalReport> = {}): FinalReport => ({
  ready: false,
  verdict: 'not ready: film: 3 rows are rejected',
  at: '2026-01-31T13:00:00+01:00',
  version: '0.1.0',
  entities: [
    {
      entity: 'film',
      target: 'public.film',
      sync_run: '3',
      sync_at: '2026-01-31T12:00:00+00:00',
      whole_run: '3',
      is_current: true,
      source_rows: '1000',
      synced: '990',
      rejected: '3',
      excluded: '7',
      unaccounted: '0',
      extra: '0',
      comparison_run: '4',
      comparison_at: '2026-01-31T12:10:00+00:00',
      is_deep: true,
      differing: '0',
      validation_run: null,
      validation_at: null,
      is_sampled: null,
      errors: '0',
      open_rejects: '3',
      set_aside: '0',
    },
  ],
  tables: [
    {
      source_table: 'public.film',
      estimated_rows: '1000',
      rows_go_to: ['film'],
      read_by: ['rental', 'stock'],
      unread_columns: ['secret'],
    },
    {
      source_table: 'public.kind',
      estimated_rows: '9',
      rows_go_to: [],
      read_by: ['film'],
      unread_columns: [],
    },
    {
      source_table: 'public.x',
      estimated_rows: '2',
      rows_go_to: [],
      read_by: [],
      unread_columns: ['id'],
    },
  ],
  open: [{ ...finding, rows: '3' }],
  steps: [
    { command: 'lockstep rejects film', why: '3 rows are rejected', level: 'error' },
    { command: 'map it', why: 'no entity reads table x', level: 'warning' },
  ],
  rejects: [],
  doctor: [],
  muted: [{ key: 'clock', reason: 'known', muted_at: '2026-01-01T00:00:00+00:00' }],
  history: charts.history,
  ...more,
})

describe('the final report', () => {
  it('as Markdown: verdict, steps in their order, each entity, what is muted and why', () => {
    const text = markdownFinal(final())
    expect(text).toContain(
      'It is **not ready**: film: 3 rows are rejected. Findings that somebody muted: 1. As of 2026-01-31 12:00 UTC',
    )
    expect(text).toContain('| `lockstep rejects film` | 3 rows are rejected | yes |')
    expect(text).toContain('| `map it` | no entity reads table x | recommended |')
    expect(text).toContain(
      '| film | run 3, 2026-01-31 12:00 | run 4, 2026-01-31 12:10, deep | 0 | never |  |',
    )
    expect(text).toContain('| film | public.film | 1 000 = 990 + 3 + 7 | 0 | 3 | 0 |')
    expect(text).toContain('| public.film | 1 000 | film | rental, stock | secret |')
    expect(text).toContain('| public.kind | 9 | looked up only | film |  |')
    expect(text).toContain('| public.x | 2 | not read |  | id |')
    expect(text).toContain('| `clock` | known |')
    expect(markdownFinal(final({ ready: true, verdict: 'ready', muted: [] }))).toContain(
      'Everything is **ready**. As of',
    )
  })

  it('as a page', async () => {
    const page = await htmlFinal(final())
    expect(page).toMatch(/class="verdict bad">.*not ready/)
    expect(page).not.toContain('<b onload')
    expect(await htmlFinal(final({ ready: true }))).toContain('class="verdict good"')
  })

  it('as CSV', () => {
    expect(csvFinal(final()).split('\r\n')[1]).toMatch(
      /^film,public\.film,1000,990,3,7,0,0,3,2026-01-31T12:00:00\+00:00,3,true,4,.*,true,0,,,,0,3,0$/,
    )
  })
})

describe('CSV', () => {
  it('has a row per entity, and no text that a spreadsheet takes for a formula', () => {
    const bad = ['=1+1', '+1', '-1', '@x', 'a"b', 'a,b', 'a\nb'].map((name) => entity(name))
    const text = csvReport(report({ entities: bad }))
    expect(text.split('\r\n')[0]).toMatch(/^entity,source_rows,synced,rejected,excluded,accounted,/)
    expect(text).toContain(`\r\n'=1+1,1000,1000,0,0,true,`)
    for (const name of [`'+1`, `'-1`, `'@x`, '"a""b"', '"a,b"', '"a\nb"'])
      expect(text).toContain(`\r\n${name},1000,`)
  })

  it('has nothing where nothing is known', () => {
    const moved = entity('film', { synced: null, excluded: null, accounted: null })
    expect(csvReport(report({ entities: [moved] }))).toContain('\r\nfilm,1000,,0,,,')
  })

  it('has the facts of an analysis, and the findings of a validation', () => {
    const facts = { rows: '3', refused: { amount: { null: '2' } }, causes: ['x'] }
    const analysis = [{ entity: 'film', facts }]
    expect(csvReport(report({ kind: 'analyze', analysis }))).toBe(
      'entity,fact,value\r\nfilm,rows,3\r\nfilm,refused.amount.null,2\r\nfilm,causes.1,x',
    )
    expect(csvReport(report({ kind: 'validate', findings: [finding] }))).toMatch(
      /^key,check,level,entity,rows,detail,remedy,example_keys\r\nunique:film,unique,error,film,3,/,
    )
  })
})

describe('Markdown of other runs', () => {
  it('has the facts of an analysis: single ones, groups, lists', () => {
    const analysis = [
      {
        entity: 'film',
        facts: {
          state: 'behind',
          source: { rows: 1204318, null_keys: 0 },
          refusals: [{ column: 'a', rows: 3 }, { column: 'b' }],
        },
      },
      { entity: 'actor', facts: { state: null, source: { rows: 7 }, refusals: [] } },
    ]
    const text = markdownReport(report({ kind: 'analyze', analysis }))
    expect(text).toContain('Both sides are **analysed**.')
    expect(text).not.toContain('## States')
    expect(isAchieved(report({ kind: 'analyze', analysis }))).toBe(true)
    expect(isAchieved(report({ kind: 'analyze', analysis, state: 'failed' }))).toBe(false)
    expect(text).toContain('| entity | state |\n|---|---|\n| film | behind |\n| actor |  |')
    expect(text).toContain(
      '## Analysis: source\n\n| entity | rows | null keys |\n|---|--:|--:|\n| film | 1 204 318 | 0 |\n| actor | 7 |  |',
    )
    expect(text).toContain(
      '| entity | column | rows |\n|---|---|--:|\n| film | a | 3 |\n| film | b |  |',
    )
  })

  it('says how a deep comparison paired rows, and what was only passing', () => {
    const deep = [entity('film', { pairing: 'derive', settled: '12' }), entity('actor')]
    const text = markdownReport(report({ kind: 'compare', entities: deep }))
    expect(text).toContain('| film | by the key computed from that of the source | 12 |')
    expect(markdownReport(report())).not.toContain('## Pairs')
  })

  it('has rows and keys of a validation, and tags are none', () => {
    const text = markdownReport(report({ kind: 'validate', findings: [finding] }))
    expect(text).toContain('The validation **failed**.')
    expect(text).toContain(`| column &lt;b onload="x">&'\\| | 3 | \`\` ["\`1\`"] \`\` |`)
  })
})
