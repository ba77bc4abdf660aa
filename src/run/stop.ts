/** Ctrl-C: the first asks for a stop after the current step, the second ends it at once. */

/** Two signals: `soft` after the current step, `hard` in the middle of it (which rolls it back). */
export interface Stop {
  readonly soft: AbortSignal
  readonly hard: AbortSignal
}

/** A stop that never comes. */
export const neverStop: Stop = {
  soft: new AbortController().signal,
  hard: new AbortController().signal,
}

/** The same stop, and a soft one of its own after so many seconds. `clear` it when the work is over. */
export const stopWithin = (stop: Stop, seconds: number, onTime: () => void) => {
  const time = new AbortController()
  const timer = setTimeout(() => {
    if (!stop.soft.aborted) onTime()
    time.abort()
  }, seconds * 1000)
  return {
    stop: { soft: AbortSignal.any([stop.soft, time.signal]), hard: stop.hard },
    clear: () => clearTimeout(timer),
  }
}

/** Listens to SIGINT and SIGTERM until the process ends: a late second one must not cut its last words. */
export const listenForStop = (note: (message: string) => void): Stop => {
  const soft = new AbortController()
  const hard = new AbortController()
  const onSignal = () => {
    if (soft.signal.aborted) hard.abort()
    else note('stopping after the current step; once more to stop at once')
    soft.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return { soft: soft.signal, hard: hard.signal }
}
