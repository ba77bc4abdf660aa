/** The fault harness: it finds nothing in lockstep, and it finds each of three bugs that are planted. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Outcome {
  readonly seed: string
  readonly passed: number
  readonly failed: number
  readonly faults: Readonly<Record<string, number>>
  readonly found: readonly {
    readonly kinds: Readonly<Record<string, number>>
    readonly folder: string
  }[]
}

const harness = async (line: string) => {
  const child = spawn('scripts/fault', line.split(' '), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = text(child.stdout)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: await said }
}

const outcome = async (line: string): Promise<Outcome & { readonly code: number | null }> => {
  const { code, said } = await harness(`${line} --json`)
  return { ...(JSON.parse(said) as Outcome), code }
}

const SECONDS = 1000

describe('nothing is lost, nothing is twice:', () => {
  test(
    'a fixed seed, told line by line',
    async () => {
      const { code, said } = await harness('--kills 8 --seed 1 --rows 500')
      expect(said).toMatch(/^seed 1, source PostgreSQL 17, target PostgreSQL 15\n/)
      expect(said).toMatch(/^1 {2}\d+ syncs, (\d+ undone, )?\d+ rows, \d+ faults/m)
      expect(said).toMatch(/^\d+ passed, 0 failed\n$/m)
      expect(code, said).toBe(0)
    },
    180 * SECONDS,
  )

  test(
    'a fresh seed',
    async () => {
      const found = await outcome('--kills 8 --rows 500 --source 13 --target 18')
      expect(found, `seed ${found.seed}`).toMatchObject({ code: 0, failed: 0, found: [] })
      expect(found.passed).toBeGreaterThanOrEqual(8)
    },
    180 * SECONDS,
  )
})

/** How each bug is provoked, and what it must come to light by. */
const provoked: readonly (readonly [bug: string, how: string, signs: readonly string[]])[] = [
  // redone: the checkpoint is set before the work, and again with it
  ['checkpoint', '--only terminate --kills 40', ['claim', 'lost', 'redone']],
  ['ledger', '--only pause --kills 10', ['written for nothing', 'state']],
  ['conflict', '--only pause --kills 10', ['before-image']],
]

describe('a bug is found:', () => {
  test.each(provoked)(
    '%s',
    async (bug, how, signs) => {
      const line = `--seed 5 --rows 400 --failures 1 --bug ${bug} ${how}`
      const { code, failed, found } = await outcome(line)
      const met = found.flatMap((one) => Object.keys(one.kinds))
      for (const { folder } of found) rmSync(folder, { recursive: true })
      expect(code).toBe(1)
      expect(failed).toBeGreaterThan(0)
      expect(
        signs.some((sign) => met.includes(sign)),
        met.join(', '),
      ).toBe(true)
    },
    180 * SECONDS,
  )

  test('a bug that there is not, or an argument that makes no sense, is refused', async () => {
    for (const line of [
      '--bug nothing',
      '--kills many',
      '--only fire',
      '--target 9',
      '--rows -1',
    ]) {
      const { code } = await harness(line)
      expect(code, line).toBe(2)
    }
  })
})
