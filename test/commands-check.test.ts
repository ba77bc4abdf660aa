/** `lockstep check`: one record on both sides; never what stands in it, unless asked for. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'
import { cli } from './lib.ts'

let stage: Stage

/** What a command says, which is never what stands in a row. */
const saying = async (line: string, code: number): Promise<string> => {
  const { stdout, stderr } = await stage.run(line, code)
  expect(`${stdout}${stderr}`).not.toMatch(/hush/)
  return `${stdout}${stderr}`
}

beforeAll(async () => {
  stage = await openStage({ source: 13, target: 17 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

test('before the first sync', async () => {
  expect(await saying('check people 5', 1)).toMatch(
    /^✗ people \["5"\] {3}insert: at the source only.*\n {2}never synced\n/,
  )
})

test('in step', async () => {
  await stage.run('sync')
  const said = await saying('check people 5', 0)
  expect(said).toMatch(
    /^✓ people \["5"\] {3}unchanged: in step\n {2}target key \["[0-9a-f-]{36}"\], synced by run 1 at 20/,
  )
  expect(said).toMatch(/team_id +teams +\["6"\] +[0-9a-f-]{36} +resolved/)
  expect(said).toMatch(/→ lockstep check people "5" --show-values/)
})

test('changed, refused, deleted, touched', async () => {
  await stage.far
    .unsafe(`
      update person set mail = 'hush new' where id = 5;
      update person set size = 'hush XL' where id = 6;
      update person set team = 77 where id = 7;
      delete from person where id = 8;
    `)
    .simple()
  await stage.near`update people set name = 'hush touched' where mail = 'hush9@example.org'`
  expect(await saying('check people 5', 1)).toMatch(
    /update: changed at the source.*\n.*\n {2}differs in mail\n/,
  )
  expect(await saying('check people 6', 1)).toMatch(/the mapping cannot transform it: 22P02\n/)
  expect(await saying('check people 7', 1)).toMatch(/team_id +teams +\["77"\] +– +unresolved/)
  expect(await saying('check people 8', 1)).toMatch(
    /delete: gone at the source[\s\S]*→ lockstep sync people/,
  )
  expect(await saying('check people 9', 1)).toMatch(
    /drift: changed on the target[\s\S]*differs in name\n/,
  )
})

test('and after a sync: why it was refused, and what it was before', async () => {
  await stage.run('sync --allow-deletes', 1)
  expect(await saying('check people 5', 0)).toMatch(
    /written over by run 2 at .* \(update\)[\s\S]*→ lockstep conflicts 2 --entity people/,
  )
  expect(await saying('check people 6', 1)).toMatch(/is refused since run 2: \w+ 22P02/)
  expect(await saying('check people 7', 1)).toMatch(
    /is refused since run 2: unresolved_reference 23503 team_id.*\n {4}→ /,
  )
  expect(await saying('check people 8', 0)).toMatch(/gone: gone at the source, and dealt with/)
})

test('values only for who asks, and never in a log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-log-'))
  const env = { LOCKSTEP_TARGET_URL: stage.target.url, LOCKSTEP_LOG_DIR: folder }
  const { stdout } = await cli(['check', 'people', '5', '--show-values'], env)
  expect(stdout).toMatch(/mail +≠? *=? +hush new +hush new/)
  const over = await cli(['conflicts', '2', '--show-values'], env)
  expect(over.stdout).toMatch(/hush5@example\.org/)
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/hush/)
  rmSync(folder, { recursive: true })
})

test('the same as a document, and for a program', async () => {
  const { stdout } = await stage.run('check people 7 --json', 1)
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({ entity: 'people', source_key: ['7'], source: null, failure: null })
  expect(found.rejects).toMatchObject([
    { reason: 'unresolved_reference', column: 'team_id', closed_at: null },
  ])
  const lockstep = createLockstep({ targetUrl: stage.target.url })
  expect(await lockstep.check('people', ['7'])).toEqual(found)
  const shown = await lockstep.check('people', ['5'], { showValues: true })
  expect(shown.source).toMatchObject({ id: '5', mail: 'hush new' })
  await lockstep.close()
})

test('bad input', async () => {
  expect((await stage.run('check nobody 1', 2)).stderr).toMatch(/LSE01/)
  expect((await stage.run('check people 1 2', 2)).stderr).toMatch(
    /LSE20 that is no key of entity 'people'\n.*id \(integer\)/,
  )
  expect((await stage.run('check people one', 2)).stderr).toMatch(/LSE20/)
  expect((await stage.run('check people', 2)).stderr).toMatch(/LSK13/)
  expect(await saying('check people 99999', 1)).toMatch(/unknown: neither source nor ledger/)
})
