/** What else people use, each set up as well as it can be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, type Stage } from './stage.ts'

/** `//user:password@host:port/database/table?key:columns`, as pg_comparator wants it. */
const address = (url: string, table: string) => {
  const { username, password, hostname, port, pathname } = new URL(url)
  return `pgsql://${username}:${password}@${hostname}:${port}${pathname}/${table}`
}

/** Its own functions in C, on both sides. */
export const installComparator = async ({ farAdmin, nearAdmin }: Stage): Promise<void> => {
  for (const sql of [farAdmin, nearAdmin]) await sql`create extension if not exists pgcmp`
}

/** Compares (or copies changes of) a table whose integer key is evenly spread, which it is told. */
export const comparator = (
  { source, target }: Stage,
  [there, here]: readonly [string, string],
  ...words: readonly string[]
) =>
  run('pg_comparator', [
    ...['--use-key', '--no-report', '--max-ratio', '2', ...words],
    address(source.adminUrl(), `${there}?id`),
    address(target.adminUrl, here),
  ])

const databaseUrl = (url: string, database: string) => {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** An empty database at the target. */
export const freshDatabase = async ({ nearAdmin }: Stage, name: string): Promise<void> => {
  await nearAdmin.unsafe(`drop database if exists ${name} with (force)`)
  await nearAdmin.unsafe(`create database ${name}`)
}

/** One pipe, into a table without indexes that the key gets afterwards. */
export const copyThroughPipe = async (stage: Stage, table: string, database: string) => {
  const there = stage.source.adminUrl()
  const here = databaseUrl(stage.target.adminUrl, database)
  const line = [
    `pg_dump -O -x -s -t ${table} "$THERE" | psql -qX -v ON_ERROR_STOP=1 "$HERE" >/dev/null`,
    `psql -qXc 'copy (select * from ${table}) to stdout' "$THERE" | psql -qXc 'copy ${table} from stdin' "$HERE"`,
  ].join(' && ')
  await run('bash', ['-o', 'pipefail', '-c', line], { THERE: there, HERE: here })
}

/** Copies the one table with its indexes. */
export const pgloader = async (stage: Stage, table: string, database: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-pgloader-'))
  const file = join(folder, 'copy.load')
  const url = (text: string) => text.replace('postgres://', 'postgresql://')
  writeFileSync(
    file,
    `load database from ${url(stage.source.adminUrl())}
      into ${url(databaseUrl(stage.target.adminUrl, database))}
      with workers = 2, concurrency = 1, batch rows = 10000, prefetch rows = 20000
      including only table names matching '${table}' in schema 'public';`,
  )
  await run('pgloader', ['--root-dir', folder, file]).finally(() =>
    rmSync(folder, { recursive: true }),
  )
}

/** Copies the whole database. */
export const pgcopydb = async (stage: Stage, database: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-pgcopydb-'))
  const words = ['clone', '--table-jobs', '2', '--index-jobs', '2', '--no-owner', '--no-acl']
  await run('pgcopydb', [...words, '--skip-extensions', '--dir', join(folder, 'work')], {
    PGCOPYDB_SOURCE_PGURI: stage.source.adminUrl(),
    PGCOPYDB_TARGET_PGURI: databaseUrl(stage.target.adminUrl, database),
  }).finally(() => rmSync(folder, { recursive: true }))
}
