/** A small disk for the tables of the target, which can be made to run full. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { give, serverAccount } from '../lib/account.ts'
import type { Cluster } from '../lib/cluster.ts'

/** What can be done with it. */
export interface Disk {
  /** What tables that are to live there are created under. */
  readonly settings: string
  /** Leaves room for so many more bytes. */
  fill(bytes: number): Promise<void>
  /** There is space again. */
  free(): Promise<void>
  close(): void
}

const WHOLE = 'size=1g'

/** Where nobody may mount, the trigger that notes rows says that the disk is full. */
const standIn = (near: Sql): Disk => {
  console.warn('not permitted to mount: a trigger stands in for the full tablespace')
  return {
    settings: '',
    fill: async () => void (await near`insert into fault.full default values`),
    free: async () => void (await near`delete from fault.full`),
    close: () => {},
  }
}

/** A tablespace of its own in memory; it grows and shrinks while tables live there. */
export const openDisk = async (cluster: Cluster, admin: Sql, near: Sql): Promise<Disk> => {
  const path = join(cluster.home, 'small')
  mkdirSync(path)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', WHOLE, 'lockstep', path], { stdio: 'pipe' })
  } catch {
    return standIn(near)
  }
  const unmount = () => execFileSync('umount', ['-l', path])
  process.once('exit', unmount)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(3))
  const resize = (size: string) =>
    void execFileSync('mount', ['-o', `remount,${size}`, path], { stdio: 'pipe' })
  give(path, serverAccount())
  await admin.unsafe(`create tablespace small location '${path}'`)
  await admin`grant create on tablespace small to postgres`
  return {
    settings: 'set local default_tablespace = small;',
    async fill(bytes) {
      // a table that grows in this moment leaves less than is asked for: then again
      for (let attempt = 1; ; attempt++) {
        const { blocks, bfree, bsize } = statfsSync(path)
        try {
          return resize(`size=${(blocks - bfree) * bsize + bytes}`)
        } catch (error) {
          if (attempt === 20) throw error
        }
      }
    },
    free: async () => resize(WHOLE),
    close() {
      process.removeListener('exit', unmount)
      unmount()
    },
  }
}
