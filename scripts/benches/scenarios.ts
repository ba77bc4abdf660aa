/** All kinds of work that are measured, by the name that --scenario takes. */
import { latency, pinned } from './apart.ts'
import { compareChanged, compareSame, syncChanged } from './compare.ts'
import { growth, watermark } from './growth.ts'
import { ofKind } from './kinds.ts'
import { firstLoad } from './load.ts'
import { nothing, watermarkNothing } from './many.ts'
import type { Scenario } from './scenario.ts'
import { bigValues, compositeKeys, textKeys, wide } from './tables.ts'

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'compare-same': compareSame,
  'compare-0.01': compareChanged(0.01, 10_000, 1 / 3),
  'compare-0.1': compareChanged(0.1, 1000, 1 / 2.5),
  'compare-1': compareChanged(1, 100, 1 / 2),
  'sync-changed': syncChanged,
  'first-load': firstLoad,
  'growth-load': growth('growth of the first load', true),
  'growth-compare': growth('growth of a comparison', false),
  watermark,
  nothing,
  'watermark-nothing': watermarkNothing,
  'text-keys': ofKind('keys of text', textKeys),
  'composite-keys': ofKind('keys of two columns', compositeKeys),
  wide: ofKind('99 columns', wide, (rows) => Math.ceil(rows / 10)),
  'big-values': ofKind('values of 20-200 kB now and then', bigValues, (rows) =>
    Math.ceil(rows / 50),
  ),
  'pinned-load': pinned(true),
  'pinned-compare': pinned(false),
  'latency-load': latency('first load', 'sync event --json', true, 1.3),
  'latency-compare': latency('compare', 'compare event --json', false, 1.5),
}
