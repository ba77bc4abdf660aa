/** `lockstep rejects`: causes, remedies, rows one by one, what healed; never what stands in a row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

/** What a command says, which is never what stands in a row. */
const saying = async (line: string, code: number): Promise<string> => {
  const { stdout, stderr } = await stage.run(line, code)
  expect(`${stdout}${stderr}`).not.toMatch(/hush/)
  return `${stdout}${stderr}`
}

const found = async (line: string, code: number) =>
  JSON.parse((await stage.run(`${line} --json`, code)).stdout)

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  await prepare(stage, staff)
  await stage.run('sync')
})
afterAll(() => stage?.stop())

describe('before anything went wrong', () => {
  test('there are none', async () => {
    expect(await saying('rejects', 0)).toMatch(/^✓ no open rejects\n→ lockstep compare/)
    expect(await saying('rejects --closed', 0)).toMatch(/none has healed yet/)
    expect(await found('rejects', 0)).toEqual({ open: '0', causes: [], rows: [] })
  })
})

describe('with bad rows of every kind', () => {
  beforeAll(async () => {
    await stage.far
      .unsafe(`
        update person set name = null where id between 1 and 7;
        update person set age = 200 where id = 11;
        update person set age = 99999 where id = 12;
        update person set mail = 'hush14@example.org' where id = 13;
        update person set size = 'hush XL' where id = 15;
        update person set name = 'hush trouble ' || id where id in (16, 17);
        update person set team = 77 where id in (18, 19);
        insert into team values (78, null);
        update person set team = 78 where id = 20;
      `)
      .simple()
  })

  test('a sync says how many, and what to type next', async () => {
    const said = await saying('sync', 1)
    expect(said).toMatch(/✗ not in step, 0 rows written, 17 rejected/)
    expect(said).toMatch(/→ lockstep rejects {6}/)
    expect(await saying('sync people', 1)).toMatch(/→ lockstep rejects people {6}/)
  })

  test('they are listed by cause, each with a remedy', async () => {
    const said = await saying('rejects', 1)
    expect(said).toMatch(/people {3}7 rows cannot be written {3}constraint 23502 name\n/)
    expect(said).toMatch(/ {2}keys \["\d"\] \["\d"\] \["\d"\] \["\d"\] \["\d"\] …\n/)
    expect(said).toMatch(/→ name of public.people must not be null: /)
    expect(said).toMatch(/23505 people_mail_key\n(.*\n){2} {2}→ another row .* has the same mail/)
    expect(said).toMatch(/23514 people_age_check\n(.*\n){2} {2}→ .*CHECK \(age < 150\)/)
    expect(said).toMatch(/transform 22003\n(.*\n){2} {2}→ .*too large/)
    expect(said).toMatch(/type 22P02\n(.*\n){2} {2}→ .*case in the mapping/)
    expect(said).toMatch(/trigger P0001\n(.*\n){2} {2}→ look at trigger no_trouble .*public.people/)
    expect(said).toMatch(
      /unresolved_reference .*\n(.*\n){2} {2}→ entity teams has no row .*\["77"\]/,
    )
    expect(said).toMatch(/lockstep rejects teams/)
    expect(said).toMatch(/✗ 17 open rejects, 8 causes\n→ lockstep sync {6}/)
  })

  test('of one entity', async () => {
    const said = await saying('rejects teams', 1)
    expect(said).toMatch(/✗ 1 open reject, 1 cause\n→ lockstep sync teams {6}/)
    expect(said).not.toMatch(/people/)
  })

  test('of one run', async () => {
    expect(await saying('rejects --run 1', 0)).toMatch(/✓ no open rejects that run 1 met/)
    expect(await saying('rejects --run 2', 1)).toMatch(/✗ 17 open rejects that run 2 met/)
  })

  test('one by one', async () => {
    const said = await saying('rejects people --rows 3', 1)
    expect(said.match(/^people {2}\["\d+"\] {2,}write .* 2 +3 /gm)).toHaveLength(3)
    const { open, causes, rows } = await found('rejects --rows 1000', 1)
    expect(open).toBe('17')
    expect(causes).toHaveLength(8)
    expect(rows).toHaveLength(17)
    expect(JSON.stringify({ causes, rows })).not.toMatch(/hush/)
    expect(rows.find(({ reason }: { reason: string }) => reason === 'trigger').message).toBeNull()
  })

  test('with what a trigger said, if asked', async () => {
    const { stdout } = await stage.run('rejects people --show-values --rows 100', 1)
    expect(stdout).toMatch(/ {2}we want no hush trouble 1[67]\n/)
    expect(stdout.match(/we want no hush trouble 1/g)).toHaveLength(3)
  })

  test('report, doctor and log tell no more of the rows', async () => {
    expect(await saying('report', 1)).toMatch(/→ lockstep rejects/)
    expect(await saying('report --json', 1)).toMatch(/"remedy"/)
    expect(await saying('doctor', 1)).toMatch(/→ lockstep rejects people/)
    const rows = await stage.near`select to_jsonb(l)::text as entry from lockstep.logs as l`
    expect(rows.map(({ entry }) => entry).join('\n')).not.toMatch(/hush/)
  })

  test('for programs', async () => {
    const lockstep = createLockstep({ targetUrl: stage.target.url })
    try {
      const { open, causes, rows } = await lockstep.rejects({ entities: ['teams'], rows: 5 })
      expect({ open, causes: causes.length }).toEqual({ open: 1n, causes: 1 })
      expect(rows).toMatchObject([{ sourceKey: ['78'], firstRun: 2n, closedAt: null }])
    } finally {
      await lockstep.close()
    }
  })
})

describe('when some are mended', () => {
  test('those heal, the others stay', async () => {
    await stage.far`update person set name = 'hush again' where name is null`
    expect(await saying('sync', 1)).toMatch(/✗ not in step, 7 rows written, 10 rejected/)
    expect(await saying('rejects', 1)).toMatch(/✗ 10 open rejects, 7 causes/)
    const closed = await saying('rejects --closed', 1)
    expect(closed.match(/^people .* 23502 /gm)).toHaveLength(7)
    expect(closed).not.toMatch(/23514/)
    expect((await found('rejects --closed --rows 2', 1)).rows).toHaveLength(2)
  })

  test('and when all are, none is open', async () => {
    await stage.far
      .unsafe(`
        update team set name = 'hush' where name is null;
        update person set age = 20, size = null, team = 1, name = 'hush', mail = 'hush' || id
        where id < 100;
      `)
      .simple()
    expect(await saying('sync', 0)).toMatch(/✓ in step, 100 rows written/)
    expect(await saying('rejects', 0)).toMatch(/✓ no open rejects\n/)
    expect((await found('rejects --closed', 0)).rows).toHaveLength(17)
    expect(await saying('compare', 0)).toMatch(/✓ in step/)
  })
})
