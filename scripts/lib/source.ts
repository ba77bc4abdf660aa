/** Makes a fresh server the home of legacy databases: an owner who may all, and a login that reads. */
import postgres from 'postgres'
import type { Cluster } from './cluster.ts'
import { randomPassword } from './server.ts'

/** The role that owns legacy databases. A superuser, so that any dump can be loaded as it. */
export const OWNER = 'legacy_owner'

/** The role that a link connects as. */
export const READER = 'legacy_ro'

/** How to reach a prepared source. */
export interface Source {
  readonly cluster: Cluster
  readonly ownerPassword: string
  readonly readerPassword: string
  /** As the reading login. Default database: `legacy`. */
  url(database?: string): string
  /** As the owner. */
  ownerUrl(database?: string): string
  /** As superuser. */
  adminUrl(database?: string): string
  /** A further database, owned and readable like `legacy`; runs the given SQL in it as its owner. */
  createDatabase(name: string, sql?: string): Promise<void>
}

const run = async (url: string, statements: readonly string[]) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await sql.unsafe(statement).simple()
  } finally {
    await sql.end()
  }
}

/** Before 14 no role reads everything: the owner's later tables and schemas are granted one by one. */
const readingRights = [
  `grant usage on schema public to ${READER}`,
  `alter default privileges for role ${OWNER} grant usage on schemas to ${READER}`,
  `alter default privileges for role ${OWNER} grant select on tables to ${READER}`,
  `alter default privileges for role ${OWNER} grant select on sequences to ${READER}`,
]

/** Creates the two roles and the database `legacy`. */
export const prepareSource = async (cluster: Cluster): Promise<Source> => {
  const ownerPassword = randomPassword()
  const readerPassword = randomPassword()
  const readsAll = cluster.major >= 14
  await run(cluster.superUrl(), [
    `create role ${OWNER} login superuser password '${ownerPassword}'`,
    `create role ${READER} login password '${readerPassword}'`,
    ...(readsAll ? [`grant pg_read_all_data to ${READER}`] : []),
  ])

  const source: Source = {
    cluster,
    ownerPassword,
    readerPassword,
    url: (database = 'legacy') => cluster.url(READER, readerPassword, database),
    ownerUrl: (database = 'legacy') => cluster.url(OWNER, ownerPassword, database),
    adminUrl: (database = 'legacy') => cluster.superUrl(database),
    async createDatabase(name, sql) {
      const quoted = `"${name.replaceAll('"', '""')}"`
      await run(cluster.superUrl(), [`create database ${quoted} owner ${OWNER}`])
      const rights = readsAll ? [] : readingRights
      await run(source.ownerUrl(name), [...rights, ...(sql ? [sql] : [])])
    },
  }
  await source.createDatabase('legacy')
  return source
}
