import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../scripts/lib/source.ts'
import type { Target } from '../scripts/lib/supabase.ts'
import { cli, type Ended, startSource, startTarget } from './lib.ts'

let source: Source
let target: Target
let sql: postgres.Sql
let folder: string

const lockstep = (...args: string[]): Promise<Ended> =>
  cli(args, { LOCKSTEP_TARGET_URL: target.url, LOCKSTEP_SOURCE_URL: source.url() })

const load = (files: Readonly<Record<string, string>>): Promise<Ended> => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return lockstep('entity', 'load', folder)
}

const ORIGIN = `-- where films come from
select lockstep.define_entity(
    entity => 'origins', source => 'legacy.origin', source_key => '{id}', target => 'public.origins',
    columns => '{"name": "s.name"}'
);
`
const FILM = `select lockstep.define_entity(
    entity => 'films', source => 'legacy.film', source_key => '{id}', target => 'public.films',
    columns => '{"title": "s.title"}', refs => '{"origin_id": {"entity": "origins", "key": "s.origin_id"}}'
);
`

beforeAll(async () => {
  ;[source, target] = await Promise.all([startSource(), startTarget()])
  const there = postgres(source.ownerUrl(), { max: 1, onnotice: () => {} })
  await there.unsafe(`
    create table origin (id int primary key, name text not null);
    create table film (id int primary key, title text, origin_id int references origin);
  `)
  await there.end()
  sql = postgres(target.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`
    create table origins (id uuid primary key, name text not null);
    create table films (id uuid primary key, title text, origin_id uuid references origins);
  `)
  expect((await lockstep('deploy')).code).toBe(0)
  expect((await lockstep('link', 'create')).code).toBe(0)
  folder = mkdtempSync(join(tmpdir(), 'lockstep-mapping-'))
})

beforeEach(() => {
  rmSync(folder, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'lockstep-mapping-'))
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await sql.end()
  await Promise.all([source.cluster.stop(), target.cluster.stop()])
})

describe('entity load refuses, and loads nothing,', () => {
  const none = async () => {
    const { stdout } = await lockstep('entity', 'list', '--json')
    expect(JSON.parse(stdout)).toEqual({ entities: [] })
  }

  it('a folder that is not there (LSK20)', async () => {
    const { code, stderr } = await lockstep('entity', 'load', join(folder, 'nowhere'))
    expect(stderr).toContain('LSK20')
    expect(code).toBe(2)
  })

  it('a folder without mappings (LSK21)', async () => {
    const { code, stderr } = await load({ 'readme.md': 'no' })
    expect(stderr).toContain('LSK21')
    expect(code).toBe(2)
  })

  it('commands of psql (LSK22), naming the line', async () => {
    const { code, stderr } = await load({ 'a.sql': ORIGIN, 'b.sql': '-- x\n\\set y 1\nselect 1;' })
    expect(stderr).toContain("LSK22 '\\set' is a command of psql")
    expect(stderr).toContain('b.sql, line 2')
    expect(code).toBe(2)
    await none()
  })

  it('transactions of its own (LSK23), naming the line', async () => {
    const { code, stderr } = await load({ 'a.sql': `${ORIGIN}commit;\n` })
    expect(stderr).toContain("LSK23 'commit'")
    expect(stderr).toContain('a.sql, line 6')
    expect(code).toBe(2)
    await none()
  })

  it('references to what is not defined (LSK24)', async () => {
    const { code, stderr } = await load({ 'a.sql': FILM })
    expect(stderr).toContain('LSK24')
    expect(stderr).toContain('films refers to origins')
    expect(code).toBe(2)
    await none()
  })

  it('a syntax error, naming file and line', async () => {
    const { code, stderr } = await load({ 'a.sql': ORIGIN, 'b.sql': 'select 1;\n\nselekt 2;\n' })
    expect(stderr).toMatch(/✗ 42601 .*selekt/)
    expect(stderr).toContain('b.sql, line 3')
    expect(code).not.toBe(0)
    await none()
  })

  it.each([
    ['column of the source', ORIGIN.replace('s.name', 's.nome')],
    ['column of the target', ORIGIN.replace('"name"', '"nome"')],
    ['table of the source', ORIGIN.replace('legacy.origin', 'legacy.origen')],
    ['table of the target', ORIGIN.replace('public.origins', 'public.origens')],
    ['key', ORIGIN.replace("'{id}'", "'{ident}'")],
  ])('an unknown %s, with code, place and hint', async (_, text) => {
    const { code, stderr } = await load({ 'origins.sql': text })
    expect(stderr).toMatch(/^✗ LSE\d\d .+\n {4}in origins\.sql, line 2\n(.*\n)* {2}→ ./)
    expect(code).toBe(2)
    await none()
  })

  it('an entity that does not exist when it is shown (LSK15), dropped or checked', async () => {
    expect((await lockstep('entity', 'show', 'nope')).stderr).toContain('LSK15')
    for (const verb of ['drop', 'check']) {
      const { code, stderr } = await lockstep('entity', verb, 'nope')
      expect(stderr).toMatch(/✗ LSE\d\d .*nope/)
      expect(code).toBe(2)
    }
  })
})

describe('entity load', () => {
  it('says what was created, changed and left as it is', async () => {
    const both = { '1_origins.sql': ORIGIN, '2_films.sql': FILM }
    expect((await load(both)).stdout).toMatch(/films +created +2_films.sql\norigins +created/)
    expect((await load(both)).stdout).toMatch(/films +unchanged\norigins +unchanged/)
    const other = FILM.replace('"s.title"', '"upper(s.title)"')
    expect((await load({ ...both, '2_films.sql': other })).stdout).toMatch(
      /films +changed +2_films.sql\norigins +unchanged/,
    )
  })
})
