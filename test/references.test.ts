/** References and unique values that stand in each other's way: one sync brings both sides in step, the next writes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { farDigest, nearDigest, writesIn } from './lib/evidence.ts'
import { type Document, openStage, type Plot, prepare, type Stage } from './lib/stage.ts'

const entity = (name: string, columns: string, more = '') =>
  `select lockstep.define_entity(entity => '${name}s', source => 'legacy.${name}', source_key => '{id}',
    target => 'public.${name}s', columns => '${columns}'${more});\n`

/** Tables whose rows are in each other's way by unique values, one kind of constraint each. */
const values: Plot = {
  source: `
    create table contact (id int primary key, email text);
    insert into contact select g, 'person' || g || '@example.org' from generate_series(1, 12) as g;
    create table slot (id int primary key, plan int, position int, day date, at timestamp);
    insert into slot select g, g % 2, g, date '2024-01-01' + g, timestamp '2024-01-01' + g * interval '1 h'
      from generate_series(1, 12) as g;
    create table member (id int primary key, code varchar(6), is_active boolean, token uuid);
    insert into member select g, 'C' || g, g % 3 > 0, md5(g::text)::uuid from generate_series(1, 12) as g;
    create table booking (id int primary key, first_day int, last_day int);
    insert into booking select g, g * 10, g * 10 + 9 from generate_series(1, 12) as g;
    create table rank (id int primary key, place int);
    insert into rank select g, g from generate_series(1, 12) as g;
    create table letter (id int primary key, sign text);
    insert into letter values (1, 'a'), (2, 'b'), (3, 'c');
  `,
  target: `
    create table contacts (id uuid primary key, legacy_id int, email text);
    create unique index contacts_email on contacts (lower(email));
    create table slots (
      id uuid primary key, legacy_id int not null unique, plan int not null, position int not null check (position > 0),
      day date not null unique, at timestamp not null unique, unique (plan, position)
    );
    create table members (id uuid primary key, legacy_id int, code varchar(6) not null, is_active boolean not null, token uuid not null unique);
    create unique index members_code on members (code) where is_active;
    create table bookings (
      id uuid primary key, legacy_id int, days int4range not null,
      exclude using gist (days with &&)
    );
    create table ranks (id uuid primary key, legacy_id int, place int not null unique deferrable);
    create table letters (id uuid primary key, legacy_id int, sign text not null unique check (sign in ('a', 'b', 'c', 'd')));
  `,
  mapping:
    entity('contact', '{"legacy_id": "s.id", "email": "s.email"}') +
    entity(
      'slot',
      '{"legacy_id": "s.id", "plan": "s.plan", "position": "s.position", "day": "s.day", "at": "s.at"}',
    ) +
    entity(
      'member',
      '{"legacy_id": "s.id", "code": "s.code", "is_active": "s.is_active", "token": "s.token"}',
    ) +
    entity(
      'booking',
      '{"legacy_id": "s.id", "days": "int4range(s.first_day, s.last_day, \'\'[]\'\')"}',
    ) +
    entity('rank', '{"legacy_id": "s.id", "place": "s.place"}') +
    entity('letter', '{"legacy_id": "s.id", "sign": "s.sign"}'),
}

const far = {
  contacts: 'select id, email from contact',
  slots: 'select id, plan, position, day, at from slot',
  members: 'select id, code, is_active, token from member',
  bookings: 'select id, first_day, last_day + 1 from booking',
  ranks: 'select id, place from rank',
  letters: 'select id, sign from letter',
}

const near = {
  contacts: 'select legacy_id, email from contacts',
  slots: 'select legacy_id, plan, position, day, at from slots',
  members: 'select legacy_id, code, is_active, token from members',
  bookings: 'select legacy_id, lower(days), upper(days) from bookings',
  ranks: 'select legacy_id, place from ranks',
  letters: 'select legacy_id, sign from letters',
}

/** Both sides, by queries that know nothing of lockstep; and a second sync has nothing to do. */
const expectAgreement = async (
  stage: Stage,
  there: Readonly<Record<string, string>>,
  here: Readonly<Record<string, string>>,
) => {
  expect(await nearDigest(stage, here)).toEqual(await farDigest(stage, there))
  const before = await writesIn(stage)
  await stage.run('sync')
  expect(await writesIn(stage)).toEqual(before)
}

const swap = (table: string, column: string, a: number, b: number) =>
  `update ${table} as t set ${column} = o.${column} from ${table} as o
   where (t.id, o.id) in ((${a}, ${b}), (${b}, ${a}));`

const openRejects = async ({ near }: Stage): Promise<readonly string[]> => {
  const rows = await near`
    select concat_ws(' ', entity, source_key ->> 0, sqlstate) as reject
    from lockstep.rejects where closed_at is null order by entity, (source_key ->> 0)::int
  `
  return rows.map(({ reject }) => reject)
}

const isAccounted = ({ entities }: Document) => {
  for (const { source_rows, synced, rejected, excluded, accounted } of entities) {
    expect(accounted).toBe(true)
    expect(BigInt(source_rows ?? -1)).toBe(
      BigInt(synced ?? 0) + BigInt(rejected ?? 0) + BigInt(excluded ?? 0),
    )
  }
}

describe.each([
  { source: 13, target: 18 },
  { source: 18, target: 15 },
])('unique values, from $source to $target', (versions) => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage(versions)
    await prepare(stage, values)
    await stage.run('sync')
  })
  afterAll(() => stage?.stop())

  const arrives = async (change: string, line: string) => {
    await stage.far.unsafe(change).simple()
    const done = await stage.result(line)
    expect(done.in_step).toBe(true)
    isAccounted(done)
    await expectAgreement(stage, far, near)
  }

  const arrivesAt = async (change: string, line: string, rejects: readonly string[]) => {
    await stage.far.unsafe(change).simple()
    const done = await stage.result(line, rejects.length > 0 ? 1 : 0)
    isAccounted(done)
    expect(await openRejects(stage)).toEqual(rejects)
    return done
  }

  test('swap between two rows', () =>
    arrives(
      swap('contact', 'email', 1, 2) +
        swap('slot', 'position', 2, 4) +
        swap('slot', 'day', 1, 7) +
        swap('slot', 'at', 1, 8) +
        swap('member', 'code', 1, 2) +
        swap('member', 'token', 4, 11) +
        swap('booking', 'first_day', 3, 4) +
        swap('booking', 'last_day', 3, 4) +
        swap('rank', 'place', 5, 12),
      'sync',
    ))

  test('swap between rows of different segments', () =>
    arrives(
      swap('contact', 'email', 1, 12) +
        swap('slot', 'position', 1, 11) +
        swap('slot', 'day', 2, 9) +
        swap('member', 'code', 1, 10) +
        swap('booking', 'first_day', 1, 12) +
        swap('booking', 'last_day', 1, 12) +
        swap('rank', 'place', 1, 11),
      'sync --batch-rows 2 --workers 2',
    ))

  test('move along a chain, up and down', async () => {
    const by = (n: number) => `
      update slot set position = position + ${2 * n}, day = day + ${n}, at = at + ${n} * interval '1 h';
      update booking set first_day = first_day + ${10 * n}, last_day = last_day + ${10 * n};
      update rank set place = place + ${n};
    `
    await arrives(by(1), 'sync')
    await arrives(by(2), 'sync --batch-rows 2')
    await arrives(by(-1), 'sync --batch-rows 5')
  })

  test('rotate with new rows, and take the values of rows that are gone', () =>
    arrives(
      `delete from contact where id = 12; delete from slot where id = 12; delete from booking where id = 12;
       insert into member select 0, code, is_active, token from member where id = 10;
       delete from member where id = 10;
       insert into contact select 0, email from contact where id = 3;
       update contact set email = (select 'old' || max(id) || '@example.org' from contact) where id = 3;
       insert into slot values (0, 0, 1000, '2030-01-01', '2030-01-01'), (-1, 0, 1002, '2030-01-02', '2030-01-02');
       update slot set position = case id when 0 then (select position from slot where id = 4) else 1000 end
         where id in (0, 4);
       insert into booking select 0, min(first_day), min(last_day) from booking where id = 5;
       update booking set first_day = 900, last_day = 901 where id = 5;`,
      'sync --batch-rows 3 --allow-deletes',
    ))

  test('a bad row in a chain holds up what would follow it, and nothing else', async () => {
    const chain = await stage.far`
      select id from slot where plan = 1 and position < 1000 order by position desc
    `
    const [top, ...others] = chain.map(({ id }) => Number(id))
    const refused = [top, ...others]
      .sort((a = 0, b = 0) => a - b)
      .map((id) => `slots ${id} ${id === top ? 23514 : 23505}`)
    await arrivesAt(
      `update slot set position = position + 2 where plan = 1;
       update slot set position = -5 where id = ${top};
       ${swap('slot', 'position', 4, 6)} ${swap('contact', 'email', 4, 6)}`,
      'sync',
      refused,
    )
    const [moved] = await stage.near`select position from slots where legacy_id = 4`
    expect(moved).toEqual((await stage.far`select position from slot where id = 4`)[0])
    await arrives(`update slot set position = 500 where id = ${top}`, 'sync --batch-rows 2')
  })

  test('what cannot be parked is refused with the way out', async () => {
    const done = await arrivesAt(swap('letter', 'sign', 1, 2), 'sync letters', [
      'letters 1 23505',
      'letters 2 23505',
    ])
    expect(done.in_step).toBe(false)
    const [cause] = await stage.near`select remedy from lockstep.reject_causes(array['letters'])`
    expect(cause?.remedy).toMatch(/deferrable/)
    expect(await stage.near`select sign from letters order by legacy_id`).toEqual([
      { sign: 'a' },
      { sign: 'b' },
      { sign: 'c' },
    ])
    await stage.near.unsafe(
      'alter table letters drop constraint letters_sign_key, add unique (sign) deferrable',
    )
    await arrives('select', 'sync')
  })
})
