/** The command line as a process that can be killed. */
import { spawn } from 'node:child_process'
import { home } from '../lib/samples.ts'

/** How it ended and what it said. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** One that runs. */
export interface Running {
  readonly ended: Promise<Ended>
  /** Whether it has. */
  readonly hasEnded: () => boolean
  readonly kill: () => void
}

/** Starts `lockstep …`. */
export const startCli = (
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Running => {
  const child = spawn(process.execPath, ['dist/cli.js', ...words], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk)
  })
  let isOver = false
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      isOver = true
      resolve({ code, ...output })
    })
  })
  return { ended, hasEnded: () => isOver, kill: () => void child.kill('SIGKILL') }
}

/** Runs `lockstep …` to its end. */
export const runCli = (words: readonly string[], env: Readonly<Record<string, string>>) =>
  startCli(words, env).ended
