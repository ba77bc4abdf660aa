/** Medians, ratios, and whether goals are reached. */
import type { Measured, Piece } from './measure.ts'

/** What is asked of one contender, or of one against another. Without `most` it is only told. */
export type Goal =
  /** Median of the ratios of each round. */
  | { readonly kind: 'ratio'; readonly of: string; readonly by: string; readonly most?: number }
  /** The same, for each row that they have. */
  | { readonly kind: 'row ratio'; readonly of: string; readonly by: string; readonly most?: number }
  /** Seconds of lockstep's run in the database. */
  | { readonly kind: 'work'; readonly of: string; readonly most: number }

/** How it went. */
export interface Verdict {
  readonly about: string
  readonly measured: number
  readonly unit: '' | 's' | 'MB'
  readonly most?: number
  readonly isReached?: boolean
}

/** Megabytes that lockstep is held to. */
const MEMORY = [
  { about: "memory of lockstep's process", of: ['runner'], most: 120 },
  { about: 'memory of a backend of its own', of: ['source', 'target'], most: 256 },
] as const

/** The middle one. */
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Median of what `of` took in each round by what `by` took in the same one. */
export const ratio = (of: readonly number[], by: readonly number[]): number =>
  median(of.map((seconds, round) => seconds / (by[round] ?? 0)))

const ratioOf = (goal: Goal & { kind: 'ratio' | 'row ratio' }, of: Measured, by: Measured) => {
  const whole = ratio(of.seconds, by.seconds)
  if (goal.kind === 'ratio') return { about: `${of.name} / ${by.name}`, measured: whole }
  if (!of.rows || !by.rows) return undefined
  return {
    about: `${of.name} / ${by.name}, time per row`,
    measured: (whole * by.rows) / of.rows,
  }
}

const figureOf = (
  goal: Goal,
  find: (name: string) => Measured | undefined,
): Pick<Verdict, 'about' | 'measured' | 'unit'> | undefined => {
  const of = find(goal.of)
  if (!of) return undefined
  if (goal.kind === 'ratio' || goal.kind === 'row ratio') {
    const by = find(goal.by)
    const found = by && ratioOf(goal, of, by)
    return found && { ...found, unit: '' }
  }
  if (!of.work) return undefined
  return { about: `${of.name}, work in the database`, measured: median(of.work), unit: 's' }
}

const judged = (figure: Pick<Verdict, 'about' | 'measured' | 'unit'>, most?: number): Verdict =>
  most === undefined ? figure : { ...figure, most, isReached: figure.measured <= most }

/** The most that any contender had who is lockstep: whose work the database has noted. */
const memory = (measured: readonly Measured[]): readonly Verdict[] =>
  MEMORY.flatMap(({ about, of, most }) => {
    const seen = measured
      .filter(({ work }) => work !== undefined)
      .flatMap(({ megabytes }) => of.flatMap((whose) => megabytes[whose] ?? []))
    return seen.length > 0 ? [judged({ about, measured: Math.max(...seen), unit: 'MB' }, most)] : []
  })

/** How it went against the goals of a scenario, and those of memory, as far as everybody was there. */
export const verdicts = (
  measured: readonly Measured[],
  goals: readonly Goal[],
): readonly Verdict[] => {
  const find = (name: string) => measured.find((one) => one.name === name)
  const own = goals.flatMap((goal) => {
    const figure = figureOf(goal, find)
    return figure ? [judged(figure, goal.most)] : []
  })
  return [...own, ...memory(measured)]
}

/** Rows per second in so many equal parts of the time from the first piece of work to the end of the last. */
export const rates = (pieces: readonly Piece[], parts: number): readonly number[] => {
  const start = Math.min(...pieces.map(({ from }) => from))
  const length = (Math.max(...pieces.map(({ to }) => to)) - start) / parts
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [start + part * length, start + (part + 1) * length]
    const rows = pieces.reduce((sum, piece) => {
      const common = Math.min(to, piece.to) - Math.max(from, piece.from)
      return common > 0 ? sum + (piece.rows * common) / (piece.to - piece.from) : sum
    }, 0)
    return rows / length
  })
}
