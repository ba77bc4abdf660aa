/** How many tests passed and failed, and how to read that from what the runners print. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Passed and failed tests, and where to look for those that failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly string[]
}

/** The sum of tallies. */
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
})

/** What passed or failed as a whole. */
export const whole = (name: string, passes: boolean): Tally =>
  passes ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] }

/**
 * Runs a program, shows what it prints, line by line, each behind the prefix, and gives back its
 * exit code and its output.
 */
export const run = (
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  prefix = '',
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'inherit'] as const
    const child = spawn(command, [...words], { stdio: [...stdio], env: { ...process.env, ...env } })
    let output = ''
    let shown = 0
    const showTo = (end: number) => {
      if (end > shown) process.stdout.write(output.slice(shown, end).replace(/^/gm, prefix))
      shown = Math.max(shown, end)
    }
    child.stdout?.setEncoding('utf8')
    child.stdout?.on('data', (chunk: string) => {
      output += chunk
      const end = output.lastIndexOf('\n')
      if (end >= shown) {
        showTo(end)
        process.stdout.write('\n')
        shown = end + 1
      }
    })
    child.once('error', reject)
    child.once('close', (code) => {
      showTo(output.length)
      resolve({ code: code ?? 1, output })
    })
  })

/** A program that passes or fails as a whole. */
export const runOne = async (command: string, words: readonly string[]): Promise<Tally> => {
  const { code } = await run(command, words)
  return whole([command, ...words].join(' '), code === 0)
}

const SUMMARY =
  /^(\S+) +\(Wstat: .*Tests: \d+ Failed: (\d+)\)\n(?: +(Failed test.*|Parse errors.*))?/gm

/**
 * Reads what pg_prove prints. A file that breaks off counts as one failed test even if all that it did
 * passed.
 */
export const tallyOfProve = ({ code, output }: { code: number; output: string }): Tally => {
  const total = Number(/^Files=\d+, Tests=(\d+)/m.exec(output)?.[1] ?? 0)
  const files = [...output.matchAll(SUMMARY)].map(([, name, failed, which]) => ({
    failed: Number(failed),
    failure: [name, which].join(' ').trim(),
  }))
  const failed = files.reduce((all, file) => all + file.failed, 0)
  const broken = files.filter((file) => file.failed === 0).length
  const failures = files.map(({ failure }) => failure)
  if (code !== 0 && failures.length === 0) failures.push('pg_prove')
  return {
    passed: total - failed,
    failed: Math.max(failed + broken, failures.length),
    failures,
  }
}

interface VitestFile {
  readonly name: string
  readonly status: string
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
}

/** Reads vitest's JSON report. A file that cannot be loaded counts as one failed test. */
export const tallyOfVitest = (path: string, code: number): Tally => {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as { testResults: VitestFile[] }
  const results = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, where: `${name} ${fullName}` })),
  )
  const failures = results.filter(({ status }) => status === 'failed').map(({ where }) => where)
  const isBroken = (file: VitestFile) =>
    file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')
  failures.push(...testResults.filter(isBroken).map(({ name }) => name))
  if (code !== 0 && failures.length === 0) failures.push('vitest')
  return {
    passed: results.filter(({ status }) => status === 'passed').length,
    failed: failures.length,
    failures,
  }
}
