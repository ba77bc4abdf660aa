import { describe, expect, it } from 'vitest'
import { age, collect, duration, positive, ratio, runNumber, timestamp } from './arguments.ts'

describe('arguments', () => {
  it('are read', () => {
    expect(positive('4')).toBe(4)
    expect(ratio('0.25')).toBe(0.25)
    expect(runNumber('9007199254740993')).toBe(9007199254740993n)
    expect(timestamp('2026-01-31T12:00:00Z')).toBe('2026-01-31T12:00:00Z')
    expect([duration('90s'), duration('30m'), duration('2h')]).toEqual([90, 1800, 7200])
    expect([age('30d'), age('0d')]).toEqual(['30d', '0d'])
    expect(collect('b', collect('a'))).toEqual(['a', 'b'])
  })

  it.each([
    [positive, ['0', '-1', '1.5', 'x', '', '3000000000']],
    [ratio, ['-0.1', '1.1', 'x', '']],
    [runNumber, ['x', '-1', '1.5', '']],
    [timestamp, ['soon', '2026-13-45']],
    [duration, ['abc', '0s', '-1h', '90', '1.5h', '21d', '1e3s', 'NaN', '']],
    [age, ['abc', '-1d', '30', '36501d', '30 days', 'Infinityd', '']],
  ])('%o refuses what does not fit', (read, bad) => {
    for (const text of bad) expect(() => read(text), text).toThrow(/It must be/)
  })
})
