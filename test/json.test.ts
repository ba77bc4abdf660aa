/** What --json promises: names, types, one document, nothing beside it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, prepare, type Stage } from './lib/stage.ts'
import { zoo } from './lib/zoo.ts'

const COUNTS = [
  'source_rows',
  'insert',
  'update',
  'conflict',
  'drift',
  'missing',
  'delete',
  'unchanged',
  'extra',
  'synced',
  'rejected',
  'excluded',
  'written',
] as const

let stage: Stage

const documentOf = async (line: string, code: number) => {
  const { stdout, stderr } = await stage.run(line, code)
  expect(stdout.trimStart().startsWith('{') && stdout.endsWith('}\n')).toBe(true)
  expect(stderr).not.toMatch(/[{}]/)
  return { document: JSON.parse(stdout), stderr }
}

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 16 })
  await prepare(stage, zoo)
  await stage.far`insert into animal (id, species_code) values (99999, 'unheard of')`
})
afterAll(() => stage?.stop())

describe.each([
  { line: 'sync --json --dry-run', code: 1, kind: 'sync', inStep: false },
  { line: 'sync --json', code: 1, kind: 'sync', inStep: false },
  { line: '--json sync keepers', code: 0, kind: 'sync', inStep: true },
  { line: 'compare --json', code: 1, kind: 'compare', inStep: false },
  { line: 'compare --json keepers houses', code: 0, kind: 'compare', inStep: true },
])('lockstep $line', ({ line, code, kind, inStep }) => {
  test('prints one document of the promised shape', async () => {
    const { document } = await documentOf(line, code)
    expect(document).toMatchObject({
      run: expect.stringMatching(/^\d+$/),
      kind,
      state: 'completed',
      in_step: inStep,
      dry_run: line.includes('dry'),
      entities: expect.any(Array),
      rejects: expect.any(Array),
      findings: expect.any(Array),
      error: null,
      seconds: expect.any(Number),
    })
    expect(document.entities.length).toBeGreaterThan(1)
    for (const entity of document.entities) {
      expect(entity.entity).toMatch(/^[a-z_]+$/)
      for (const count of COUNTS)
        expect(entity[count], `${entity.entity} ${count}`).toMatch(/^\d+$/)
      expect(entity.pushdown).toMatch(/^(full|partial|none)$/)
      expect(entity.seconds).toEqual(expect.any(Number))
      const states = ['insert', 'update', 'conflict', 'drift', 'missing', 'unchanged'] as const
      const sum = states.reduce((total, state) => total + Number(entity[state]), 0)
      expect(sum).toBe(Number(entity.source_rows) - Number(entity.excluded))
    }
  })
})

describe('the document', () => {
  test('adds up: source = synced + rejected + excluded', async () => {
    const { document } = await documentOf('sync --json', 1)
    for (const { source_rows, synced, rejected, excluded, accounted } of document.entities) {
      expect(Number(source_rows)).toBe(Number(synced) + Number(rejected) + Number(excluded))
      expect(accounted).toBe(true)
    }
    expect(document.rejects).toMatchObject([
      {
        entity: 'animals',
        reason: 'unresolved_reference',
        sqlstate: expect.stringMatching(/^[0-9A-Z]{5}$/),
        column: 'species_id',
        message: expect.any(String),
        count: '1',
        example_keys: [['99999']],
        remedy: expect.stringContaining('species'),
      },
    ])
  })

  test('is also what report prints', async () => {
    const { ending, ...document } = (await documentOf('sync --json', 1)).document
    expect(ending).toBe('completed')
    const { stdout } = await stage.run(`report ${document.run} --json`, 1)
    expect(JSON.parse(stdout)).toMatchObject({ ...document, findings: expect.any(Array) })
  })

  test('is an error with code, message and hint when there is no result', async () => {
    const { document, stderr } = await documentOf('sync nope --json', 2)
    expect(document).toEqual({
      error: expect.objectContaining({
        code: 'LSE01',
        message: expect.stringContaining('nope'),
        hint: expect.any(String),
      }),
    })
    expect(stderr).toBe('')
  })
})

test('without --json the result is on stdout, all else on stderr', async () => {
  const { stdout, stderr } = await stage.run('sync', 1)
  expect(stdout).toMatch(/animals/)
  expect(stderr).toMatch(/→ lockstep rejects {6}/)
  expect(`${stdout}${stderr}`).not.toContain('\u001b[')
})

test.each([
  'status',
  'sync --explain',
  'report',
  'detect',
  'analyze',
  'link list',
  'link check legacy',
  'entity list',
  'entity show animals',
  'doctor',
  'rejects --rows 5',
  'rejects --closed',
  'conflicts --limit 5',
  'undo 2 --dry-run',
  'prune --dry-run',
  'deploy --check',
])('lockstep %s --json is one document, too', async (line) => {
  const { stdout, code } = await stage.attempt(`${line} --json`)
  expect([0, 1]).toContain(code)
  expect(JSON.parse(stdout)).toEqual(expect.any(Object))
  expect(JSON.parse(stdout)).not.toHaveProperty('error.code')
})
