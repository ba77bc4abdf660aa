/** `lockstep metrics` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { prometheusText } from '../report/prometheus.ts'
import { replace } from '../report/save.ts'
import { counted } from '../table.ts'
import { examples } from './arguments.ts'

/** Adds the command. */
export const addMetrics = (program: Command, context: () => Context): void => {
  const command = program
    .command('metrics')
    .description('lag, rows, rates, rejects, durations: for Prometheus, in its text format')
    .option('--out <file>', 'into this file, at once: for the textfile collector')
    .action(async ({ out: file }: { out?: string }) => {
      const { lockstep, out } = context()
      const metrics = await lockstep.metrics()
      const text = prometheusText(metrics)
      if (file === undefined) {
        if (out.json) out.result({ metrics }, '')
        else out.part(text)
        return
      }
      replace(file, text, 'lockstep metrics')
      const written = counted(metrics.length, 'measure')
      out.result({ file, metrics: metrics.length }, out.good(`${written} in ${file}`))
    })
  examples(
    command,
    'lockstep metrics',
    'lockstep metrics --out /var/lib/prometheus/node-exporter/lockstep.prom',
  )
}
