import { describe, expect, it } from 'vitest'
import type { EntityReport, Report } from '../db/shapes.ts'
import { createOutput } from '../output.ts'
import { exitCodeOfOutcome } from '../run/outcome.ts'
import { markdownReport } from './markdown.ts'
import { sumLine } from './sections.ts'
import { outcomeText } from './text.ts'
import { undoText } from './undo.ts'

const entity: EntityReport = {
  entity: 'film',
  source_rows: '1000',
  insert: '990',
  update: '0',
  conflict: '0',
  drift: '0',
  missing: '0',
  delete: '0',
  unchanged: '0',
  extra: '0',
  synced: '990',
  rejected: '3',
  excluded: '7',
  written: '990',
  accounted: true,
  pushdown: 'full',
  seconds: 0.21,
  rows_per_second: 4761.9,
}

const report: Report = {
  run: '12',
  kind: 'sync',
  dry_run: false,
  state: 'completed',
  in_step: false,
  started_at: '2026-01-31T12:00:00+00:00',
  finished_at: '2026-01-31T12:00:03.4+00:00',
  entities: [entity],
  rejects: [
    {
      entity: 'film',
      reason: 'unresolved_reference',
      sqlstate: null,
      constraint: null,
      column: 'language_id',
      message: 'language not found',
      count: '3',
      example_keys: [['7']],
      remedy: 'add the language',
    },
  ],
  findings: [],
  error: null,
  seconds: 3.4,
}

const out = createOutput({ json: false, color: false, verbose: false })

describe('markdownReport', () => {
  it('adds up every entity', () => {
    expect(sumLine(entity)).toBe('1 000 = 990 + 3 + 7')
    expect(markdownReport(report)).toContain('| film | 1 000 = 990 + 3 + 7 | yes | 990 | 0.21 |')
  })

  it('says when a sum does not add up', () => {
    const wrong = { ...report, entities: [{ ...entity, accounted: false }] }
    expect(markdownReport(wrong)).toContain('**no**')
  })

  it('says no more than it knows of rows that moved', () => {
    const moved = { ...entity, source_rows: '3', synced: null, accounted: null }
    const text = markdownReport({ ...report, in_step: true, entities: [moved] })
    expect(text).toContain('What moved is **in step**.')
    expect(text).toContain('| film | 3 moved | not asked |')
  })

  it('names the causes of rejects, and says when there are none', () => {
    expect(markdownReport(report)).toContain('unresolved_reference')
    expect(markdownReport({ ...report, rejects: [] })).toContain('## Rejects\n\nNone.')
  })

  it('names the error of a failed run', () => {
    const error = { code: 'LSC02', message: 'key is not unique' }
    const text = markdownReport({ ...report, state: 'failed', error })
    expect(text).toContain('Error: LSC02 key is not unique')
    expect(text).toContain('**failed**')
  })
})

describe('outcomeText', () => {
  const lastLine = (text: string) => text.split('\n').at(-1)

  it('ends in the verdict', () => {
    const outcome = { ...report, ending: 'completed' as const }
    expect(lastLine(outcomeText(outcome, out))).toMatch(
      /^✗ not in step, 990 rows written, 3 rejected/,
    )
    expect(lastLine(outcomeText({ ...outcome, in_step: true }, out))).toMatch(
      /^✓ in step, 990 rows written {3}1 entity, 1 000 rows {3}run 12 {3}3.4 s$/,
    )
    const moved = { ...entity, source_rows: '3', synced: null, accounted: null }
    expect(lastLine(outcomeText({ ...outcome, in_step: true, entities: [moved] }, out))).toMatch(
      /^✓ what moved is in step, 990 rows written/,
    )
    expect(lastLine(outcomeText({ ...outcome, kind: 'compare' }, out))).toMatch(
      /^✗ 990 rows out of step, 3 rejected/,
    )
    expect(lastLine(outcomeText({ ...outcome, ending: 'stopped' }, out))).toMatch(
      /^✗ run 12 stopped/,
    )
  })
})

describe('exitCodeOfOutcome', () => {
  it.each([
    ['completed', true, 0],
    ['completed', false, 1],
    ['stopped', false, 4],
    ['paused', true, 4],
    ['cancelled', false, 4],
  ] as const)('%s, in step %s: %i', (ending, in_step, exit) => {
    expect(exitCodeOfOutcome({ ...report, ending, in_step })).toBe(exit)
  })
})

describe('undoText', () => {
  const undone = {
    ...report,
    kind: 'undo' as const,
    ending: 'completed' as const,
    entities: [{ ...entity, insert: '1', update: '13', delete: '2', rejected: '0' }],
    undoes: '7',
    left: [],
  }
  const left = [
    { entity: 'film', state: 'refused', sqlstate: '23505', count: 1n, keys: ['["4"]'] },
    { entity: 'film', state: 'changed', sqlstate: null, count: 2n, keys: ['["5"]', '["6"]'] },
  ]
  const partly = { ...undone, entities: [{ ...entity, rejected: '3' }], left }

  it('counts what was put back', () => {
    expect(undoText(undone, out)).toMatch(/^film +13 +1 +2 +0$/m)
    expect(undoText(undone, out)).toMatch(/✓ 16 rows put back {3}undo of run 7 {3}run 12 {3}3.4 s$/)
    expect(exitCodeOfOutcome(undone)).toBe(0)
  })

  it('says what was left, and why', () => {
    const text = undoText(partly, out)
    expect(text).toMatch(/^film +1 {2}the database refused it 23505 +\["4"\]$/m)
    expect(text).toMatch(/^film +2 {2}somebody changed them since +\["5"\] \["6"\]$/m)
    expect(text).toMatch(/✗ 990 rows put back, 3 left as they are/)
    expect(exitCodeOfOutcome(partly)).toBe(1)
  })

  it('is a conditional in a dry run, and no success when it was stopped', () => {
    expect(undoText({ ...undone, dry_run: true }, out)).toContain('16 rows would be put back')
    const stopped = { ...undone, ending: 'stopped' as const }
    expect(undoText(stopped, out)).toContain('✗ undo of run 7 stopped')
    expect(exitCodeOfOutcome(stopped)).toBe(4)
  })

  it('is a section of its own in Markdown', () => {
    expect(markdownReport(undone)).toContain('| film | 13 | 1 | 2 | 0 |')
    expect(markdownReport(undone)).not.toContain('accounted for')
  })
})
