/** One server process: make its data directory, start it, stop it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, give } from './account.ts'

/** The first superuser. Not `postgres`: on Supabase that name belongs to a role with fewer rights. */
export const SUPERUSER = 'supabase_admin'

/** Server settings by name. */
export type Settings = Readonly<Record<string, string | number>>

/** A password nobody has to type. */
export const randomPassword = () => randomBytes(15).toString('base64url')

const locale = platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** A port of 127.0.0.1 that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })

/** Makes the data directory `home/data`. All that connect over TCP need a password. */
export const initData = (home: string, bin: string, account: Account, password: string) => {
  const file = join(home, 'password')
  writeFileSync(file, password, { mode: 0o600 })
  give(home, account)
  const words = ['-D', join(home, 'data'), '-U', SUPERUSER, '--pwfile', file]
  words.push('-A', 'scram-sha-256', '-E', 'UTF8', '--locale', locale, '--no-sync')
  execFileSync(join(bin, 'initdb'), words, { ...account, cwd: home, stdio: 'pipe' })
}

/** Appends settings to postgresql.conf; the last one of a name counts. */
export const configure = (home: string, settings: Settings) => {
  const lines = Object.entries(settings).map(
    ([k, v]) => `${k} = '${String(v).replaceAll("'", "''")}'`,
  )
  appendFileSync(join(home, 'data', 'postgresql.conf'), `${lines.join('\n')}\n`)
}

/** The end of the server's log, for error messages. */
const logTail = (home: string) => readFileSync(join(home, 'server.log'), 'utf8').slice(-2000)

/** postmaster.pid says `ready` in its eighth line once the server takes connections. */
const isReady = (home: string) => {
  try {
    const status = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[7]
    return status?.trim() === 'ready'
  } catch {
    return false
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

const untilReady = async (home: string, child: ChildProcess) => {
  const deadline = Date.now() + 60_000
  while (!isReady(home)) {
    if (hasEnded(child) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start:\n${logTail(home)}`)
    }
    await sleep(20)
  }
}

/** Starts the server on a port (a free one if none is given) and waits until it takes connections. */
export const startServer = async (home: string, bin: string, account: Account, port?: number) => {
  const chosen = port ?? (await freePort())
  const log = openSync(join(home, 'server.log'), 'a')
  const words = ['-D', join(home, 'data'), '-p', String(chosen)]
  // Its own process group: Ctrl-C in a terminal is for us, not for the server.
  const child = spawn(join(bin, 'postgres'), words, {
    ...account,
    cwd: home,
    env: { ...process.env, HOME: home },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  await untilReady(home, child)
  return { child, port: chosen }
}

/** Ends the server: `SIGINT` shuts down fast and clean, `SIGQUIT` at once, as in a crash. */
export const endServer = (child: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> =>
  new Promise((resolve) => {
    if (hasEnded(child)) return resolve()
    child.ref()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
