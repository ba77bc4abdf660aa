import { describe, expect, it } from 'vitest'
import type { PlannedEntity } from '../db/planned.ts'
import { createOutput } from '../output.ts'
import { planText } from './plan.ts'

const out = createOutput({ json: false, color: false, verbose: false })

const plan = (facts: Partial<PlannedEntity> = {}): PlannedEntity => ({
  entity: 'films',
  level: 0,
  resumes: null,
  way: 'ranges',
  obstacle: null,
  sourceRows: 1_204_318n,
  rowsBasis: 'run 3',
  changed: 12n,
  rows: 9_500n,
  bytes: 1_234_567n,
  isMinimum: false,
  segments: 25n,
  seconds: 10,
  secondsAlone: 2,
  secondsBasis: 'run 3',
  statements: [],
  locks: [],
  ...facts,
})

const linesOf = (plans: readonly PlannedEntity[], workers = 2) =>
  planText(plans, workers, out).split('\n')

describe('what a sync would do, as text', () => {
  it('has a line for each entity and one for the sum', () => {
    const lines = linesOf([plan()])
    expect(lines[1]).toMatch(
      /^films +ranges +1 204 318 +run 3 +12 +9 500 +1\.2 MB +25 +10\.0 s +run 3$/,
    )
    expect(lines.at(-1)).toBe(
      '1 entity: about 1.2 MB travel, about 10.0 s of work, 6.0 s at best with 2 workers',
    )
  })

  it('says what is not known, and then what is the least', () => {
    const lines = linesOf([
      plan({ isMinimum: true, changed: null }),
      plan({
        entity: 'homes',
        sourceRows: null,
        rowsBasis: null,
        segments: null,
        seconds: null,
        secondsAlone: null,
        secondsBasis: null,
      }),
    ])
    expect(lines[1]).toMatch(/unknown +at least 9 500/)
    expect(lines[2]).toMatch(/^homes +ranges +unknown +12 +9 500 +1\.2 MB +unknown +unknown$/)
    expect(lines.at(-1)).toMatch(/^2 entities: at least 2\.5 MB travel, at least 10\.0 s of work/)
  })

  it('takes the busiest workers or the longest entity for the time', () => {
    const many = Array.from({ length: 4 }, () => plan({ seconds: 3, secondsAlone: 3 }))
    expect(linesOf(many).at(-1)).toMatch(/12\.0 s of work, 6\.0 s at best with 2 workers$/)
    expect(linesOf([...many, plan({ seconds: 40, secondsAlone: 40 })]).at(-1)).toMatch(
      /, 40\.0 s at best/,
    )
    expect(linesOf(many, 1).at(-1)).toMatch(/12\.0 s of work$/)
  })

  it('shows statements, with how often and how much, and locks of a kind in one line', () => {
    const lock = { side: 'target', mode: 'ROW EXCLUSIVE', purpose: 'written' } as const
    const text = planText(
      [
        plan({
          obstacle: 'it has moved',
          statements: [
            { purpose: 'rows', times: 25, rows: 1000, bytes: 999, sql: 'select a' },
            { purpose: 'keys', times: null, rows: null, bytes: null, sql: 'select b' },
          ],
          locks: [
            { ...lock, table: 'public.a' },
            { ...lock, table: 'public.b' },
            { ...lock, table: 'far.a', side: 'source', mode: 'ACCESS SHARE', purpose: 'read' },
          ],
          resumes: 7n,
        }),
      ],
      1,
      out,
    )
    expect(text).toContain('\n  not by watermark: it has moved\n')
    expect(text).toContain('\n  rows, 25 times: about 1 000 rows, 999 B\n    select a\n')
    expect(text).toContain('\n  keys: nobody knows how many rows\n    select b\n')
    expect(text).toContain('\n  locks ROW EXCLUSIVE (written): public.a, public.b\n')
    expect(text).toContain('\n  locks ACCESS SHARE (read at the source): far.a\n')
    expect(text).toMatch(/run 7 did not end: a sync goes on/)
  })
})
