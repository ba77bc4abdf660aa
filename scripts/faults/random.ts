/** Chance that can be repeated: everything an episode is made of comes from one seed. */
import { createHash } from 'node:crypto'

/** A source of numbers. */
export interface Random {
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean
  pick<T>(list: readonly T[]): T
  /** So many different members, in a random order. */
  some<T>(list: readonly T[], count: number): T[]
  /** Another source: what is drawn there changes nothing here. */
  fork(name: string | number): Random
}

const MASK = 0xffff_ffff

/** The generator sfc32, seeded by the hash of a text. */
export const createRandom = (seed: string): Random => {
  const state = new Uint32Array(4)
  const hash = createHash('sha256').update(seed).digest()
  for (let word = 0; word < 4; word++) state[word] = hash.readUInt32LE(4 * word)
  const at = (word: number) => state[word] ?? 0
  const next = () => {
    const sum = (at(0) + at(1) + at(3)) & MASK
    state[3] = at(3) + 1
    state[0] = at(1) ^ (at(1) >>> 9)
    state[1] = at(2) + (at(2) << 3)
    state[2] = ((at(2) << 21) | (at(2) >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list]
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const [taken] = left.splice(int(0, left.length - 1), 1)
      return taken as T
    })
  }
  return {
    int,
    some,
    percent: (chance) => next() * 100 < chance,
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[int(0, list.length - 1)] as T
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}
