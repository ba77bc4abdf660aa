/** The pictures of a report. Loads the charts library: only where a page is made. */
import type { ColumnCount, KeyMap, Pace, PastRun } from '../db/charts.ts'
import { duration, grouped } from '../table.ts'
import { keyText } from './columns.ts'
import { draw, legend, nameAxis, type Pattern, surface, valueAxis, WIDTH } from './draw.ts'

/** A part of a bar. */
export interface Part {
  readonly name: string
  readonly rows: number
}

/** A bar that stands for all rows of an entity. */
export interface Whole {
  readonly name: string
  readonly parts: readonly Part[]
  /** Stands behind it. */
  readonly text: string
}

const LOOKS: Readonly<Record<string, readonly [colour: string, pattern: Pattern]>> = {
  unchanged: ['calm', 'none'],
  synced: ['green', 'none'],
  insert: ['blue', 'none'],
  update: ['sky', 'rising'],
  conflict: ['red', 'dense'],
  drift: ['orange', 'falling'],
  missing: ['purple', 'dots'],
  rejected: ['red', 'dense'],
  excluded: ['grey', 'level'],
  'not accounted for': ['yellow', 'upright'],
}

const lookOf = (name: string) => surface(...(LOOKS[name] ?? (['grey', 'none'] as const)))

/** The least that a part takes of a bar, in per cent, so that a single row is seen. */
const LEAST = 0.6

/** Widths of the parts, 100 in all; what small ones get too much comes from the largest. */
export const widthsOf = (parts: readonly Part[]): readonly number[] => {
  const all = parts.reduce((sum, { rows }) => sum + rows, 0)
  const widths = parts.map(({ rows }) => (rows > 0 ? Math.max((100 * rows) / all, LEAST) : 0))
  const most = Math.max(...widths)
  const excess = widths.reduce((sum, width) => sum + width, 0) - 100
  const place = widths.indexOf(most)
  return widths.map((width, index) => (index === place && all > 0 ? width - excess : width))
}

const GUTTER = 190

/** As many characters as there is room for; of a longer name the middle is left out. */
export const shortened = (name: string, most: number): string => {
  if (name.length <= most) return name
  const half = Math.floor((most - 1) / 2)
  return `${name.slice(0, most - 1 - half)}…${name.slice(-half)}`
}

/** A name that fits beside a bar. */
const beside = (name: string) => shortened(name, 22)

/** Bars of 100 % each, one below the other. */
export const wholes = (list: readonly Whole[]): string => {
  const names = (list[0]?.parts ?? []).map(({ name }) => name)
  const used = names.filter((_, at) => list.some(({ parts }) => (parts[at]?.rows ?? 0) > 0))
  const widths = list.map(({ parts }) => widthsOf(parts))
  const rows = { inverse: true, axisPointer: { show: false } }
  return draw(84 + 30 * list.length, {
    legend: legend(used),
    grid: { left: GUTTER, right: GUTTER - 20, top: 36, bottom: 40 },
    xAxis: { ...valueAxis('', (value) => `${value} %`), min: 0, max: 100 },
    yAxis: [
      {
        ...nameAxis(list.map(({ name }) => beside(name))),
        ...rows,
      },
      {
        ...nameAxis(list.map(({ text }) => text)),
        ...rows,
        position: 'right',
      },
    ],
    series: used.map((name) => ({
      type: 'bar',
      name,
      stack: 'all',
      barWidth: 18,
      itemStyle: lookOf(name),
      data: widths.map((line) => line[names.indexOf(name)] ?? 0),
    })),
  })
}

/** Up to which share of differing rows a cell is of which class; beyond the last it is of one more. */
const CLASSES = [0.001, 0.01, 0.1, 0.5]
const CLASS_NAMES = ['up to 0.1 %', 'up to 1 %', 'up to 10 %', 'up to 50 %', 'more']

/** 0 for none, 5 for most. */
export const classOf = (share: number): number =>
  share === 0 ? 0 : 1 + CLASSES.filter((bound) => share > bound).length

const STRIP = 62

/** A strip for each entity; cells that differ more stand higher and are darker. */
export const keyMaps = (maps: readonly KeyMap[]): string =>
  draw(44 + STRIP * maps.length, {
    legend: legend(CLASS_NAMES),
    grid: maps.map((_, at) => ({
      left: GUTTER,
      width: WIDTH - GUTTER - 24,
      top: 44 + STRIP * at,
      height: STRIP - 30,
      outerBoundsMode: 'none',
    })),
    xAxis: maps.map(({ cells }, at) => ({
      ...nameAxis(cells.map((_, place) => `${place}`)),
      gridIndex: at,
      axisLabel: {
        color: 'var(--ink)',
        interval: (place: number) => place === 0 || place === cells.length - 1,
        formatter: (place: string) =>
          keyText((place === '0' ? cells[0]?.lower : cells.at(-1)?.upper) ?? ''),
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
      },
    })),
    yAxis: maps.map(({ entity, key }, at) => ({
      type: 'value',
      gridIndex: at,
      min: 0,
      max: CLASS_NAMES.length,
      name: `${beside(entity)}\n${beside(key)}`,
      nameLocation: 'middle',
      nameRotate: 0,
      nameGap: 10,
      nameTextStyle: {
        color: 'var(--ink)',
        align: 'right',
      },
      axisLabel: { show: false },
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: 'var(--line)' } },
    })),
    series: maps.flatMap(({ cells }, at) =>
      CLASS_NAMES.map((name, index) => ({
        type: 'bar',
        name,
        xAxisIndex: at,
        yAxisIndex: at,
        stack: `cell ${at}`,
        barCategoryGap: '8%',
        itemStyle: {
          color: 'var(--red)',
          opacity: 0.3 + 0.175 * index,
          borderColor: 'var(--ink)',
          borderWidth: 0.5,
        },
        data: cells.map(({ share }) => (classOf(share) === index + 1 ? index + 1 : 0)),
      })),
    ),
  })

/** Rows per second, over the time of a run. */
export const paceLines = (pace: readonly Pace[]): string => {
  const line = (name: string, colour: string, type: string, value: (at: Pace) => number) => ({
    type: 'line',
    name,
    step: 'end',
    showSymbol: false,
    color: `var(--${colour})`,
    lineStyle: { width: 2, type, color: `var(--${colour})` },
    data: pace.map((at) => [at.seconds, value(at)]),
  })
  const hasWritten = pace.some(({ written_per_second }) => written_per_second > 0)
  const series = [
    line('looked at', 'blue', 'solid', ({ rows_per_second }) => rows_per_second),
    ...(hasWritten
      ? [line('written', 'red', 'dashed', ({ written_per_second }) => written_per_second)]
      : []),
  ]
  return draw(300, {
    legend: legend(series.map(({ name }) => name)),
    grid: { left: 90, right: 24, top: 36, bottom: 56 },
    xAxis: { ...valueAxis('since the first step', duration), nameGap: 32, max: 'dataMax' },
    yAxis: { ...valueAxis('rows per second', (value) => grouped(value)), nameGap: 72 },
    series,
  })
}

/** 0, 1, 10, 100 … are one step each. */
const decade = (rows: number): number => (rows > 0 ? 1 + Math.log10(rows) : 0)

const RUN_LOOKS: Readonly<Record<string, readonly [colour: string, pattern: Pattern]>> = {
  sync: ['green', 'none'],
  'dry sync': ['yellow', 'upright'],
  compare: ['sky', 'rising'],
  detect: ['orange', 'falling'],
  validate: ['purple', 'dots'],
}

const kindOf = ({ kind, dry_run }: PastRun) => (dry_run ? `dry ${kind}` : kind)

/** How many rows differed in each run. */
export const historyBars = (runs: readonly PastRun[]): string => {
  const kinds = [...new Set(runs.map(kindOf))]
  return draw(300, {
    legend: legend(kinds),
    grid: { left: 90, right: 24, top: 36, bottom: 56 },
    xAxis: {
      ...nameAxis(runs.map(({ run }) => run)),
      name: 'run',
      nameLocation: 'middle',
      nameGap: 32,
      nameTextStyle: { color: 'var(--ink)' },
    },
    yAxis: {
      ...valueAxis('rows that differed', (value) =>
        grouped(value === 0 ? 0 : Math.round(10 ** (value - 1))),
      ),
      nameGap: 72,
      min: 0,
      interval: 1,
    },
    series: kinds.map((name) => ({
      type: 'bar',
      name,
      stack: 'run',
      barMaxWidth: 32,
      itemStyle: surface(...(RUN_LOOKS[name] ?? (['grey', 'none'] as const))),
      data: runs.map((run) => (kindOf(run) === name ? decade(Number(run.differing)) : 0)),
    })),
  })
}

/** Columns, those that differ most first. */
export const columnBars = (columns: readonly ColumnCount[]): string =>
  draw(64 + 28 * columns.length, {
    grid: { left: 230, right: 90, top: 8, bottom: 48 },
    xAxis: { ...valueAxis('rows', (value) => grouped(value)), min: 0, minInterval: 1, nameGap: 30 },
    yAxis: {
      ...nameAxis(columns.map(({ entity, column }) => shortened(`${entity}.${column}`, 28))),
      inverse: true,
    },
    series: [
      {
        type: 'bar',
        barWidth: 16,
        itemStyle: surface('blue', 'none'),
        data: columns.map(({ rows }) => ({
          value: Number(rows),
          label: { show: true, position: 'right', color: 'var(--ink)', formatter: grouped(rows) },
        })),
      },
    ],
  })
