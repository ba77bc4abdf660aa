/**
 * Stops a server and removes its folder when the process that started it is gone, however it went:
 * a pipe tells, which even `kill -9` closes.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Account } from './account.ts'

const WATCH = `
trap '' INT TERM HUP
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ] && kill -INT "$pid" 2>/dev/null; then
  n=0
  while kill -0 "$pid" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n + 1)); done
  kill -QUIT "$pid" 2>/dev/null && sleep 1
fi
rm -rf "$1"
`

/** Starts watching over the server whose folder is `home`. */
export const startGuard = (home: string, account: Account): ChildProcess => {
  const guard = spawn('sh', ['-c', WATCH, 'lockstep-guard', home], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}

/** Lets the guard do its work now, and waits for it. */
export const releaseGuard = (guard: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    guard.ref()
    guard.once('exit', () => resolve())
    guard.stdin?.end()
  })
