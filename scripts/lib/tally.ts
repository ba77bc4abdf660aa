/** How many tests passed and failed, and how to read that from what the runners print. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Passed and failed tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** The sum of tallies. */
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
})

/** Runs a program, shows what it prints, and gives back its exit code and its output. */
export const run = (
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'inherit'] as const
    const child = spawn(command, [...words], { stdio: [...stdio], env: { ...process.env, ...env } })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      process.stdout.write(chunk)
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })

/** A program that passes or fails as a whole. */
export const runOne = async (command: string, words: readonly string[]): Promise<Tally> => {
  const { code } = await run(command, words)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * Reads what pg_prove prints. A file that breaks off counts as one failed test even if all that it did
 * passed.
 */
export const tallyOfProve = ({ code, output }: { code: number; output: string }): Tally => {
  const total = Number(/^Files=\d+, Tests=(\d+)/m.exec(output)?.[1] ?? 0)
  const files = [...output.matchAll(/\(Wstat: .*Tests: \d+ Failed: (\d+)\)/g)].map(([, n]) =>
    Number(n),
  )
  const failed = files.reduce((all, n) => all + n, 0)
  const broken = files.filter((n) => n === 0).length
  const silent = code !== 0 && failed + broken === 0 ? 1 : 0
  return { passed: total - failed, failed: failed + broken + silent }
}

interface VitestFile {
  readonly status: string
  readonly assertionResults: readonly { readonly status: string }[]
}

/** Reads vitest's JSON report. A file that cannot be loaded counts as one failed test. */
export const tallyOfVitest = (path: string, code: number): Tally => {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as { testResults: VitestFile[] }
  const results = testResults.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const count = (status: string) => results.filter((result) => result === status).length
  const isBroken = (file: VitestFile) =>
    file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')
  const failed = count('failed') + testResults.filter(isBroken).length
  return { passed: count('passed'), failed: failed + (code !== 0 && failed === 0 ? 1 : 0) }
}
