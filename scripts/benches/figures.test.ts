import { expect, test } from 'vitest'
import { median, rates, ratio, verdicts } from './figures.ts'
import { type Contender, type Observation, rounds } from './measure.ts'

test('the middle one of odd and even many', () => {
  expect(median([9, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('a ratio is the middle of those of each round, not that of the middles', () => {
  expect(ratio([1, 10, 3], [2, 10, 1])).toBe(1)
  expect(median([1, 10, 3]) / median([2, 10, 1])).toBe(1.5)
})

test('goals are reached or not, and left out when somebody was not there', () => {
  const seen = [
    { name: 'ours', seconds: [1, 1], megabytes: {} },
    { name: 'theirs', seconds: [2, 2], megabytes: {} },
  ]
  expect(
    verdicts(seen, [
      { kind: 'ratio', of: 'ours', by: 'theirs', most: 0.5 },
      { kind: 'ratio', of: 'ours', by: 'theirs', most: 0.49 },
      { kind: 'ratio', of: 'ours', by: 'theirs' },
      { kind: 'ratio', of: 'ours', by: 'nobody', most: 1 },
      { kind: 'work', of: 'ours', most: 1 },
    ]),
  ).toEqual([
    { about: 'ours / theirs', unit: '', measured: 0.5, most: 0.5, isReached: true },
    { about: 'ours / theirs', unit: '', measured: 0.5, most: 0.49, isReached: false },
    { about: 'ours / theirs', unit: '', measured: 0.5 },
  ])
})

test('growth is told for each row', () => {
  const seen = [
    { name: 'small', rows: 100, seconds: [1, 2], megabytes: {} },
    { name: 'large', rows: 1000, seconds: [11, 22], megabytes: {} },
  ]
  const [found] = verdicts(seen, [{ kind: 'row ratio', of: 'large', by: 'small', most: 1.15 }])
  expect(found?.measured).toBeCloseTo(1.1)
  expect(found?.isReached).toBe(true)
})

test('work is a limit of its own; memory is the most of what is lockstep', () => {
  const seen = [
    { name: 'one', seconds: [9], work: [0.1, 0.3, 0.2], megabytes: { runner: 60, target: 90 } },
    { name: 'two', seconds: [9], work: [0.1], megabytes: { runner: 121, source: 257, target: 5 } },
    { name: 'theirs', seconds: [9], megabytes: { runner: 900, source: 900 } },
  ]
  expect(
    verdicts(seen, [{ kind: 'work', of: 'one', most: 0.2 }]).map(
      ({ measured, unit, isReached }) => [measured, unit, isReached],
    ),
  ).toEqual([
    [0.2, 's', true],
    [121, 'MB', false],
    [257, 'MB', false],
  ])
})

test('rows per second: each piece counts where it was worked on, and no row is lost', () => {
  const found = rates(
    [
      { from: 1, to: 3, rows: 200 },
      { from: 2, to: 5, rows: 300 },
    ],
    4,
  )
  expect(found).toEqual([100, 200, 100, 100])
})

test('everybody takes turns, each round in the other direction; what was seen is kept', async () => {
  const order: string[] = []
  const contender = (name: string): Contender => ({
    name,
    prepare: async () => void order.push(`prepare ${name}`),
    work: async () => {
      order.push(name)
      return name
    },
  })
  const looks: Observation[] = [
    { megabytes: { runner: 5, target: 9 }, work: 1, pieces: [{ from: 0, to: 1, rows: 7 }] },
    { megabytes: { runner: 1 } },
    { megabytes: { runner: 2 } },
    { megabytes: { runner: 7, target: 3 }, work: 2, pieces: [{ from: 0, to: 1, rows: 8 }] },
  ]
  const observer = {
    begin: () => ({ end: async () => looks.shift() ?? { megabytes: {} } }),
  }
  const found = await rounds([contender('a'), contender('b')], 2, observer, () => {})

  expect(order).toEqual(['a', 'b', 'b', 'a'].flatMap((name) => [`prepare ${name}`, name]))
  expect(found).toEqual([
    {
      name: 'a',
      seconds: [expect.any(Number), expect.any(Number)],
      work: [1, 2],
      megabytes: { runner: 7, target: 9 },
      pieces: [{ from: 0, to: 1, rows: 8 }],
    },
    {
      name: 'b',
      seconds: [expect.any(Number), expect.any(Number)],
      megabytes: { runner: 2 },
    },
  ])
})
