/** How long to wait before the same call is made again. */

/** Failures in a row after which a worker gives up: some two minutes. */
export const MAX_FAILURES = 10

/** Milliseconds before attempt number `failures` + 1: growing, with jitter so that workers spread. */
export const retryPause = (failures: number, random: () => number = Math.random): number =>
  Math.min(20_000, 250 * 2 ** (failures - 1)) * (0.75 + random() / 2)

/** Milliseconds to wait while other workers hold what is left of a stage. */
export const waitPause = (waits: number): number => Math.min(500, 50 * 2 ** waits)
