/** Runs the command line as a user does, in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { home } from './samples.ts'

/** Where it works. */
export interface Urls {
  readonly targetUrl: string
  readonly sourceUrl: string
}

/** How it ended and what it said. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Stdio = 'inherit' | 'pipe'

/** Under vitest the command line is built already, and starts in half the time. */
const program = process.env.VITEST ? ['dist/cli.js'] : ['--import', 'tsx', 'src/cli.ts']

const start = (args: readonly string[], urls: Urls, out: Stdio, err: Stdio = out) =>
  spawn(process.execPath, [...program, ...args], {
    cwd: home,
    env: {
      ...process.env,
      LOCKSTEP_TARGET_URL: urls.targetUrl,
      LOCKSTEP_SOURCE_URL: urls.sourceUrl,
    },
    stdio: ['ignore', out, err],
  })

/** Runs `lockstep …` and keeps what it says. */
export const lockstep = async (args: readonly string[], urls: Urls): Promise<Ended> => {
  const child = start(args, urls, 'pipe')
  const said = Promise.all([child.stdout, child.stderr].map((out) => (out ? text(out) : '')))
  const [code] = (await once(child, 'close')) as [number | null]
  const [stdout = '', stderr = ''] = await said
  return { code, stdout, stderr }
}

/** Runs `lockstep …` with its progress on this terminal; returns the exit code and its result. */
export const lockstepShown = async (
  args: readonly string[],
  urls: Urls,
): Promise<Omit<Ended, 'stderr'>> => {
  const child = start(args, urls, 'pipe', 'inherit')
  const said = child.stdout ? text(child.stdout) : ''
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: await said }
}

/** Runs `lockstep …` on this terminal; returns the exit code. */
export const lockstepHere = async (args: readonly string[], urls: Urls): Promise<number | null> => {
  const [code] = (await once(start(args, urls, 'inherit'), 'close')) as [number | null]
  return code
}
