/** Which pictures results give. */
import { type Bar, bars, lines, type Series } from './charts.ts'
import { median, rates } from './figures.ts'
import type { Measured } from './measure.ts'
import type { Result } from './result.ts'

/** A picture, and all that it shows in words. */
export interface Plot {
  readonly title: string
  readonly svg: string
  readonly words: string
}

/** 1 234 567 */
export const inGroups = (number: number): string =>
  Math.round(number).toLocaleString('en-US').replaceAll(',', ' ')

/** 0.33 s, 12.1 s, 129 s */
export const seconds = (number: number): string =>
  `${number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0)} s`

const short = (number: number): string => {
  if (number >= 1e6) return `${number / 1e6} M`
  return number >= 1e3 ? `${number / 1e3} k` : String(number)
}

const told = (
  series: readonly Series[],
  x: (number: number) => string,
  y: (number: number) => string,
) =>
  series
    .map(({ name, points }) => {
      const values = points.map((point) => `${x(point[0])}: ${y(point[1])}`)
      return `${name}: ${values.join(', ')}.`
    })
    .join(' ')

/** Points of the same name become a line; a line needs two of them. */
const linesOf = (points: readonly (readonly [name: string, x: number, y: number])[]) => {
  const found = new Map<string, [number, number][]>()
  for (const [name, x, y] of points) found.set(name, [...(found.get(name) ?? []), [x, y]])
  return [...found].flatMap(([name, list]): Series[] => {
    const points = list.toSorted((a, b) => a[0] - b[0])
    return new Set(list.map(([x]) => x)).size > 1 ? [{ name, points }] : []
  })
}

const SECONDS = { name: 'seconds', text: (value: number) => String(value) }

const rowsPlot = (title: string, series: readonly Series[]): readonly Plot[] =>
  series.length === 0
    ? []
    : [
        {
          title: `Time over rows, both logarithmic: ${title}`,
          svg: lines(
            { name: 'rows', isLog: true, text: short },
            { ...SECONDS, isLog: true },
            series,
          ),
          words: told(series, (rows) => `${inGroups(rows)} rows`, seconds),
        },
      ]

/** Scenarios of several sizes in one picture, and one for each that was measured with several --rows. */
const overRows = (results: readonly Result[]): readonly Plot[] => {
  const points = results.flatMap(({ about, rows, measured }) =>
    measured.map((one) => ({
      about,
      isSized: one.rows !== undefined,
      name: one.rows === undefined ? one.name : about,
      point: [one.rows ?? rows, median(one.seconds)] as const,
    })),
  )
  const seriesOf = (list: typeof points) =>
    linesOf(list.map(({ name, point }) => [name, ...point] as const))
  const others = points.filter(({ isSized }) => !isSized)
  return [
    ...rowsPlot('growth', seriesOf(points.filter(({ isSized }) => isSized))),
    ...[...new Set(others.map(({ about }) => about))].flatMap((about) =>
      rowsPlot(about, seriesOf(others.filter((one) => one.about === about))),
    ),
  ]
}

/** One picture for each number of rows. */
const overShare = (results: readonly Result[]): readonly Plot[] => {
  const sizes = [
    ...new Set(results.flatMap(({ share, rows }) => (share === undefined ? [] : rows))),
  ]
  return sizes.flatMap((size): Plot[] => {
    const shared = results.filter(({ rows }) => rows === size)
    const shares = shared.flatMap(({ share }) => share ?? []).toSorted((a, b) => a - b)
    const series = linesOf(
      shared.flatMap(({ share, measured }) =>
        share === undefined
          ? []
          : measured.map((one) => [one.name, shares.indexOf(share), median(one.seconds)] as const),
      ),
    )
    if (series.length === 0) return []
    const text = (index: number) => (shares[index] === undefined ? '' : `${shares[index]} %`)
    return [
      {
        title: `Compare: time over share of changed rows, ${inGroups(size)} rows`,
        svg: lines(
          { name: 'changed rows, scattered (not to scale)', isWhole: true, text },
          SECONDS,
          series,
        ),
        words: told(series, text, seconds),
      },
    ]
  })
}

const PARTS = 20

const rateSeries = ({ name, rows, seconds: took, pieces = [] }: Measured): Series => {
  const values = rates(pieces, PARTS)
  const points = [...values, values.at(-1) ?? 0].map(
    (rate, part) => [(part / PARTS) * 100, rate] as const,
  )
  const size = rows === undefined ? '' : `, ${inGroups(rows)} rows`
  return { name: `${name}${size}, ${seconds(took.at(-1) ?? 0)}`, points }
}

const ENOUGH = 4

/** Of those who wrote in at least some steps, over the last round. */
const overRun = (result: Result): readonly Plot[] => {
  const series = result.measured
    .filter(({ pieces = [] }) => pieces.length >= ENOUGH)
    .map(rateSeries)
  if (series.length === 0) return []
  const words = series.map(({ name, points }) => {
    const values = points.map(([, rate]) => rate)
    return `${name}: from ${inGroups(Math.min(...values))} to ${inGroups(Math.max(...values))} rows per second, ${inGroups(median(values))} in the middle.`
  })
  return [
    {
      title: `Rows per second over the run: ${result.about}, ${inGroups(result.rows)} rows`,
      svg: lines(
        {
          name: 'part of the run, from its first row written to its last',
          text: (part) => `${part} %`,
        },
        { name: 'rows per second', text: short },
        series,
        true,
      ),
      words: words.join(' '),
    },
  ]
}

/** Scenarios in which somebody else than lockstep works, too. */
const besideOthers = ({ about, rows, measured }: Result): readonly Plot[] => {
  const list = measured.map((one): Bar => {
    const [low, high] = [Math.min(...one.seconds), Math.max(...one.seconds)]
    const value = median(one.seconds)
    const spread = one.seconds.length > 1 ? ` (${low.toFixed(2)}-${high.toFixed(2)})` : ''
    return { name: one.name, value, text: `${seconds(value)}${spread}`, isOther: !one.work }
  })
  if (!list.some(({ isOther }) => isOther)) return []
  return [
    {
      title: `${about}, ${inGroups(rows)} rows`,
      svg: bars(SECONDS, list),
      words: list.map(({ name, text }) => `${name}: ${text}.`).join(' '),
    },
  ]
}

/** All pictures: growth, changes, runs, and lockstep beside others. */
export const plotsOf = (results: readonly Result[]): readonly Plot[] => [
  ...overRows(results),
  ...overShare(results),
  ...results.flatMap(overRun),
  ...results.flatMap(besideOthers),
]
