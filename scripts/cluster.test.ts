import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from './lib/cluster.ts'
import { prepareSource, type Source } from './lib/source.ts'
import { prepareTarget, type Target } from './lib/supabase.ts'

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

describe('a source of version 13 and a target of version 18', () => {
  const clusters: Cluster[] = []
  let source: Source
  let target: Target

  beforeAll(async () => {
    clusters.push(await startCluster({ major: 13 }), await startCluster({ major: 18 }))
    const [far, near] = clusters as [Cluster, Cluster]
    source = await prepareSource(far)
    target = await prepareTarget(near, { expose: false })
    await query(source.ownerUrl(), 'create table public.orders as select 1 as id')
  })
  afterAll(async () => {
    await Promise.all(clusters.map((cluster) => cluster.stop()))
    expect(clusters.filter(({ home }) => existsSync(home))).toEqual([])
  })

  test('the target is used as a role that is no superuser', async () => {
    const text =
      'select rolname, rolsuper, rolcreaterole from pg_roles where rolname = current_user'
    expect(await query(target.url, text)).toEqual([
      { rolname: 'postgres', rolsuper: false, rolcreaterole: true },
    ])
  })

  test('newer projects do not hand new tables to the API', async () => {
    await query(target.url, 'create table public.t (id int)')
    const text = `select has_table_privilege('anon', 'public.t', 'select') as may`
    expect(await query(target.url, text)).toEqual([{ may: false }])
  })

  test('the source is read, not written', async () => {
    expect(await query(source.url(), 'select id from public.orders')).toEqual([{ id: 1 }])
    await expect(query(source.url(), 'delete from public.orders')).rejects.toThrow(
      'permission denied',
    )
  })

  test('the target links to the source with a password', async () => {
    const { host, port } = source.cluster
    const sql = postgres(target.url, { max: 1, onnotice: () => {} })
    await sql.unsafe(`
      create server far foreign data wrapper postgres_fdw
        options (host '${host}', port '${port}', dbname 'legacy');
      create user mapping for postgres server far
        options (user 'legacy_ro', password '${source.readerPassword}');
      create foreign table far_orders (id int)
        server far options (schema_name 'public', table_name 'orders')
    `)
    expect([...(await sql`select id from far_orders`)]).toEqual([{ id: 1 }])
    await sql.end()
  })

  test('a server comes back after a crash', async () => {
    await query(source.ownerUrl(), 'checkpoint; insert into public.orders values (2)')
    await source.cluster.crash()
    await expect(query(source.url(), 'select 1')).rejects.toThrow()
    await source.cluster.restart()
    expect(await query(source.url(), 'select count(*)::int as n from public.orders')).toEqual([
      { n: 2 },
    ])
  })
})

test('servers end with the process that started them, even if that is killed', async () => {
  const program = `
    const { startCluster } = await import('./scripts/lib/cluster.ts')
    console.log((await startCluster({ major: 17 })).home)
    setInterval(() => {}, 1000)
  `
  const words = ['--import', 'tsx', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const home = line.toString().trim()
  expect(existsSync(home)).toBe(true)

  child.kill('SIGKILL')
  for (let i = 0; i < 100 && existsSync(home); i++) await sleep(100)
  expect(existsSync(home)).toBe(false)
})
