/**
 * Lines and bars as SVG, to be put into a page. Text and axes have the page's own colour, so that one
 * picture is for light and dark; lines differ by symbol and dash, bars by their names, not by colour alone.
 */
import { type EChartsOption, init } from 'echarts'

/** A line. */
export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** What an axis counts, and how a number of it reads. */
export interface Axis {
  readonly name: string
  readonly isLog?: boolean
  /** Whole numbers only. */
  readonly isWhole?: boolean
  readonly text: (value: number) => string
}

export interface Bar {
  readonly name: string
  readonly value: number
  /** Stands behind the bar. */
  readonly text: string
  /** Hatched, if it is not what the picture is about. */
  readonly isOther: boolean
}

const INK = 'currentColor'

/** Each has a contrast of at least 3 to white and to black. Okabe and Ito's, somewhat darker where needed. */
const COLOURS = ['#0072b2', '#c75300', '#00805c', '#b3588b', '#767676', '#8a6a00']
const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond', 'pin', 'arrow']
const DASHES = ['solid', 'dashed', 'dotted'] as const

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T =>
  list[index % list.length] as T

const WIDTH = 760

const draw = (height: number, option: EChartsOption): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { color: INK, fontFamily: 'system-ui, sans-serif', fontSize: 13 },
      ...option,
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose() // its clock would keep the process alive
  }
}

const axis = ({ name, isLog = false, isWhole = false, text }: Axis) => ({
  type: isLog ? ('log' as const) : ('value' as const),
  ...(isWhole ? { interval: 1 } : {}),
  name,
  nameLocation: 'middle' as const,
  nameTextStyle: { color: INK },
  axisLine: { show: true, lineStyle: { color: INK } },
  axisLabel: { color: INK, formatter: text, hideOverlap: true },
  splitLine: { lineStyle: { color: INK, opacity: 0.15 } },
  minorSplitLine: { show: false },
})

/** Values from the smallest to the largest; a logarithmic axis begins and ends with whole decades. */
const extent = (series: readonly Series[], of: 0 | 1, { isLog = false }: Axis) => {
  const values = series.flatMap(({ points }) => points.map((point) => point[of]))
  if (!isLog) return of === 1 ? { min: 0 } : { min: Math.min(...values), max: Math.max(...values) }
  const decade = (value: number, round: (number: number) => number) =>
    10 ** round(Math.log10(value))
  const min = decade(Math.min(...values), Math.floor)
  return { min, max: Math.max(10 * min, decade(Math.max(...values), Math.ceil)) }
}

/** Lines over numbers. */
export const lines = (x: Axis, y: Axis, series: readonly Series[], isStepped = false): string =>
  draw(360 + 22 * series.length, {
    grid: { left: 80, right: 40, top: 24 + 22 * series.length, bottom: 56 },
    legend: {
      top: 0,
      left: 60,
      orient: 'vertical',
      itemWidth: 48,
      textStyle: { color: INK },
    },
    xAxis: { ...axis(x), ...extent(series, 0, x), nameGap: 32 },
    yAxis: { ...axis(y), ...extent(series, 1, y), nameGap: 58 },
    series: series.map(({ name, points }, index) => ({
      type: 'line' as const,
      name,
      data: points.map((point) => [...point]),
      symbol: pick(SYMBOLS, index),
      symbolSize: 9,
      lineStyle: { width: 2, type: pick(DASHES, index) },
      ...(isStepped ? { step: 'end' as const } : {}),
    })),
  })

/** Bars from left to right, one below the other. */
export const bars = (unit: Axis, list: readonly Bar[]): string =>
  draw(64 + 34 * list.length, {
    grid: { left: 230, right: 150, top: 8, bottom: 48 },
    xAxis: { ...axis(unit), min: 0, nameGap: 30 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: list.map(({ name }) => name),
      axisLabel: { color: INK, width: 215, overflow: 'break' },
      axisLine: { lineStyle: { color: INK } },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        barWidth: 20,
        data: list.map(({ value, text, isOther }) => ({
          value,
          label: { show: true, position: 'right', color: INK, formatter: text },
          itemStyle: isOther
            ? {
                color: '#767676',
                decal: {
                  symbol: 'rect',
                  dashArrayX: [1, 0],
                  dashArrayY: [2, 4],
                  rotation: 0.8,
                  color: 'rgba(255, 255, 255, 0.6)',
                },
              }
            : { color: '#0072b2' },
        })),
      },
    ],
  })
