/** `lockstep conflicts`, `undo` and `prune`: what a run wrote over, and how it comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { ledgerDigest, stateCounts, targetDigest } from './lib/evidence.ts'
import { PEOPLE, slowly, staff } from './lib/staff.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'

let stage: Stage

/** Everything that an undo has to put back. */
const picture = async () => ({
  target: await targetDigest(stage),
  ledger: await ledgerDigest(stage),
})
type Picture = Awaited<ReturnType<typeof picture>>

/** What a command says, which is never what stands in a row. */
const saying = async (line: string, code = 0): Promise<string> => {
  const { stdout, stderr } = await stage.run(line, code)
  expect(`${stdout}${stderr}`).not.toMatch(/hush/)
  return `${stdout}${stderr}`
}

const found = async (line: string) => JSON.parse((await stage.run(`${line} --json`)).stdout)

/** Runs a sync and returns its number. */
const sync = async (line = 'sync') => (await stage.result(line)).run

const rowsOf = async (name: string) => {
  const [row] = await stage.near`select count(*)::int as rows from people where name = ${name}`
  return row?.rows
}

beforeAll(async () => {
  stage = await openStage({ source: 16, target: 15 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

describe('before there is a run', () => {
  test('there is nothing to show (LSK12)', async () => {
    expect((await stage.run('conflicts', 2)).stderr).toMatch(/✗ LSK12 /)
  })
})

describe('a first sync', () => {
  let empty: Picture
  let filled: Picture

  test('wrote over nothing', async () => {
    empty = await picture()
    expect(await sync()).toBe('1')
    filled = await picture()
    expect(await saying('conflicts')).toMatch(/✓ run 1 wrote over nothing/)
  })

  test('can be undone: a dry run says what will go and changes nothing', async () => {
    const said = await saying('undo 1 --dry-run')
    expect(said).toMatch(/^people +0 +0 +1 000 +0$/m)
    expect(said).toMatch(/✓ 1 010 rows would be put back {3}undo of run 1/)
    expect(said).toMatch(/→ lockstep undo 1 {6}do it/)
    expect(await picture()).toEqual(filled)
  })

  test('is undone: tables and ledgers are empty again', async () => {
    const said = await saying('undo 1')
    expect(said).toMatch(/✓ 1 010 rows put back {3}undo of run 1 {3}run 3/)
    expect(said).toMatch(/→ lockstep undo 3 {6}take the undo back/)
    expect(await picture()).toEqual(empty)
    expect(await saying('report 3')).toMatch(/All rows are \*\*put back\*\*/)
    expect(await saying('status')).toMatch(/ 3 {2}undo of 1 /)
  })

  test('the undo is undone: all rows under their old keys', async () => {
    await saying('undo 3')
    expect(await picture()).toEqual(filled)
    expect(await saying('compare')).toMatch(/✓ in step/)
  })
})

describe('updates, conflicts, drift, deletes and new rows', () => {
  let before: Picture
  let after: Picture
  let run: string

  beforeAll(async () => {
    await stage.near
      .unsafe(`
        update people set name = 'hush mine' where mail in ('hush30@example.org', 'hush31@example.org');
        update people set age = 99 where mail = 'hush31@example.org';
      `)
      .simple()
    before = await picture()
    await stage.far
      .unsafe(`
        update person set name = 'hush new' where id between 20 and 30;
        delete from person where id in (40, 41, 42);
        insert into person values (5001, 'hush', 'hush5001', 30, null, 1);
      `)
      .simple()
    run = await sync()
    after = await picture()
  })

  test('conflicts counts them, and names the columns', async () => {
    const said = await saying('conflicts')
    expect(said).toMatch(/^people {2}conflict +1$/m)
    expect(said).toMatch(/^people {2}drift +1$/m)
    expect(said).toMatch(/^people {2}delete +3$/m)
    expect(said).toMatch(/^people {2}update +10$/m)
    expect(said).toMatch(/^people {2}\["30"\] {2}conflict {2}name$/m)
    expect(said).toMatch(/^people {2}\["31"\] {2}drift +age\npeople {2}\["31"\] {2}drift +name$/m)
    expect(said).toMatch(new RegExp(`15 rows written over by run ${run}\n→ lockstep undo ${run} `))
  })

  test('and shows values only if asked', async () => {
    expect(JSON.stringify(await found('conflicts --limit 1000'))).not.toMatch(/hush/)
    const { stdout } = await stage.run(`conflicts ${run} --entity people --show-values`)
    expect(stdout).toMatch(/^people {2}\["30"\] {2}conflict {2}name +hush mine +hush new$/m)
    expect(stdout).toMatch(/^people {2}\["31"\] {2}drift +age +99 +51$/m)
  })

  test('as much as asked for, of what was asked for', async () => {
    expect(await saying('conflicts --limit 2')).toMatch(/the first 2; more with --limit/)
    expect((await found('conflicts --limit 2')).columns).toHaveLength(2)
    expect(await saying(`conflicts ${run} --entity teams`)).toMatch(/wrote over nothing/)
  })

  test('one row of them is undone', async () => {
    const said = await saying(`undo ${run} --entity people --key 30`)
    expect(said).toMatch(/✓ 1 row put back/)
    expect([await rowsOf('hush mine'), await rowsOf('hush new')]).toEqual([1, 10])
    await saying(/→ lockstep (undo \d+) {6}/.exec(said)?.[1] ?? '')
    expect(await picture()).toEqual(after)
  })

  test('all of them are undone, but for what somebody changed since', async () => {
    await stage.near`update people set age = 33 where mail = 'hush21@example.org'`
    const said = await saying(`undo ${run}`, 1)
    expect(said).toMatch(/^people +1 +somebody changed them since +\["21"\]$/m)
    expect(said).toMatch(/✗ 15 rows put back, 1 left as they are/)
    expect(said).toMatch(new RegExp(`→ lockstep undo ${run} --force {6}`))
    const [kept] = await stage.near`select name, age from people where mail = 'hush21@example.org'`
    expect(kept).toEqual({ name: 'hush new', age: 33 })
  })

  test('with --force also that', async () => {
    expect(await saying(`undo ${run} --force`)).toMatch(/✓ \d+ rows? put back/)
    expect(await picture()).toEqual(before)
  })

  test('and the next sync writes them again', async () => {
    await sync()
    expect(await picture()).toEqual(after)
  })
})

describe('an undo that is interrupted', () => {
  test('stops with exit code 4 and is taken up by the same command', async () => {
    const before = await picture()
    await stage.far`update person set name = 'hush more'`
    const run = await sync()
    const line = `undo ${run} --workers 1`
    const first = await slowly(stage, async () => {
      const running = stage.start(line)
      await whileRunning(
        running,
        until(async () => ((await rowsOf('hush more')) ?? 0) < PEOPLE - 100),
      )
      running.kill('SIGINT')
      return running.ended
    })
    expect(first.stderr).toMatch(new RegExp(`→ lockstep undo ${run} {6}resumes run \\d+`))
    expect(first.code).toBe(4)
    expect(await rowsOf('hush more')).toBeGreaterThan(0)
    expect((await stage.run('sync people', 4)).stderr).toMatch(/✗ LSJ04 /)

    const undo = /resumes run (\d+)/.exec(first.stderr)?.[1]
    expect((await stage.run(`sync --resume ${undo}`, 2)).stderr).toMatch(
      new RegExp(`✗ LSK17 .*\n {2}→ .*lockstep undo ${run}`),
    )
    const { run: again, undoes, left } = await found(line)
    expect({ again, undoes, left }).toEqual({ again: undo, undoes: run, left: [] })
    expect(await picture()).toEqual(before)
  })
})

describe('before-images', () => {
  test('are counted by a dry run and not touched', async () => {
    const counts = await stateCounts(stage)
    const { rows } = await found('prune --older-than 0d --dry-run')
    const [kept] = await stage.near`select count(*)::text as rows from lockstep_state.overwritten`
    expect(rows).toBe(kept?.rows)
    expect(Number(rows)).toBeGreaterThan(PEOPLE)
    expect(await stateCounts(stage)).toEqual(counts)
  })

  test('of late runs stay', async () => {
    expect(await saying('prune')).toMatch(/✓ 0 before-images of runs that ended more than 30d ago/)
  })

  test('go when they are old, and with them the undo', async () => {
    const lockstep = createLockstep({ targetUrl: stage.target.url })
    const run = await sync()
    try {
      const { rows } = await lockstep.prune({ olderThan: '0 seconds' })
      expect(rows).toBeGreaterThan(0n)
      await expect(lockstep.undo(BigInt(run))).rejects.toMatchObject({ code: 'LSJ07', exitCode: 2 })
      expect(await stage.near`select from lockstep_state.overwritten`).toHaveLength(0)
    } finally {
      await lockstep.close()
    }
  })
})
