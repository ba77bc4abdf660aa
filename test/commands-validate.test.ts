/** `lockstep validate`: what is wrong with the target, and never what stands in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

/** Both streams of a command, which never say what stands in a row. */
const saying = async (line: string, code: number): Promise<string> => {
  const { stdout, stderr } = await stage.run(line, code)
  expect(`${stdout}${stderr}`).not.toMatch(/hush/)
  return `${stdout}${stderr}`
}

const errors = async (line: string, code: number): Promise<readonly string[]> => {
  const { findings, passed } = await stage.result(line, code)
  expect(passed).toBe(code === 0)
  return findings.filter(({ level }) => level === 'error').map(({ key }) => key)
}

beforeAll(async () => {
  stage = await openStage({ source: 16, target: 18 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

test('before anything is synced', async () => {
  expect(await errors('validate --settle 0', 1)).toEqual([
    'rows:people:unsynced',
    'success:people',
    'rows:teams:unsynced',
    'success:teams',
  ])
  expect(await saying('validate nobody', 2)).toMatch(/LSE01/)
})

test('all is right', async () => {
  await stage.run('sync')
  const said = await saying('validate', 0)
  expect(said).toMatch(
    /info people success: 1000 of all 1000 rows at the source stand correct on the target: 100 %/,
  )
  expect(said).toMatch(/people +1 000 +1 000 +0 +0 +0\n/)
  expect(said).toMatch(/✓ passed {3}run \d+/)
  expect(said).toMatch(/→ lockstep report \d+ --out report.md/)
})

test('an assertion of the mapping, loaded with it', async () => {
  await stage.load({
    'mapping.sql': staff.mapping,
    'rules.sql': `select lockstep.define_assertion('people', 'grown', 'select from people where age < 18');`,
  })
  expect(await errors('validate people', 0)).toEqual([])
  await stage.near`update people set age = 17 where mail in ('hush5@example.org', 'hush6@example.org')`
  const said = await saying('validate people --settle 0', 1)
  expect(said).toMatch(/error people assertion: assertion grown is not met: 2 rows/)
  expect(said).toMatch(/error people content: 2 of 1000 rows .*\n.*\n {2}keys \["5"\] \["6"\]\n/)
  expect(said).toMatch(/✗ failed: \d errors/)
  expect(await errors('validate people --settle 0 --min-success 99', 1)).toEqual([
    'assertion:people:grown',
  ])
  await stage.near`select lockstep.mute_finding('assertion:people:grown', 'they may')`
  expect(await errors('validate people --settle 0 --min-success 99', 0)).toEqual([])
})

test('a sample says how far it can be trusted', async () => {
  await stage.run('sync')
  expect(await saying('validate people --sample 0.5', 0)).toMatch(
    /info people content: \d+ of 1000 rows were compared, .* with 95 % confidence at most 0\.\d+ % /,
  )
})

test('a source that changed its schema is told', async () => {
  await stage.far`alter table person rename column mail to email`
  const { stderr } = await stage.run('validate people', 3)
  expect(stderr).toMatch(/LSC02 .*drop column mail/)
  await stage.far`alter table person rename column email to mail`
})
