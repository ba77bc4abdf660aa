/** pgTAP: two fresh servers, lockstep deployed on one of them, a link between them, then the tests. */
import { existsSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import { startCluster } from './cluster.ts'
import { OWNER, prepareSource, READER, type Source } from './source.ts'
import { prepareTarget, type Target } from './supabase.ts'
import { run, type Tally, tallyOfProve } from './tally.ts'

/** Which servers meet. Debian's target has pg_cron and plpgsql_check. */
export interface Pair {
  readonly source: number
  readonly target: number
  readonly flavour: 'embedded' | 'debian'
}

const FAR = 'far'
const FAR_SQL = 'db/tests/far.sql'
const NEAR_SQL = 'db/tests/near.sql'

/** Tests roll back; what is left of their rows would be vacuumed at any time, and change what planners say. */
const settings = { autovacuum: 'off' }

const must = async (what: string, work: ReturnType<typeof run>) => {
  const { code } = await work
  if (code !== 0) throw new Error(`${what} failed with exit code ${code}`)
}

/** Ambiguous names, shadowed variables and `select into` of two rows are failures in tests. */
const beStrict = async ({ adminUrl }: Target) => {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(`load 'plpgsql'; alter role postgres set plpgsql.extra_errors = 'all'`).simple()
  await sql.end()
}

/** The variables that db/tests/near.sql may use. */
const variables = ({ cluster, ownerPassword, readerPassword }: Source) => ({
  host: cluster.host,
  port: String(cluster.port),
  dbname: FAR,
  user: READER,
  password: readerPassword,
  owner: OWNER,
  owner_password: ownerPassword,
})

/** Deploys lockstep and makes the far database and the link to it, as a user would. */
export const layTheTable = async (source: Source, target: Target) => {
  const far = existsSync(FAR_SQL) ? readFileSync(FAR_SQL, 'utf8') : undefined
  await source.createDatabase(FAR, far)
  const env = { LOCKSTEP_TARGET_URL: target.url }
  await must('deploy', run(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'deploy'], env))
  await beStrict(target)
  if (!existsSync(NEAR_SQL)) return
  const set = Object.entries(variables(source)).flatMap(([k, v]) => ['-v', `${k}=${v}`])
  const words = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...set, '-f', NEAR_SQL, target.url]
  await must(NEAR_SQL, run('psql', words))
}

/** Runs the given test files, or all, on one pair of servers. */
export const runPgtap = async (pair: Pair, files: readonly string[]): Promise<Tally> => {
  const sourceCluster = await startCluster({ major: pair.source, settings })
  const targetCluster = await startCluster({ major: pair.target, flavour: pair.flavour, settings })
  try {
    const source = await prepareSource(sourceCluster)
    const target = await prepareTarget(targetCluster)
    await layTheTable(source, target)
    return tallyOfProve(
      await run('scripts/pg-prove', [target.url, ...files], {}, `${pair.target}  `),
    )
  } finally {
    await Promise.all([sourceCluster.stop(), targetCluster.stop()])
  }
}
