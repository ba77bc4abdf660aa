import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Source } from '../scripts/lib/source.ts'
import type { Target } from '../scripts/lib/supabase.ts'
import { createLockstep } from '../src/index.ts'
import { cli, type Ended, startCli, startSource, startTarget } from './lib.ts'

const AUTHORS = 500
const BOOKS = 20_000

const MAPPING = `
select lockstep.define_entity(
    entity => 'authors', source => 'legacy.author', source_key => '{id}', target => 'public.authors',
    columns => '{"name": "s.name", "born": "s.born"}'
);
select lockstep.define_entity(
    entity => 'books', source => 'legacy.book', source_key => '{id}', target => 'public.books',
    columns => '{"title": "s.title", "price": "s.price"}',
    refs => '{"author_id": {"entity": "authors", "key": "s.author_id"}}'
);
`

let source: Source
let target: Target
let there: postgres.Sql
let here: postgres.Sql
let folder: string

const env = () => ({ LOCKSTEP_TARGET_URL: target.url, LOCKSTEP_SOURCE_URL: source.url() })
const lockstep = (line: string): Promise<Ended> => cli(line.split(' '), env())
const document = async (line: string) => {
  const { code, stdout, stderr } = await lockstep(`${line} --json`)
  return { code, stderr, json: JSON.parse(stdout) }
}

const books = async (): Promise<number> => {
  const [row] = await here`select count(*)::int as n from public.books`
  return row?.n
}

/** Waits until something is true. */
const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 400; tries++) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not come to be')
}

beforeAll(async () => {
  ;[source, target] = await Promise.all([startSource(), startTarget()])
  there = postgres(source.ownerUrl(), { max: 1, onnotice: () => {} })
  here = postgres(target.url, { max: 2, onnotice: () => {} })
  await there.unsafe(`
    create table author (id int primary key, name text not null, born date);
    create table book (id int primary key, author_id int, title text, price numeric(9, 2));
    insert into author select g, 'author ' || g, date '1900-01-01' + g from generate_series(1, ${AUTHORS}) g;
    insert into book select g, 1 + g % ${AUTHORS}, 'book ' || g, g * 0.01 from generate_series(1, ${BOOKS}) g;
    analyze;
  `)
  await here.unsafe(`
    create table authors (id uuid primary key, name text not null, born date);
    create table books (id uuid primary key, author_id uuid not null references authors, title text, price numeric);
  `)
  folder = mkdtempSync(join(tmpdir(), 'lockstep-flow-'))
  writeFileSync(join(folder, 'library.sql'), MAPPING)
  for (const line of ['deploy', 'link create', `entity load ${folder}`]) {
    expect(await lockstep(line)).toMatchObject({ code: 0 })
  }
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all([there.end(), here.end()])
  await Promise.all([source.cluster.stop(), target.cluster.stop()])
})

describe('the first sync', () => {
  it('has no run to report before it (LSK12)', async () => {
    const { code, stderr } = await lockstep('report')
    expect(stderr).toContain('LSK12')
    expect(code).toBe(2)
  })

  it('can be tried: the same counts, nothing written', async () => {
    const { code, json } = await document('sync --dry-run')
    expect(json).toMatchObject({ dry_run: true, in_step: false, state: 'completed' })
    expect(json.entities).toMatchObject([
      { entity: 'authors', insert: `${AUTHORS}` },
      { entity: 'books', insert: `${BOOKS}` },
    ])
    expect(code).toBe(1)
    expect(await books()).toBe(0)
  })

  it('stops after its step at Ctrl-C, and the next one goes on with the same run', async () => {
    const first = startCli(['sync', '--batch-rows', '200', '--json'], env())
    await until(async () => (await books()) > 0)
    first.kill('SIGINT')
    const { code, stdout } = await first.ended
    const stopped = JSON.parse(stdout)
    expect(code).toBe(4)
    expect(stopped.ending).toBe('stopped')
    expect(await books()).toBeLessThan(BOOKS)

    const { code: next, json } = await document('sync')
    expect(json).toMatchObject({ run: stopped.run, state: 'completed', in_step: true })
    expect(next).toBe(0)
    expect(await books()).toBe(BOOKS)
  })

  it('ends at once when asked twice, and rolls its step back', async () => {
    await there`update book set title = title || ' again'`
    const running = startCli(['sync', '--batch-rows', `${BOOKS}`, '--workers', '1'], env())
    await until(async () => {
      const rows = await here`
        select from pg_locks as l join pg_stat_activity as a using (pid)
        where l.relation = 'public.books'::regclass and l.mode = 'RowExclusiveLock'
          and a.application_name = 'lockstep' and a.state = 'active'
      `
      return rows.length > 0
    })
    running.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 50))
    running.kill('SIGINT')
    const { code, stderr } = await running.ended
    expect(stderr).toContain('once more to stop at once')
    expect(code).toBe(4)
    expect((await lockstep('sync')).code).toBe(0)
  })

  it('is followed by one that writes nothing', async () => {
    const counters = () => here`
      select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables
      where schemaname = 'public' order by relname
    `
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const before = await counters()
    const { code, stdout, stderr } = await lockstep('sync')
    expect(stdout).toMatch(/✓ in step, 0 rows written/)
    expect(stderr).toMatch(/→ lockstep compare/)
    expect(code).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await counters()).toEqual(before)
  })
})

describe('after changes on both sides', () => {
  it('compare, detect and dry run agree, and sync heals', async () => {
    await there.unsafe(`
      update book set price = price + 1 where id between 11 and 13;
      delete from book where id = 20;
      insert into book values (${BOOKS + 1}, 1, 'new', 1);
    `)
    await here`update books set title = 'by hand' where title = 'book 100 again'`
    const expected = {
      entity: 'books',
      insert: '1',
      update: '3',
      drift: '1',
      delete: '1',
      missing: '0',
      conflict: '0',
      unchanged: `${BOOKS - 5}`,
    }
    for (const line of ['compare', 'detect', 'sync --dry-run']) {
      const { code, json } = await document(line)
      expect(json.entities[1], line).toMatchObject(expected)
      expect(json.in_step).toBe(false)
      expect(code).toBe(1)
    }
    const { stdout, stderr } = await lockstep('detect books')
    expect(stdout).toMatch(/books +update +3 +\["11"\] \["12"\] \["13"\]/)
    expect(stderr).toMatch(/→ lockstep sync --analysis \d+/)

    const { code, json } = await document('sync books')
    expect(json.entities.at(-1)).toMatchObject(expected)
    expect(json.in_step).toBe(true)
    expect(code).toBe(0)
    expect((await document('compare')).json.in_step).toBe(true)
  })

  it('rejects what cannot be written, says why, and adds up', async () => {
    await there`insert into book values (${BOOKS + 2}, 999999, 'orphan', 1)`
    const { code, json } = await document('sync')
    expect(code).toBe(1)
    expect(json.rejects).toMatchObject([{ entity: 'books', count: '1' }])
    expect(json.entities[1]).toMatchObject({
      source_rows: `${BOOKS + 1}`,
      synced: `${BOOKS}`,
      rejected: '1',
      excluded: '0',
      accounted: true,
    })
    const report = await lockstep('report')
    expect(report.stdout).toContain('20 001 = 20 000 + 1 + 0')
    expect(report.code).toBe(1)

    await there`insert into author values (999999, 'late', null)`
    expect((await document('sync')).json).toMatchObject({ in_step: true, rejects: [] })
  })

  it('stops before a mass delete, until it is allowed', async () => {
    await there`delete from book where id <= ${BOOKS / 2}`
    const { code, stderr } = await lockstep('sync')
    expect(stderr).toMatch(/✗ LSA\d\d /)
    expect(stderr).toContain('--allow-deletes')
    expect(code).toBe(4)
    expect(await books()).toBe(BOOKS + 1)
    expect((await lockstep('sync --allow-deletes')).code).toBe(0)
    expect(await books()).toBe(BOOKS / 2 + 2)
  })
})

describe('a run and its control', () => {
  it('goes on when its connections are cut', async () => {
    await there`update book set title = title || '!'`
    const running = startCli(['sync', '--batch-rows', '100', '--json'], env())
    for (let cut = 0; cut < 3; cut++) {
      await until(async () => {
        const rows = await here`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'lockstep' and query like '%lockstep.step%'
        `
        return rows.length > 0
      })
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    const { code, stdout } = await running.ended
    expect(JSON.parse(stdout)).toMatchObject({ in_step: true })
    expect(code).toBe(0)
  })

  it('goes on when the server crashes and comes back', async () => {
    await there`update book set title = title || '.'`
    const running = startCli(['sync', '--batch-rows', '100', '--json'], env())
    await until(async () => {
      const rows = await here`
        select from lockstep.runs where status = 'running' and created_at > now() - interval '5 s'
      `
      return rows.length > 0
    })
    await target.cluster.crash()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await target.cluster.restart()
    const { code, stdout } = await running.ended
    expect(JSON.parse(stdout)).toMatchObject({ in_step: true })
    expect(code).toBe(0)
  })

  it('can be paused, resumed and cancelled', async () => {
    await there`update book set title = title || '?'`
    const running = startCli(['sync', '--batch-rows', '100'], env())
    const latest = async () => (await document('status')).json.runs[0]
    let run = await latest()
    await until(async () => {
      run = await latest()
      return run.status === 'running'
    })
    expect((await lockstep(`pause ${run.id}`)).stderr).toContain(`lockstep resume ${run.id}`)
    const paused = await running.ended
    expect(paused.stdout).toContain(`run ${run.id} paused`)
    expect(paused.code).toBe(4)
    expect((await lockstep(`resume ${run.id}`)).code).toBe(0)
    expect((await document('sync')).json).toMatchObject({ run: run.id, in_step: true })
    expect((await lockstep('cancel 999999')).stderr).toMatch(/✗ LSJ\d\d/)
  })

  it('is in status and report', async () => {
    const { stdout } = await lockstep('status')
    expect(stdout).toMatch(/sync +completed/)
    const { json } = await document('status')
    const one = await lockstep(`status ${json.runs[0].id}`)
    expect(one.stdout).toMatch(/books +done/)
  })

  it('writes its report to a file, or says that it cannot (LSK14)', async () => {
    const file = join(folder, 'report.md')
    expect((await lockstep(`report --out ${file}`)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('## Every row accounted for')
    const { code, stderr } = await lockstep(`report --out ${folder}/no/report.md`)
    expect(stderr).toContain('LSK14')
    expect(code).toBe(2)
    expect(existsSync(`${folder}/no`)).toBe(false)
  })

  it('refuses an unknown entity', async () => {
    const { code, stderr } = await lockstep('sync nope')
    expect(stderr).toMatch(/✗ LSE01 .*nope/)
    expect(code).toBe(2)
  })
})

describe('doctor', () => {
  it('is content, and finds a function changed by hand', async () => {
    expect((await lockstep('deploy')).code).toBe(0)
    expect(await lockstep('doctor')).toMatchObject({ code: 0 })
    await here`alter function lockstep.changed_functions() volatile`
    const { code, stdout } = await lockstep('doctor')
    expect(stdout).toContain('lockstep.changed_functions() was changed since the last deploy')
    expect(code).toBe(1)
    expect((await lockstep('deploy')).code).toBe(0)
    expect((await lockstep('doctor')).code).toBe(0)
  })
})

describe('the library', () => {
  it('offers the same verbs', async () => {
    const library = createLockstep({ targetUrl: target.url })
    try {
      expect((await library.deploy()).migrations).toEqual([])
      expect((await library.compare({ entities: ['books'] })).in_step).toBe(true)
      expect(await library.sync({ workers: 1 })).toMatchObject({
        ending: 'completed',
        in_step: true,
      })
      expect((await library.report()).kind).toBe('sync')
      expect((await library.status(1)).length).toBe(1)
      expect(await library.doctor()).toEqual([])
      expect((await library.link.list()).map(({ name }) => name)).toEqual(['legacy'])
      expect((await library.entity.list()).map(({ name }) => name)).toEqual(['authors', 'books'])
      await expect(library.sync({ entities: ['nope'] })).rejects.toMatchObject({ code: 'LSE01' })
    } finally {
      await library.close()
    }
  })
})
