/** Servers that take nothing but TLS, as Supabase can be told to. */
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProxy, type Proxy as Wire } from '../scripts/lib/proxy.ts'
import { demandTls } from '../scripts/lib/tls.ts'
import { bigPlot } from './lib/big.ts'
import { expectRefusal } from './lib/refusal.ts'
import { openStage, type Stage, until, whileRunning } from './lib/stage.ts'
import { through } from './lib/wires.ts'
import { cli, startCli } from './lib.ts'

const ROWS = 20_000
const { source, target, mapping } = bigPlot('event', ROWS)

let stage: Stage
let near: postgres.Sql
let authority: string
let stranger: string
let wire: Wire

const environment = (search: string) => ({
  LOCKSTEP_TARGET_URL: through(stage.target.url, wire.port, search),
  LOCKSTEP_SOURCE_URL: through(stage.source.url(), stage.source.cluster.port, 'sslmode=require'),
})
const lockstep = (line: string, search: string) => cli(line.split(' '), environment(search))

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  await stage.far.unsafe(source).simple()
  await stage.near.unsafe(target).simple()
  stranger = await demandTls(stage.source.cluster, 'DNS:elsewhere.example')
  authority = await demandTls(stage.target.cluster, 'DNS:localhost,IP:127.0.0.1')
  wire = await startProxy(stage.target.cluster.host, stage.target.cluster.port)
  near = postgres(stage.target.url, { max: 1, ssl: 'require', onnotice: () => {} })
})
afterAll(async () => {
  await near?.end({ timeout: 1 })
  await wire?.stop()
  await stage?.stop()
})

test.each([
  ['disable', '28000'],
  ['verify-full', '.*(CERT|LEAF).*'],
  ['verify-ca&sslrootcert=STRANGER', '.*(CERT|LEAF).*'],
  ['verify-full&sslrootcert=/nowhere', 'LSK18'],
])('sslmode=%s does not do', async (mode, code) => {
  const search = `sslmode=${mode.replace('STRANGER', encodeURIComponent(stranger))}`
  expectRefusal(stage, await lockstep('deploy', search), { code })
})

describe.each(['prefer', 'require', 'verify-ca&sslrootcert=CA', 'verify-full&sslrootcert=CA'])(
  'sslmode=%s',
  (mode) => {
    const search = () => `sslmode=${mode.replace('CA', encodeURIComponent(authority))}`

    test('does', async () => {
      const { code, stderr } = await lockstep('deploy', search())
      expect(code, stderr).toBe(0)
    })
  },
)

test('both ways are encrypted, and a sync whose connections are cut goes on', async () => {
  const search = `sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`
  const linked = await lockstep('link create', search)
  expect(linked.code, linked.stderr).toBe(0)
  await near.unsafe(mapping)

  const running = startCli(['sync', 'event', '--batch-rows', '1000', '--json'], environment(search))
  const rows = async () => (await near`select count(*)::int as n from event`)[0]?.n
  await whileRunning(
    running,
    until(async () => (await rows()) > 0),
  )
  const plain = await near`
    select a.application_name from pg_stat_activity as a join pg_stat_ssl as s using (pid)
    where a.application_name = 'lockstep' and not s.ssl
  `
  expect(plain).toEqual([])
  wire.reset()
  const { code, stdout, stderr } = await running.ended
  expect(code, stderr).toBe(0)
  expect(stderr).toMatch(/trying again/)
  expect(JSON.parse(stdout)).toMatchObject({ in_step: true, run: '1' })
  expect(await rows()).toBe(ROWS)
})
