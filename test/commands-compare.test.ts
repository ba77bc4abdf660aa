/** `lockstep compare` at its three distances, by the ledger and without it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

const saying = async (line: string, code: number): Promise<string> => {
  const { stdout, stderr } = await stage.run(line, code)
  return `${stdout}${stderr}`
}

/** What a comparison found, and the keys and columns of rows, from its document. */
const rowsOf = async (line: string): Promise<readonly string[]> => {
  const { stdout } = await stage.run(`${line} --by row --json`, 1)
  const { rows } = JSON.parse(stdout) as {
    rows: { entity: string; sourceKey: string[]; found: string; columns: { column: string }[] }[]
  }
  return rows.map(({ entity, sourceKey, found, columns }) =>
    [entity, ...sourceKey, found, ...(columns ?? []).map(({ column }) => column)].join(' '),
  )
}

beforeAll(async () => {
  stage = await openStage({ source: 13, target: 18 })
  await prepare(stage, staff)
  await stage.run('sync')
})
afterAll(() => stage?.stop())

test('in step, both ways', async () => {
  expect(await saying('compare', 0)).toMatch(/✓ in step/)
  expect(await saying('compare --deep', 0)).toMatch(/✓ in step[\s\S]*→ lockstep report 3 /)
  expect(await saying('compare --strict --by row', 0)).toMatch(/✓ in step/)
})

test('row by row: which columns differ, and values only for who asks', async () => {
  await stage.far`update person set mail = 'hush new ' where id = 5`
  await stage.near`update people set name = 'hush touched' where mail = 'hush9@example.org'`
  await stage.near`delete from people where mail = 'hush7@example.org'`
  expect(await rowsOf('compare')).toEqual([
    'people 5 update mail',
    'people 7 missing',
    'people 9 drift name',
  ])
  expect(await rowsOf('compare --deep --settle 0')).toEqual([
    'people 5 update mail',
    'people 7 missing',
    'people 9 update name',
  ])
  expect(await saying('compare --deep --settle 0 --by row', 1)).not.toMatch(/hush/)
  expect(
    await saying('compare people --deep --settle 0 --by row --limit 1 --show-values', 1),
  ).toMatch(
    /people \["5"\] {3}update\n {2}mail\n {4}expected {2}"hush new "\n {4}actual {4}"hush5@example.org"\n/,
  )
})

test('block by block', async () => {
  const said = await saying('compare people --by block --limit 2', 1)
  expect(said).toMatch(/people +5 +7 +2 +update 1, missing 1\npeople +9 +9 +1 +drift 1\n/)
  expect(said).toMatch(/→ lockstep compare people --by row +look closer\n→ lockstep sync people/)
})

test('what differs only for a moment does not count', async () => {
  const [before] = await stage.near`select name from people where mail = 'hush3@example.org'`
  await stage.run('sync --allow-deletes')
  await stage.near`update people set name = 'passing' where mail = 'hush3@example.org'`
  const comparing = stage.run('compare people --deep --settle 3 --json', 0)
  for (let found = 0; found === 0; ) {
    const [row] = await stage.near`
      select count(*)::integer as rows from lockstep_state.difference as d
      join lockstep_state.run as r on r.id = d.run and r.status = 'running'
    `
    found = row?.rows ?? 0
  }
  await stage.near`
    update people set name = ${String(before?.name)} where mail = 'hush3@example.org'
  `
  const { entities } = JSON.parse((await comparing).stdout) as {
    entities: { update: string; settled: string }[]
  }
  expect(entities[0]).toMatchObject({ update: '0', settled: '1' })
})

test('what makes no sense is refused', async () => {
  expect(await saying('compare --settle 601', 2)).toMatch(/seconds from 0 to 600/)
  expect(await saying('compare --by column', 2)).toMatch(/Allowed choices are entity, block, row/)
  expect(await saying('compare nobody --deep', 2)).toMatch(/LSE01/)
})
