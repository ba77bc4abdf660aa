/** Stop-watch, rounds that take turns, and what they gave. */

/** One who does the work that is measured. */
export interface Contender {
  readonly name: string
  /** Rows that it works on, where that is not what --rows says. */
  readonly rows?: number
  /** Brings the world back to where the work begins. Not measured. */
  readonly prepare?: () => Promise<void>
  readonly work: () => Promise<unknown>
}

/** Rows that a step of lockstep brought over, and when it worked: seconds since the run was asked for. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly rows: number
}

/** Most memory at once, in MB. */
export interface Megabytes {
  /** All of the process that did the work. */
  readonly runner?: number
  /** What one backend had for itself. */
  readonly source?: number
  readonly target?: number
}

/** What was seen of one turn besides its time. */
export interface Observation {
  readonly megabytes: Megabytes
  /** Seconds of lockstep's run, as the database has them. */
  readonly work?: number
  readonly pieces?: readonly Piece[]
}

/** Looks on while somebody works. */
export interface Observer {
  begin(): { end(ran: unknown): Promise<Observation> }
}

/** What one contender showed in all rounds. */
export interface Measured {
  readonly name: string
  readonly rows?: number
  /** Of each round, of the whole process. */
  readonly seconds: readonly number[]
  readonly work?: readonly number[]
  readonly megabytes: Megabytes
  /** Of the last round. */
  readonly pieces?: readonly Piece[]
}

const highest = (a: Megabytes, b: Megabytes): Megabytes => {
  const most: { -readonly [Key in keyof Megabytes]: number } = { ...a }
  for (const key of ['runner', 'source', 'target'] as const) {
    const value = b[key]
    if (value !== undefined) most[key] = Math.max(most[key] ?? 0, value)
  }
  return most
}

const added = (
  { name, rows }: Contender,
  before: Measured | undefined,
  seconds: number,
  { megabytes, work, pieces }: Observation,
): Measured => ({
  name,
  ...(rows === undefined ? {} : { rows }),
  seconds: [...(before?.seconds ?? []), seconds],
  ...(work === undefined ? {} : { work: [...(before?.work ?? []), work] }),
  megabytes: highest(before?.megabytes ?? {}, megabytes),
  ...(pieces === undefined ? {} : { pieces }),
})

/** So many rounds in which everybody takes a turn, each round in the other direction. */
export const rounds = async (
  contenders: readonly Contender[],
  count: number,
  observer: Observer,
  tell: (line: string) => void,
): Promise<readonly Measured[]> => {
  const measured = new Map<string, Measured>()
  for (let round = 0; round < count; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const { name, prepare, work } = contender
      await prepare?.()
      const look = observer.begin()
      const start = performance.now()
      const ran = await work()
      const seconds = (performance.now() - start) / 1000
      measured.set(name, added(contender, measured.get(name), seconds, await look.end(ran)))
      tell(`round ${round + 1}  ${name.padEnd(36)} ${seconds.toFixed(2)} s`)
    }
  }
  return contenders.flatMap(({ name }) => measured.get(name) ?? [])
}
