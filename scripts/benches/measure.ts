/** Stop-watch, rounds that take turns, and medians. */

/** One who does the work that is measured. */
export interface Contender {
  readonly name: string
  /** Brings the world back to where the work begins. Not measured. */
  readonly prepare?: () => Promise<void>
  readonly work: () => Promise<void>
}

/** Seconds of each round, by name. */
export type Samples = Readonly<Record<string, readonly number[]>>

/** Seconds that something takes. */
export const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** The middle one. */
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Median of what `of` took in each round by what `by` took in the same one. */
export const ratio = (samples: Samples, of: string, by: string): number => {
  const divisors = samples[by] ?? []
  return median((samples[of] ?? []).map((seconds, round) => seconds / (divisors[round] ?? 0)))
}

/** So many rounds in which everybody takes a turn, each round in the other direction. */
export const rounds = async (
  contenders: readonly Contender[],
  count: number,
  tell: (line: string) => void,
): Promise<Samples> => {
  const samples: Record<string, number[]> = {}
  for (let round = 0; round < count; round++) {
    for (const { name, prepare, work } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      await prepare?.()
      const seconds = await secondsOf(work)
      samples[name] = [...(samples[name] ?? []), seconds]
      tell(`round ${round + 1}  ${name.padEnd(36)} ${seconds.toFixed(2)} s`)
    }
  }
  return samples
}
