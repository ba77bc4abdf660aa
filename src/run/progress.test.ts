import { describe, expect, it } from 'vitest'
import type { Progress } from '../db/shapes.ts'
import { createMeter } from './meter.ts'
import { bar, entityLine, paceOf, paceText, screen, share } from './progress.ts'

const row = (facts: Partial<Progress>): Progress => ({
  entity: 'film',
  stageKind: 'range',
  segments: 4n,
  segmentsDone: 1n,
  rowsDone: 250n,
  rowsExpected: 1000n,
  differing: 0n,
  written: 250n,
  rejected: 0n,
  isDone: false,
  ...facts,
})

describe('paceOf', () => {
  it('tells rate and time left', () => {
    expect(paceOf([row({})], 0n, 5)).toEqual({
      rowsDone: 250n,
      rowsExpected: 1000n,
      rowsPerSecond: 50,
      timeLeft: 15,
    })
  })

  it('does not count what was done before this process began', () => {
    expect(paceOf([row({})], 200n, 5).rowsPerSecond).toBe(10)
  })

  it('cannot tell the time left at the start, nor beyond what was expected', () => {
    expect(paceOf([row({ rowsDone: 1000n })], 0n, 1).timeLeft).toBeNull()
    expect(paceOf([row({ rowsDone: 0n })], 0n, 0).timeLeft).toBeNull()
  })

  it('expects no less than there is, and no more of what is done', () => {
    expect(paceOf([row({ rowsExpected: null })], 0n, 1).rowsExpected).toBe(250n)
    expect(paceOf([row({ isDone: true })], 0n, 1).rowsExpected).toBe(250n)
  })
})

describe('what is shown', () => {
  it('draws a bar', () => {
    expect(bar(0.5, 4)).toBe('██░░')
    expect(share(5n, 0n, false)).toBe(0)
    expect(share(9n, 3n, false)).toBe(0.99)
    expect(share(3n, 9n, true)).toBe(1)
  })

  it('says rows, rate and time left', () => {
    const pace = { rowsDone: 1200n, rowsExpected: 5000n, rowsPerSecond: 600, timeLeft: 6.3 }
    expect(paceText(pace)).toBe('1 200 of 5 000 rows   600 rows/s   6.3 s left')
  })

  it('says rejects only when there are some', () => {
    expect(entityLine(row({}), 4)).not.toContain('rejected')
    expect(entityLine(row({ rejected: 2n }), 4)).toContain('2 rejected')
  })

  it('shows a few active entities and the whole run', () => {
    const rows = [row({ isDone: true }), ...Array.from({ length: 9 }, () => row({}))]
    expect(screen(rows, paceOf(rows, 0n, 1))).toHaveLength(7)
  })
})

describe('createMeter', () => {
  const meterAt = (isTerminal: boolean) => {
    const written: string[] = []
    const clock = { now: 0 }
    const write = (text: string) => void written.push(text)
    const meter = createMeter({ isTerminal, columns: 40, write, now: () => clock.now })
    return { meter, written, clock }
  }

  it('says one line for each finished entity in a pipe, and one every five seconds otherwise', () => {
    const { meter, written, clock } = meterAt(false)
    meter.show([row({})])
    clock.now = 4_000
    meter.show([row({})])
    expect(written).toEqual([])
    clock.now = 5_000
    meter.show([row({})])
    expect(written).toHaveLength(1)
    meter.show([row({ isDone: true })])
    meter.show([row({ isDone: true })])
    expect(written.slice(1)).toEqual(['film: 250 rows, 250 written, 0 rejected\n'])
  })

  it('redraws on a terminal, within its width, and cleans up', () => {
    const { meter, written } = meterAt(true)
    meter.show([row({})])
    meter.show([row({})])
    expect(written[1]).toBe('\u001b[2A\u001b[0J')
    expect(Math.max(...(written[0] ?? '').split('\n').map((line) => line.length))).toBe(39)
    meter.clear()
    meter.clear()
    expect(written).toHaveLength(4)
  })
})
