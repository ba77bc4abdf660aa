/**
 * The database's public functions, one method each, nothing else.
 * The only file in src/ that spells `lockstep.`: what is not here, the runner cannot do. That is why
 * it is one file, longer than others.
 */
import type { ISql } from 'postgres'
import { DEPLOY_LOCK } from './connect.ts'
import type {
  Difference,
  Entity,
  Finding,
  ImportedTable,
  Link,
  Progress,
  Report,
  Run,
  RunKind,
  SourceAddress,
  StepStatus,
} from './shapes.ts'

/** What was deployed last. */
export interface Installed {
  readonly version: string
  readonly filesHash: string
}

/** A function or view that is not as it was deployed. */
export interface ChangedFunction {
  readonly signature: string
  readonly change: 'changed' | 'missing' | 'added'
}

/** What a run is told. */
export interface RunRequest {
  readonly kind: RunKind
  readonly entities: readonly string[]
  readonly isDry: boolean
  /** batch_rows, allow_deletes, max_delete_ratio, since. */
  readonly options: Readonly<Record<string, string | number | boolean>>
}

/** The door. */
export type Api = ReturnType<typeof createApi>

/** OID of text: the driver finds the array type that belongs to it. */
const TEXT = 25

/** The door on a pool, one connection or a transaction. */
export const createApi = (sql: ISql<{ bigint: bigint }>) => ({
  async installed(): Promise<Installed | undefined> {
    const [found] = await sql`select to_regclass('lockstep.deployments') is not null as is_there`
    if (found?.is_there !== true) return undefined
    const [installed] = await sql<Installed[]>`
      select version, files_hash as "filesHash" from lockstep.deployments order by id desc limit 1
    `
    return installed
  },

  async recordDeployment(version: string, filesHash: string): Promise<bigint> {
    const [row] = await sql<[{ definitions: bigint }]>`
      select lockstep.record_deployment(${version}, ${filesHash}) as definitions
    `
    return row.definitions
  },

  async changedFunctions(): Promise<readonly ChangedFunction[]> {
    return sql<ChangedFunction[]>`select signature, change from lockstep.changed_functions()`
  },

  async freeConnections(): Promise<number> {
    const [row] = await sql<[{ free: number }]>`select lockstep.free_connections() as free`
    return row.free
  },

  async doctor(): Promise<readonly Finding[]> {
    return sql<Finding[]>`select "check", level, entity, detail, remedy, key from lockstep.doctor()`
  },

  // links ---------------------------------------------------------------------------------------

  async createLink(
    link: string,
    source: SourceAddress,
    schemas: readonly string[],
    localSchema: string,
  ): Promise<void> {
    await sql`
      select lockstep.create_link(
        link => ${link}, host => ${source.host}, port => ${source.port},
        database => ${source.database}, username => ${source.user}, password => ${source.password},
        schemas => ${sql.array([...schemas], TEXT)}, local_schema => ${localSchema},
        sslmode => ${source.sslmode}
      )
    `
  },

  async setLinkPassword(link: string, username: string, password: string): Promise<void> {
    await sql`select lockstep.link_password(${link}, ${username}, ${password})`
  },

  async importLink(link: string): Promise<readonly ImportedTable[]> {
    return sql<ImportedTable[]>`
      select remote_schema as "remoteSchema", remote_table as "remoteTable",
        local_table as "localTable", kind, change, reason
      from lockstep.import_link(${link})
    `
  },

  async checkLink(link: string): Promise<readonly Finding[]> {
    return sql<Finding[]>`
      select "check", level, entity, detail, remedy, key from lockstep.check_link(${link})
    `
  },

  async dropLink(link: string): Promise<void> {
    await sql`select lockstep.drop_link(${link})`
  },

  async links(): Promise<readonly Link[]> {
    return sql<Link[]>`
      select name, local_schema as "localSchema", remote_schemas as "remoteSchemas",
        imported_at::text as "importedAt"
      from lockstep.links
      order by name
    `
  },

  // entities ------------------------------------------------------------------------------------

  async entities(): Promise<readonly Entity[]> {
    return sql<Entity[]>`
      select name, source, source_key as "sourceKey", target, target_key as "targetKey",
        key_strategy as "keyStrategy", columns, refs, watermark, on_delete as "onDelete",
        on_drift as "onDrift", batch_rows as "batchRows", description,
        is_complete as "isComplete", defined_at::text as "definedAt"
      from lockstep.entities
      order by name
    `
  },

  async incompleteEntities(): Promise<readonly { entity: string; refersTo: string }[]> {
    return sql<{ entity: string; refersTo: string }[]>`
      select entity, refers_to as "refersTo" from lockstep.incomplete_entities()
    `
  },

  async checkEntity(entity: string): Promise<readonly Finding[]> {
    return sql<Finding[]>`
      select "check", level, entity, detail, remedy, key from lockstep.check_entity(${entity})
    `
  },

  async dropEntity(entity: string): Promise<void> {
    await sql`select lockstep.drop_entity(${entity})`
  },

  // runs ----------------------------------------------------------------------------------------

  async startRun({ kind, entities, isDry, options }: RunRequest): Promise<bigint> {
    const chosen = entities.length === 0 ? null : sql.array([...entities], TEXT)
    const [row] = await sql<[{ run: bigint }]>`
      select lockstep.start_run(${kind}, ${chosen}, ${isDry}, ${JSON.stringify(options)}::text::jsonb)
        as run
    `
    return row.run
  },

  /**
   * One message with two statements is one transaction and one round trip. The lock keeps a deploy
   * from laying the functions anew under the step. `hard` cancels it at the server, which rolls it back.
   */
  async step(run: bigint, hard: AbortSignal): Promise<StepStatus> {
    const query = sql
      .unsafe<[unknown, [{ status: StepStatus }]]>(
        `select pg_advisory_xact_lock_shared(${DEPLOY_LOCK}); select status from lockstep.step(${run})`,
      )
      .simple()
    const cancel = () => query.cancel()
    hard.addEventListener('abort', cancel, { once: true })
    try {
      const [, [row]] = await query
      return row.status
    } finally {
      hard.removeEventListener('abort', cancel)
    }
  },

  async failRun(run: bigint, code: string, message: string): Promise<void> {
    await sql`select lockstep.fail_run(${run}, ${code}, ${message})`
  },

  async pauseRun(run: bigint): Promise<void> {
    await sql`select lockstep.pause_run(${run})`
  },

  async resumeRun(run: bigint): Promise<void> {
    await sql`select lockstep.resume_run(${run})`
  },

  async cancelRun(run: bigint): Promise<void> {
    await sql`select lockstep.cancel_run(${run})`
  },

  async progress(run: bigint): Promise<readonly Progress[]> {
    return sql<Progress[]>`
      select entity, stage_kind as "stageKind", segments, segments_done as "segmentsDone",
        rows_done as "rowsDone", rows_expected as "rowsExpected", differing, written, rejected,
        is_done as "isDone"
      from lockstep.progress(${run})
    `
  },

  async report(run: bigint): Promise<Report> {
    const [row] = await sql<[{ report: string }]>`select lockstep.report(${run})::text as report`
    return { findings: [], ...(JSON.parse(row.report) as Omit<Report, 'findings'>) }
  },

  async runs(limit: number): Promise<readonly Run[]> {
    return sql<Run[]>`
      select id, kind, status, is_dry as "isDry", entities, created_at::text as "createdAt",
        finished_at::text as "finishedAt", error_code as "errorCode", error
      from lockstep.runs
      order by id desc
      limit ${limit}
    `
  },

  async differences(run: bigint, examples: number): Promise<readonly Difference[]> {
    return sql<Difference[]>`
      select entity, state, count(*) as count,
        (array_agg(source_key::text order by source_key))[:${examples}::integer] as keys
      from lockstep.differences
      where run = ${run}
      group by entity, state
      order by entity, state
    `
  },
})
