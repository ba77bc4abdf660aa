/** Makes a fresh server look like a Supabase project, for the non-superuser role `postgres`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Cluster } from './cluster.ts'
import { randomPassword } from './server.ts'

/** How to reach a prepared target. */
export interface Target {
  readonly cluster: Cluster
  /** As the role `postgres`, which is no superuser. */
  readonly url: string
  /** As superuser. */
  readonly adminUrl: string
  readonly password: string
}

export interface TargetOptions {
  /** Do new tables in `public` go to the API's roles (older projects)? Default yes. */
  readonly expose?: boolean
}

/** pg_cron connects as the job's role without a password; only for that, as on Supabase, there is `trust`. */
const trustCron = (cluster: Cluster) => {
  const file = join(cluster.home, 'data', 'pg_hba.conf')
  const rules = readFileSync(file, 'utf8')
  writeFileSync(file, `host postgres postgres 127.0.0.1/32 trust\n${rules}`)
}

/** Roles, grants, schemas and extensions of a Supabase project. */
export const prepareTarget = async (
  cluster: Cluster,
  { expose = true }: TargetOptions = {},
): Promise<Target> => {
  const password = randomPassword()
  if (cluster.hasCron) trustCron(cluster)
  const sql = postgres(cluster.superUrl(), { max: 1, onnotice: () => {} })
  try {
    await sql`
      select set_config('lockstep.password', ${password}, false),
        set_config('lockstep.expose', ${String(expose)}, false), pg_reload_conf()
    `
    await sql.unsafe(readFileSync(new URL('supabase.sql', import.meta.url), 'utf8')).simple()
  } finally {
    await sql.end()
  }
  return { cluster, password, url: cluster.url('postgres', password), adminUrl: cluster.superUrl() }
}
