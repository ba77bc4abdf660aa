/** Unique values that swap, move along a chain or change hands: one sync brings both sides in step. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Plot, prepare, type Stage } from './lib/stage.ts'
import {
  expectAgreement,
  expectArrival,
  openRejects,
  type SyncOptions,
  syncAll,
  type Words,
} from './lib/sync.ts'

const entity = (name: string, columns: string) =>
  `select lockstep.define_entity(entity => '${name}s', source => 'legacy.${name}', source_key => '{id}',
    target => 'public.${name}s', columns => '{"legacy_id": "s.id", ${columns}}');\n`

/** Rows that are in each other's way, by one kind of constraint each. */
const plot: Plot = {
  source: `
    create table contact (id int primary key, email text);
    create table slot (id int primary key, plan int, position int, day date, at timestamp);
    create table member (id int primary key, code varchar(6), is_active boolean, token uuid);
    create table booking (id int primary key, first_day int, last_day int);
    create table rank (id int primary key, place int);
    create table letter (id int primary key, sign text);
    insert into contact select g, 'person' || g || '@example.org' from generate_series(1, 12) as g;
    insert into slot select g, g % 2, g, date '2024-01-01' + g, timestamp '2024-01-01' + g * interval '1 h'
      from generate_series(1, 12) as g;
    insert into member select g, 'C' || g, g % 3 > 0, md5(g::text)::uuid from generate_series(1, 12) as g;
    insert into booking select g, g * 10, g * 10 + 9 from generate_series(1, 12) as g;
    insert into rank select g, g from generate_series(1, 12) as g;
    insert into letter values (1, 'a'), (2, 'b'), (3, 'c');
  `,
  target: `
    create table contacts (id uuid primary key, legacy_id int, email text);
    create unique index contacts_email on contacts (lower(email));
    create table slots (
      id uuid primary key, legacy_id int not null unique, plan int not null,
      position int not null check (position > 0), day date not null unique, at timestamp not null unique,
      unique (plan, position)
    );
    create table members (
      id uuid primary key, legacy_id int, code varchar(6) not null, is_active boolean not null,
      token uuid not null unique
    );
    create unique index members_code on members (code) where is_active;
    create table bookings (
      id uuid primary key, legacy_id int, days int4range not null, exclude using gist (days with &&)
    );
    create table ranks (id uuid primary key, legacy_id int, place int not null unique deferrable);
    create table letters (
      id uuid primary key, legacy_id int,
      sign text not null unique check (sign in ('a', 'b', 'c'))
    );
  `,
  mapping:
    entity('contact', '"email": "s.email"') +
    entity('slot', '"plan": "s.plan", "position": "s.position", "day": "s.day", "at": "s.at"') +
    entity('member', '"code": "s.code", "is_active": "s.is_active", "token": "s.token"') +
    entity('booking', `"days": "int4range(s.first_day, s.last_day, ''[]'')"`) +
    entity('rank', '"place": "s.place"') +
    entity('letter', '"sign": "s.sign"'),
}

const words: Words = {
  contacts: ['select id, email from contact', 'select legacy_id, email from contacts'],
  slots: [
    'select id, plan, position, day, at from slot',
    'select legacy_id, plan, position, day, at from slots',
  ],
  members: [
    'select id, code, is_active, token from member',
    'select legacy_id, code, is_active, token from members',
  ],
  bookings: [
    'select id, first_day, last_day + 1 from booking',
    'select legacy_id, lower(days), upper(days) from bookings',
  ],
  ranks: ['select id, place from rank', 'select legacy_id, place from ranks'],
  letters: ['select id, sign from letter', 'select legacy_id, sign from letters'],
}

const swap = (table: string, a: number, b: number, ...columns: readonly string[]) =>
  `update ${table} as t set ${columns.map((name) => `${name} = o.${name}`).join(', ')} from ${table} as o
   where (t.id, o.id) in ((${a}, ${b}), (${b}, ${a}));`

const move = (by: number) => `
  update slot set position = position + ${2 * by}, day = day + ${by}, at = at + ${by} * interval '1 h';
  update booking set first_day = first_day + ${10 * by}, last_day = last_day + ${10 * by};
  update rank set place = place + ${by};
`

describe.each([
  { source: 13, target: 18 },
  { source: 18, target: 15 },
])('from $source to $target', (versions) => {
  let stage: Stage

  const change = (sql: string) => stage.far.unsafe(sql).simple()
  const arrives = (sql: string, options?: SyncOptions) => expectArrival(stage, words, sql, options)

  beforeAll(async () => {
    stage = await openStage(versions)
    await prepare(stage, plot)
    await arrives('select')
  })
  afterAll(() => stage?.stop())

  test('values swap between two rows', () =>
    arrives(
      swap('contact', 1, 2, 'email') +
        swap('slot', 2, 4, 'position') +
        swap('slot', 1, 7, 'day') +
        swap('slot', 1, 8, 'at') +
        swap('member', 1, 2, 'code') +
        swap('member', 4, 11, 'token') +
        swap('booking', 3, 4, 'first_day', 'last_day') +
        swap('rank', 5, 12, 'place'),
    ))

  test('values swap between rows of different segments, with two workers', async () => {
    await change(
      swap('contact', 1, 12, 'email') +
        swap('slot', 1, 11, 'position') +
        swap('slot', 2, 9, 'day') +
        swap('member', 1, 10, 'code') +
        swap('booking', 1, 12, 'first_day', 'last_day') +
        swap('rank', 1, 11, 'place'),
    )
    expect(await stage.result('sync --batch-rows 2 --workers 2')).toMatchObject({ in_step: true })
    await expectAgreement(stage, words)
  })

  test('values move along a chain, up and down, within a segment and across', async () => {
    await arrives(move(1))
    await arrives(move(2), { batch_rows: 2 })
    await arrives(move(-1), { batch_rows: 5 })
  })

  test('values are taken over by new rows, from rows that stay and from rows that are gone', () =>
    arrives(
      `insert into member select 0, code, is_active, token from member where id = 10;
       delete from contact where id = 12; delete from slot where id = 12;
       delete from booking where id = 12; delete from member where id = 10;
       insert into contact select 0, email from contact where id = 3;
       update contact set email = 'new@example.org' where id = 3;
       insert into slot select 0, plan, position, '2030-01-01', '2030-01-01' from slot where id = 4;
       update slot set position = 1000 where id = 4;
       insert into booking select 0, first_day, last_day from booking where id = 5;
       update booking set first_day = 900, last_day = 901 where id = 5;`,
      { batch_rows: 3, allow_deletes: true },
    ))

  test('a bad row in a chain holds up what would follow it, and nothing else', async () => {
    const chain = await stage.far`select id from slot where plan = 1 order by position desc`
    const [top] = chain.map(({ id }) => Number(id))
    await change(
      `update slot set position = position + 2 where plan = 1;
       update slot set position = -5 where id = ${top};` +
        swap('slot', 6, 8, 'position') +
        swap('contact', 4, 6, 'email'),
    )
    expect(await syncAll(stage)).toMatchObject({ in_step: false })
    const ids = chain.map(({ id }) => Number(id)).sort((a, b) => a - b)
    expect(await openRejects(stage)).toEqual(
      ids.map((id) => `slots ${id} ${id === top ? 23514 : 23505}`),
    )
    const others = 'position from slot% where plan = 0 order by position, 1'
    expect(await stage.near.unsafe(`select legacy_id as id, ${others.replace('%', 's')}`)).toEqual(
      await stage.far.unsafe(`select id, ${others.replace('%', '')}`),
    )
    await arrives(`update slot set position = 500 where id = ${top}`, { batch_rows: 2 })
  })

  test('a trigger that skips a row does not leave it parked', async () => {
    await stage.near.unsafe(`
      create function keep_three() returns trigger language plpgsql as
        'begin if old.legacy_id = 3 and new.email like ''%@%'' then return null; end if; return new; end';
      create trigger keep_three before update on contacts for each row execute function keep_three();
    `)
    const before = await stage.near`select email from contacts where legacy_id = 3`
    await change(swap('contact', 2, 3, 'email') + swap('contact', 5, 6, 'email'))
    await syncAll(stage)
    expect(await openRejects(stage)).toEqual(['contacts 2 23505', 'contacts 3 02000'])
    expect(await stage.near`select email from contacts where legacy_id = 3`).toEqual(before)
    await stage.near`drop trigger keep_three on contacts`
    await arrives('select')
  })

  test('what cannot be parked is refused with the way out', async () => {
    await change(swap('letter', 1, 2, 'sign'))
    await syncAll(stage)
    expect(await openRejects(stage)).toEqual(['letters 1 23505', 'letters 2 23505'])
    const [cause] = await stage.near`select remedy from lockstep.reject_causes(array['letters'])`
    expect(cause?.remedy).toMatch(/deferrable/)
    const signs = await stage.near`select sign from letters order by legacy_id`
    expect(signs.map(({ sign }) => sign)).toEqual(['a', 'b', 'c'])
    await stage.near`alter table letters drop constraint letters_sign_key, add unique (sign) deferrable`
    await arrives('select')
  })
})
