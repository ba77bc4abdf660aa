/** Measures in the text format of Prometheus, version 0.0.4. */
import type { Metric } from '../db/shapes.ts'

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

const labelsText = (labels: Metric['labels']): string => {
  const pairs = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

const sampleText = ({ name, labels, value }: Metric) => `${name}${labelsText(labels)} ${value}`

/** Those of one name together, behind what they mean. Without the last line end. */
export const prometheusText = (metrics: readonly Metric[]): string => {
  const names = [...new Set(metrics.map(({ name }) => name))]
  return names
    .flatMap((name) => {
      const own = metrics.filter((metric) => metric.name === name)
      const { help = '', type = 'gauge' } = own[0] ?? {}
      return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...own.map(sampleText)]
    })
    .join('\n')
}
