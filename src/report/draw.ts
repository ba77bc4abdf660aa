/**
 * Charts as SVG. Colours are variables of the page, which has them for light, dark and paper; whatever
 * differs by colour differs by pattern, height or dash as well.
 */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])

const INK = 'var(--ink)'

/** How wide every picture is. */
export const WIDTH = 760

/** A chart of this height. */
export const draw = (height: number, option: EChartsCoreOption): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption({
      animation: false,
      textStyle: { color: INK, fontFamily: 'system-ui, sans-serif', fontSize: 13 },
      ...option,
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose() // its clock would keep the process alive
  }
}

/** A legend in rows at the top. */
export const legend = (names: readonly string[]) => ({
  data: [...names],
  top: 0,
  left: 0,
  itemWidth: 28,
  itemHeight: 14,
  itemGap: 22,
  itemStyle: { borderWidth: 0.5 },
  selectedMode: false,
  textStyle: { color: INK },
})

/** An axis of numbers. */
export const valueAxis = (name: string, formatter: (value: number) => string) => ({
  type: 'value' as const,
  name,
  nameLocation: 'middle' as const,
  nameTextStyle: { color: INK },
  axisLine: { show: true, lineStyle: { color: INK } },
  axisLabel: { color: INK, formatter, hideOverlap: true },
  splitLine: { lineStyle: { color: 'var(--line)' } },
})

/** An axis of names. */
export const nameAxis = (data: readonly string[]) => ({
  type: 'category' as const,
  data: [...data],
  axisLabel: { color: INK },
  axisLine: { lineStyle: { color: INK } },
  axisTick: { show: false },
})

/** The patterns that tell one part from another without its colour. */
const PATTERNS = {
  none: undefined,
  rising: { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  falling: { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  upright: { dashArrayX: [2, 4], dashArrayY: [1, 0] },
  level: { dashArrayX: [1, 0], dashArrayY: [2, 4] },
  dots: {
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [5, 5],
      [0, 5, 5, 0],
    ],
    dashArrayY: [5, 0],
  },
  dense: { dashArrayX: [1, 0], dashArrayY: [1, 2], rotation: Math.PI / 4 },
} as const

/** One of them. */
export type Pattern = keyof typeof PATTERNS

/** A surface of a colour of the page, with a pattern and an outline. */
export const surface = (colour: string, pattern: Pattern) => {
  const dashes = PATTERNS[pattern]
  return {
    color: `var(--${colour})`,
    borderColor: INK,
    borderWidth: 0.5,
    ...(dashes ? { decal: { symbol: 'rect', color: 'var(--hatch)', ...dashes } } : {}),
  }
}
