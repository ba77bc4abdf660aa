import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCluster } from '../scripts/lib/cluster.ts'
import type { Target } from '../scripts/lib/supabase.ts'
import { until, whileRunning } from './lib/stage.ts'
import { cli, startCli, startTarget } from './lib.ts'

let target: Target
let sql: postgres.Sql
let admin: postgres.Sql

const deploy = (...flags: string[]) =>
  cli(['deploy', ...flags], { LOCKSTEP_TARGET_URL: target.url })

/** The target's URL with something else in one place. */
const changed = (change: (url: URL) => void): string => {
  const url = new URL(target.url)
  change(url)
  return url.href
}

/** A database of its own, and its URL. */
const database = async (name: string): Promise<string> => {
  await sql.unsafe(`create database ${name}`)
  return changed((url) => {
    url.pathname = `/${name}`
  })
}

beforeAll(async () => {
  target = await startTarget()
  sql = postgres(target.url, { max: 2, onnotice: () => {} })
  admin = postgres(target.adminUrl, { max: 1, onnotice: () => {} })
})

afterAll(async () => {
  await Promise.all([sql.end(), admin.end()])
  await target.cluster.stop()
})

describe('lockstep deploy', () => {
  it('installs everything as a role that is no superuser', async () => {
    const { code, stdout, stderr } = await deploy()
    expect(stdout).toMatch(/migrations {4}0001_state, /)
    expect(stderr).toMatch(/→ lockstep link create/)
    expect(code).toBe(0)
    const [row] = await sql`
      select count(*)::int as n from pg_proc
      where pronamespace in ('lockstep'::regnamespace, 'lockstep_private'::regnamespace)
    `
    expect(row?.n).toBeGreaterThan(5)
  })

  it('is harmless twice: same functions, same state, no further migration', async () => {
    await sql`update lockstep_state.setting set description = 'mine' where name = 'salt'`
    const salt = await sql`select value from lockstep_state.setting where name = 'salt'`
    const { code, stdout } = await deploy('--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ migrations: [], isNew: false })
    expect(await sql`select value from lockstep_state.setting where name = 'salt'`).toEqual(salt)
  })

  it('is safe against two at once, also the first time', async () => {
    const url = await database('twice')
    const both = await Promise.all([1, 2].map(() => cli(['deploy', '--json', '--target-url', url])))
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const migrations = both.flatMap(({ stdout }) => JSON.parse(stdout).migrations)
    expect(migrations.filter((name) => name === '0001_state')).toHaveLength(1)
  })

  it('waits for one that is at work, and says so', async () => {
    const waiting = await sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(5204637001)`
      const running = startCli(['deploy'], { LOCKSTEP_TARGET_URL: target.url })
      const isHeard = async () =>
        running.said().includes('a deploy or the steps of a run are at work')
      await whileRunning(running, until(isHeard))
      return { running }
    })
    const { code, stderr } = await waiting.running.ended
    expect(code, stderr).toBe(0)
  })

  it('grants nothing to anybody else', async () => {
    const rows = await sql`
      select p.oid::regprocedure::text as name
      from pg_proc as p
      where p.pronamespace in ('lockstep'::regnamespace, 'lockstep_private'::regnamespace)
        and (has_function_privilege('anon', p.oid, 'execute')
          or has_function_privilege('service_role', p.oid, 'execute'))
    `
    expect(rows).toEqual([])
  })

  it('lists what depends on it, and changes nothing (LSK02)', async () => {
    await sql`create view public.my_view as select version from lockstep.deployments`
    await sql`create table public.my_table (d lockstep.deployments)`
    const [before] = await sql`select 'lockstep.deployments'::regclass::oid as oid`
    const { code, stderr } = await deploy()
    expect(stderr).toContain('LSK02')
    expect(stderr).toContain('table my_table\n    view my_view')
    expect(code).toBe(2)
    expect(await sql`select 'lockstep.deployments'::regclass::oid as oid`).toEqual([before])
    await sql`drop view public.my_view`
    await sql`drop table public.my_table`
    expect((await deploy()).code).toBe(0)
  })

  it('keeps the function that mappings call, with what depends on it, and replaces its body', async () => {
    const inMapping = postgres(target.url, { max: 1, onnotice: () => {} })
    await inMapping`create view lockstep_mapping.mine as select lockstep.try_jsonb('{"a": 1}') as value`
    await inMapping.unsafe(`
      create or replace function lockstep.try_jsonb(value text) returns jsonb language sql immutable strict
      as 'select null::jsonb'
    `)
    const [before] = await inMapping`select 'lockstep.try_jsonb(text)'::regprocedure::oid as oid`
    expect(await inMapping`select value from lockstep_mapping.mine`).toEqual([{ value: null }])
    expect((await deploy()).code).toBe(0)
    expect(await inMapping`select value from lockstep_mapping.mine`).toEqual([{ value: { a: 1 } }])
    expect(await inMapping`select 'lockstep.try_jsonb(text)'::regprocedure::oid as oid`).toEqual([
      before,
    ])
    expect((await cli(['deploy', '--check', '--target-url', target.url])).code).toBe(0)
    await inMapping`drop view lockstep_mapping.mine`
    await inMapping.end()
  })

  it('does not take a schema of somebody else for its own (LSK06)', async () => {
    const url = await database('foreign_schema')
    const other = postgres(url, { max: 1 })
    await other`create schema lockstep`
    await other.end()
    const { code, stderr } = await cli(['deploy', '--target-url', url])
    expect(stderr).toContain("LSK06 schema 'lockstep' belongs to somebody else")
    expect(code).toBe(2)
  })
})

describe('lockstep deploy --check', () => {
  it('tells an empty database, a current one and one with a function changed by hand', async () => {
    const url = await database('checked')
    expect((await cli(['deploy', '--check', '--target-url', url])).code).toBe(1)
    await cli(['deploy', '--target-url', url])
    expect((await cli(['deploy', '--check', '--target-url', url])).code).toBe(0)

    const other = postgres(url, { max: 1 })
    await other`alter function lockstep.changed_functions() volatile`
    await other`create function lockstep.mine() returns int language sql as 'select 1'`
    await other.end()
    const { code, stdout } = await cli(['deploy', '--check', '--json', '--target-url', url])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).changedFunctions).toEqual([
      { signature: 'lockstep.changed_functions()', change: 'changed' },
      { signature: 'lockstep.mine()', change: 'added' },
    ])
  })
})

describe('a target that will not do', () => {
  it.each([
    [
      'password',
      (url: URL) => {
        url.password = 'nonsense'
      },
      '28P01',
      2,
    ],
    [
      'user',
      (url: URL) => {
        url.username = 'nobody'
      },
      '28P01',
      2,
    ],
    [
      'database',
      (url: URL) => {
        url.pathname = '/nowhere'
      },
      '3D000',
      2,
    ],
    [
      'port',
      (url: URL) => {
        url.port = '1'
      },
      'ECONNREFUSED',
      2,
    ],
    [
      'host',
      (url: URL) => {
        url.hostname = 'host.invalid'
      },
      'ENOTFOUND|EAI_AGAIN',
      2,
    ],
    [
      'scheme',
      (url: URL) => {
        url.href = `http${url.href.slice(8)}`
      },
      'LSK09',
      2,
    ],
    [
      'pooler',
      (url: URL) => {
        url.port = '6543'
      },
      'LSK08',
      2,
    ],
    [
      'certificate',
      (url: URL) => {
        url.search = '?sslmode=require'
      },
      'ECONNRESET',
      3,
    ],
  ])('wrong %s', async (_, change, code, exit) => {
    const url = changed(change)
    const plain = await cli(['deploy', '--target-url', url])
    expect(plain.stderr).toMatch(new RegExp(`^✗ (${code}) .*\n(.*\n)*  → `))
    expect(plain.code).toBe(exit)
    expect(plain.stdout).toBe('')
    expect(plain.stderr).not.toContain(target.password)

    const json = await cli(['deploy', '--json'], { LOCKSTEP_TARGET_URL: url })
    expect(JSON.parse(json.stdout).error.code).toMatch(new RegExp(code))
    expect(json.code).toBe(exit)
    expect(json.stderr).toBe('')
  })

  it('none at all (LSK10)', async () => {
    const { code, stderr } = await cli(['deploy'])
    expect(stderr).toContain('LSK10')
    expect(code).toBe(2)
  })

  it('read-only sessions (LSK04)', async () => {
    const url = await database('read_only')
    await sql`alter database read_only set default_transaction_read_only = on`
    const { code, stderr } = await cli(['deploy', '--target-url', url])
    expect(stderr).toContain('LSK04')
    expect(code).toBe(2)
  })

  it('a role without rights (LSK05, LSK07)', async () => {
    await admin`create role poor login password 'poor'`
    await admin`create role schemer login password 'schemer'`
    await admin`create database emptied`
    const as = (name: string) =>
      changed((url) => {
        url.username = name
        url.password = name
        url.pathname = '/emptied'
      })
    const poor = await cli(['deploy', '--target-url', as('poor')])
    expect(poor.stderr).toContain('LSK05')
    expect(poor.stderr).toContain('grant create on database emptied to poor')
    expect(poor.code).toBe(2)
  })

  it('a server that is too old (LSK03)', async () => {
    const old = await startCluster({ major: 13 })
    try {
      const { code, stderr } = await cli(['deploy'], { LOCKSTEP_TARGET_URL: old.superUrl() })
      expect(stderr).toContain('LSK03 the target is PostgreSQL 13')
      expect(code).toBe(2)
    } finally {
      await old.stop()
    }
  })

  it('a database without lockstep (LSK01)', async () => {
    const url = await database('empty')
    for (const command of ['status', 'sync', 'compare', 'doctor', 'entity list', 'link list']) {
      const { code, stderr } = await cli([...command.split(' '), '--target-url', url])
      expect(stderr, command).toContain('LSK01')
      expect(stderr).toContain('Run: lockstep deploy')
      expect(code).toBe(2)
    }
  })
})

describe('roles that are not there (LSK07)', () => {
  it('are asked for when the caller may not create them', async () => {
    const fresh = await startTarget(16)
    const owner = postgres(fresh.adminUrl, { max: 1, onnotice: () => {} })
    try {
      await owner`create role schemer login password 'schemer'`
      await owner`grant create on database postgres to schemer`
      const url = new URL(fresh.url)
      url.username = 'schemer'
      url.password = 'schemer'
      const first = await cli(['deploy', '--target-url', url.href])
      expect(first.stderr).toContain('LSK07')
      expect(first.stderr).toContain('create role lockstep_admin;')
      expect(first.code).toBe(2)

      await owner.unsafe(
        'create role lockstep_admin; create role lockstep_runner; create role lockstep_viewer',
      )
      expect((await cli(['deploy', '--target-url', url.href])).code).toBe(0)
      const { stderr } = await cli(['deploy', '--target-url', fresh.url])
      expect(stderr).toContain('LSK06')
    } finally {
      await owner.end()
      await fresh.cluster.stop()
    }
  })
})
