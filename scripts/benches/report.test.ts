import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { verdicts } from './figures.ts'
import type { Measured } from './measure.ts'
import { plotsOf } from './plots.ts'
import { reportPage } from './report.ts'
import { type Result, readResults } from './result.ts'
import { run } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ours = (
  name: string,
  seconds: readonly number[],
  more: Partial<Measured> = {},
): Measured => ({
  name,
  seconds,
  work: seconds.map((one) => one / 2),
  megabytes: { runner: 56, source: 7, target: 45 },
  ...more,
})

const theirs = (name: string, seconds: readonly number[]): Measured => ({
  name,
  seconds,
  megabytes: {},
})

const result = (
  scenario: string,
  measured: readonly Measured[],
  more: Partial<Result> = {},
): Result => ({
  scenario,
  about: `about ${scenario}`,
  rows: 1000,
  at: '2026-01-02T03:04:05.000Z',
  cores: 2,
  measured,
  verdicts: verdicts(measured, [{ kind: 'ratio', of: 'lockstep', by: 'peer <1>', most: 0.5 }]),
  ...more,
})

const same = result('same', [ours('lockstep', [1, 2, 3]), theirs('peer <1>', [5, 5, 5])], {
  share: 0,
})
const some = result('some', [ours('lockstep', [4, 4, 4]), theirs('peer <1>', [6, 6, 6])], {
  share: 1,
})
const growth = result('growth', [
  ours('small', [1], { rows: 1000 }),
  ours('large', [9], {
    rows: 10_000,
    pieces: [0, 1, 2, 3].map((from) => ({ from, to: from + 1, rows: 2500 })),
  }),
])

const titles = (results: readonly Result[]) => plotsOf(results).map(({ title }) => title)

test('a picture for rows, for shares, for runs, and for each comparison with others', () => {
  expect(titles([same, some, growth])).toEqual([
    'Time over rows, both logarithmic: growth',
    'Compare: time over share of changed rows, 1 000 rows',
    'Rows per second over the run: about growth, 1 000 rows',
    'about same, 1 000 rows',
    'about some, 1 000 rows',
  ])
})

test('a line needs two points; several sizes of one scenario give them', () => {
  expect(titles([same])).toEqual(['about same, 1 000 rows'])
  const larger = { ...same, rows: 100_000, measured: [ours('lockstep', [50])] }
  const [rows] = plotsOf([larger, same])
  expect(rows?.title).toBe('Time over rows, both logarithmic: about same')
  expect(rows?.words).toBe('lockstep: 1 000 rows: 2.00 s, 100 000 rows: 50.0 s.')
})

test('each picture says in words what it shows', () => {
  const [rows, shares, run, bars] = plotsOf([some, same, growth])
  expect(rows?.words).toBe('about growth: 1 000 rows: 1.00 s, 10 000 rows: 9.00 s.')
  expect(shares?.words).toBe(
    'lockstep: 0 %: 2.00 s, 1 %: 4.00 s. peer <1>: 0 %: 5.00 s, 1 %: 6.00 s.',
  )
  expect(run?.words).toContain('from 2 500 to 2 500 rows per second')
  expect(bars?.words).toBe('lockstep: 4.00 s (4.00-4.00). peer <1>: 6.00 s (6.00-6.00).')
})

test('the page needs nothing else, and no colour to be read', () => {
  const page = reportPage([same, some, growth])
  expect(page.match(/<div role="img" aria-label="[^"]{20,}"><svg/g)).toHaveLength(5)
  expect(page.match(/<svg/g)).toHaveLength(5)
  expect(page.replaceAll(/xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(
    /https?:|<script|<link|@import/,
  )
  expect(page).toContain('peer &lt;1&gt;')
  expect(page).not.toContain('peer <1')
  expect(page).toContain('✓ reached')
  expect(page).toContain('✗ not reached')
  expect(page).toMatch(/stroke-dasharray/)
  expect(page).toMatch(/<pattern/)
})

test('text takes the colour of the page; pictures do not share names', () => {
  const page = reportPage([same, some, growth])
  const fills = [...page.matchAll(/<text[^>]*fill="([^"]*)"/g)].map(([, fill]) => fill)
  expect(fills.length).toBeGreaterThan(20)
  expect(new Set(fills)).toEqual(new Set(['currentColor']))
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('results of several files go together; the last counts', () => {
  const write = (name: string, content: unknown) => {
    const file = join(folder, name)
    writeFileSync(file, JSON.stringify(content))
    return file
  }
  const first = write('first.json', [same, growth])
  const second = write('second.json', [
    { ...same, cores: 8 },
    { ...same, rows: 5 },
  ])
  expect(
    readResults([first, second]).map(({ scenario, rows, cores }) => [scenario, rows, cores]),
  ).toEqual([
    ['same', 1000, 8],
    ['growth', 1000, 2],
    ['same', 5, 2],
  ])
  const other = write('other.json', { rows: 1 })
  expect(() => readResults([other])).toThrow('is no document of scripts/bench --json')
})

test('--from and --report write the page of what was measured before', async () => {
  const [file, page] = [join(folder, 'saved.json'), join(folder, 'page.html')]
  writeFileSync(file, JSON.stringify([same, some]))
  const words = ['--import', 'tsx', 'scripts/bench.ts', '--from', file, '--report', page]
  const { stdout } = await run(process.execPath, words)
  expect(stdout).toContain('✓ lockstep / peer <1>: 0.400 (goal 0.500)')
  expect(stdout).toContain('✗ lockstep / peer <1>: 0.667 (goal 0.500)')
  expect(readFileSync(page, 'utf8')).toContain('about same, 1 000 rows')
})

test('wrong words are refused before anything starts', async () => {
  const words = ['--import', 'tsx', 'scripts/bench.ts', '--scenario', 'nope']
  await expect(run(process.execPath, words)).rejects.toThrow('there is compare-same')
})
