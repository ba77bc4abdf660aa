/** What the tests of whole commands share: a prepared target, and the CLI as a process. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startCluster } from '../scripts/lib/cluster.ts'
import { prepareSource, type Source } from '../scripts/lib/source.ts'
import { prepareTarget, type Target } from '../scripts/lib/supabase.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs. */
export interface Running {
  readonly pid: number | undefined
  readonly ended: Promise<Ended>
  /** What it has said on stderr so far. */
  readonly said: () => string
  /** What it has said on stdout so far. */
  readonly heard: () => string
  /** Reads its stdout no more. */
  readonly closeStdout: () => void
  readonly kill: (signal: NodeJS.Signals) => void
}

/** Starts `lockstep …` with nothing of our own environment but what is given. */
export const startCli = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Running => {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk)
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...output }))
  })
  return {
    pid: child.pid,
    ended,
    said: () => output.stderr,
    heard: () => output.stdout,
    closeStdout: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
  }
}

/** Runs `lockstep …` to its end. */
export const cli = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  startCli(args, env).ended

/** A target that looks like Supabase, of one version. Stops with the process at the latest. */
export const startTarget = async (major = 15): Promise<Target> =>
  prepareTarget(await startCluster({ major }))

/** A source with an empty database `legacy`. */
export const startSource = async (major = 17): Promise<Source> =>
  prepareSource(await startCluster({ major }))
