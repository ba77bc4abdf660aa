/** The operating system account that servers run as: PostgreSQL refuses to run as root. */
import { execFileSync } from 'node:child_process'
import { chownSync, lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What `spawn` needs to run a program as that account. Empty: stay who we are. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

const idOf = (name: string, flag: '-u' | '-g') =>
  Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())

/** Ourselves, or an unprivileged account of the system when we are root. */
export const serverAccount = (): Account => {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf(name, '-u'), gid: idOf(name, '-g') }
    } catch {
      // this system has no such account: try the next
    }
  }
  throw new Error('run this as a normal user: no unprivileged account to run PostgreSQL as')
}

/** Gives a folder and everything in it to the account. */
export const give = (path: string, { uid, gid }: Account) => {
  if (uid === undefined || gid === undefined) return
  chownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) give(inner, { uid, gid })
    else lchownSync(inner, uid, gid)
  }
}
