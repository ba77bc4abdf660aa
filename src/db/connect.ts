/** Connections to the target, all alike. */
import postgres from 'postgres'
import { type Connection, tlsOf } from '../config.ts'

/** A pool of connections, or one of them. */
export type Sql = postgres.Sql<{ bigint: bigint }>

/**
 * Held alone by a deploy, which lays functions anew, and together by steps, which run them. Two
 * deploys at once: the second waits and then finds everything done.
 */
export const DEPLOY_LOCK = 5_204_637_001n

/** What a pool may differ in. */
export interface PoolOptions {
  readonly max: number
  /** Where notices of the server go; nowhere by default. */
  readonly onNotice?: ((message: string) => void) | undefined
}

/**
 * Opens nothing yet: connections come with the first statement. They are never recycled by age,
 * because a new one would silently lack the settings of its session.
 */
export const openPool = (connection: Connection, { max, onNotice }: PoolOptions): Sql =>
  postgres({
    host: connection.host,
    port: connection.port,
    database: connection.database,
    username: connection.user,
    password: connection.password,
    ssl: tlsOf(connection),
    max,
    max_lifetime: null,
    connect_timeout: 15,
    keep_alive: 30,
    types: { bigint: postgres.BigInt },
    connection: { application_name: 'lockstep' },
    onnotice: (notice) => onNotice?.(notice.message ?? ''),
  })

/**
 * Settings for a session that runs long statements: no time limit (Supabase has one of two minutes),
 * and an end soon after its client has died.
 */
export const unlimit = async (sql: Sql): Promise<void> => {
  await sql`set statement_timeout = 0`
  await sql`set client_connection_check_interval = '5s'`
}
