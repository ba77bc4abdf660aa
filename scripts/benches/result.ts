/** The document that --json prints: one result for each scenario. */
import { readFileSync } from 'node:fs'
import type { Verdict } from './figures.ts'
import type { Measured } from './measure.ts'

export interface Result {
  readonly scenario: string
  readonly about: string
  readonly note?: string
  /** Percentage of rows that changed. */
  readonly share?: number
  readonly rows: number
  /** When it was measured, and on how many cores. */
  readonly at: string
  readonly cores: number
  readonly measured: readonly Measured[]
  readonly verdicts: readonly Verdict[]
}

const isResult = (value: unknown): value is Result =>
  typeof value === 'object' && value !== null && 'measured' in value && 'verdicts' in value

/** What some files hold that --json has written. Of one scenario with as many rows, the last counts. */
export const readResults = (files: readonly string[]): readonly Result[] => {
  const results = new Map<string, Result>()
  for (const file of files) {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!Array.isArray(found) || !found.every(isResult)) {
      throw new Error(`${file} is no document of scripts/bench --json`)
    }
    for (const result of found) results.set(`${result.scenario} ${result.rows}`, result)
  }
  return [...results.values()]
}
