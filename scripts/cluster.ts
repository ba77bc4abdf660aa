/** Starts a throw-away source and a throw-away target, says how to reach them, and waits for a signal. */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { startCluster } from './lib/cluster.ts'
import { prepareSource } from './lib/source.ts'
import { prepareTarget } from './lib/supabase.ts'

const usage = `usage: scripts/cluster [--source MAJOR] [--target MAJOR] [--debian-target] [--no-expose]

  --source MAJOR     PostgreSQL version of the legacy side (default 17)
  --target MAJOR     PostgreSQL version of the target (default 15)
  --debian-target    Debian's own server as target: has pg_cron and plpgsql_check
  --no-expose        new tables of the target are not granted to the API's roles`

const { values } = parseArgs({
  options: {
    source: { type: 'string', default: '17' },
    target: { type: 'string', default: '15' },
    'debian-target': { type: 'boolean', default: false },
    'no-expose': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const serve = async () => {
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name)))
  const alive = setInterval(() => {}, 1 << 30)
  const [sourceCluster, targetCluster] = await Promise.all([
    startCluster({ major: Number(values.source) }),
    startCluster({
      major: Number(values.target),
      flavour: values['debian-target'] ? 'debian' : 'embedded',
    }),
  ])
  const source = await prepareSource(sourceCluster)
  const target = await prepareTarget(targetCluster, { expose: !values['no-expose'] })
  console.log(`export LOCKSTEP_TARGET_URL='${target.url}'`)
  console.log(`export LOCKSTEP_SOURCE_URL='${source.url()}'`)
  console.log(`export LOCKSTEP_TARGET_ADMIN_URL='${target.adminUrl}'`)
  console.log(`export LOCKSTEP_SOURCE_ADMIN_URL='${source.adminUrl()}'`)
  console.error('ready; stop with Ctrl-C')
  await stopped
  clearInterval(alive)
  await Promise.all([sourceCluster.stop(), targetCluster.stop()])
}

if (values.help) console.log(usage)
else await serve()
