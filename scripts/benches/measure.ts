/** Stop-watch, rounds that take turns, and medians. */

/** One who does the work that is measured. */
export interface Contender {
  readonly name: string
  /** Brings the world back to where the work begins. Not measured. */
  readonly prepare?: () => Promise<void>
  /** May say how many megabytes its process had at most. */
  readonly work: () => Promise<unknown>
}

/** Seconds of each round, by name. */
export type Samples = Readonly<Record<string, readonly number[]>>

/** What some rounds gave: seconds, and the most memory of those who told. */
export interface Measured {
  readonly samples: Samples
  readonly megabytes: Readonly<Record<string, number>>
}

const megabytesOf = (ran: unknown): number | undefined =>
  typeof ran === 'object' && ran !== null && 'megabytes' in ran && Number(ran.megabytes) > 0
    ? Math.round(Number(ran.megabytes))
    : undefined

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
): Promise<Measured> => {
  const samples: Record<string, number[]> = {}
  const megabytes: Record<string, number> = {}
  for (let round = 0; round < count; round++) {
    for (const { name, prepare, work } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      await prepare?.()
      const start = performance.now()
      const memory = megabytesOf(await work())
      const seconds = (performance.now() - start) / 1000
      samples[name] = [...(samples[name] ?? []), seconds]
      if (memory !== undefined) megabytes[name] = Math.max(megabytes[name] ?? 0, memory)
      tell(`round ${round + 1}  ${name.padEnd(36)} ${seconds.toFixed(2)} s`)
    }
  }
  return { samples, megabytes }
}
