import { describe, expect, it } from 'vitest'
import { type Column, duration, grouped, markdownTable, table } from './table.ts'

interface Row {
  readonly name: string
  readonly rows: bigint
}

const columns: readonly Column<Row>[] = [
  { title: 'name', value: ({ name }) => name },
  { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
]

describe('grouped', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_204_318n, '1 204 318'],
    ['46273', '46 273'],
  ])('%s is %s', (value, text) => {
    expect(grouped(value)).toBe(text)
  })
})

describe('duration', () => {
  it.each([
    [0.214, '0.21 s'],
    [2.44, '2.4 s'],
    [200, '3 min 20 s'],
    [3_900, '1 h 05 min'],
  ])('%d is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})

describe('table', () => {
  it('aligns names left and numbers right', () => {
    const rows = [
      { name: 'film', rows: 1000n },
      { name: 'größe', rows: 7n },
    ]
    expect(table(columns, rows)).toBe('name    rows\nfilm   1 000\ngröße      7')
  })

  it('gives colour no room and leaves no space at the end', () => {
    const painted = [{ name: '\u001b[31mx\u001b[0m', rows: 1n }]
    expect(table(columns, painted)).toBe('name  rows\n\u001b[31mx\u001b[0m        1')
    expect(table([{ title: 'a', value: () => '' }], [{}])).toBe('a\n')
  })

  it('is only titles without rows', () => {
    expect(table(columns, [])).toBe('name  rows')
  })
})

describe('markdownTable', () => {
  it('escapes what would break a cell', () => {
    expect(markdownTable(columns, [{ name: 'a|b\nc', rows: 2n }])).toBe(
      '| name | rows |\n|---|--:|\n| a\\|b c | 2 |',
    )
  })
})
