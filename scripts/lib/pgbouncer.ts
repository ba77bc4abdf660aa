/** A real pooler before a server. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { give, serverAccount } from './account.ts'
import { freePort } from './server.ts'

/** Debian's place for it. */
const PROGRAM = '/usr/sbin/pgbouncer'

/** What it stands before, and how. */
export interface PoolerOptions {
  readonly port: number
  readonly mode: 'session' | 'transaction'
  readonly user: string
  readonly password: string
  /** Further settings of its file. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running pooler. */
export interface Pooler {
  readonly port: number
  stop(): Promise<void>
}

/** Starts one on a free port and waits until it takes connections. */
export const startPooler = async (options: PoolerOptions): Promise<Pooler> => {
  if (!existsSync(PROGRAM)) throw new Error("Debian's pgbouncer is not installed")
  const home = mkdtempSync(join(tmpdir(), 'lockstep-pgbouncer-'))
  const port = await freePort()
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(home, 'users'),
    logfile: join(home, 'log'),
    pool_mode: options.mode,
    ...options.settings,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const databases = `[databases]\n* = host=127.0.0.1 port=${options.port}\n`
  writeFileSync(join(home, 'ini'), `${databases}[pgbouncer]\n${lines.join('\n')}\n`)
  writeFileSync(join(home, 'users'), `"${options.user}" "${options.password}"\n`)
  const account = serverAccount()
  give(home, account)
  const child = spawn(PROGRAM, ['-q', join(home, 'ini')], {
    ...account,
    cwd: home,
    stdio: 'ignore',
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const log = () => (existsSync(settings.logfile) ? readFileSync(settings.logfile, 'utf8') : '')
  const deadline = Date.now() + 10_000
  while (!/process up/.test(log())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      kill()
      throw new Error(`pgbouncer did not start:\n${log()}`)
    }
    await sleep(20)
  }
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        process.removeListener('exit', kill)
        child.once('exit', () => {
          rmSync(home, { recursive: true })
          resolve()
        })
        kill()
      }),
  }
}
