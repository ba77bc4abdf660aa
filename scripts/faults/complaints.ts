/** What a server has logged. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from '../lib/cluster.ts'

/** How often it has logged such a message since it was started first. */
export const complaints = ({ home }: Cluster, message: string): number =>
  readFileSync(join(home, 'server.log'), 'utf8').split(message).length - 1
