/** A source that is never at rest: tables that refer to each other, and sessions that change them. */
import postgres, { type Sql } from 'postgres'
import type { Plot, Stage } from './stage.ts'

const tables = `
  create table shelf (id int primary key, code text not null unique, moved_at timestamptz not null default now());
  create table box (
    token uuid primary key, shelf_id int not null references shelf on delete cascade, note text,
    moved_at timestamptz not null default now()
  );
  create table item (
    id bigint primary key, box_token uuid references box on delete cascade, name text, n int,
    moved_at timestamptz not null default now()
  );
  create table tag (
    item_id bigint references item on delete cascade, word text, weight int, primary key (item_id, word)
  );
  create table label (lang text, word text, note text, primary key (lang, word));
  create index on box (shelf_id);
  create index on box (moved_at);
  create index on item (box_token);
  create index on item (moved_at);

  insert into shelf select g, 'shelf ' || g, '2024-01-01' from generate_series(1, 60) as g;
  insert into box select md5('b' || g)::uuid, 1 + g % 60, 'box ' || g, '2024-01-01' from generate_series(1, 900) as g;
  insert into item select g, md5('b' || 1 + g % 900)::uuid, 'item ' || g, g, '2024-01-01'
    from generate_series(1, 5000) as g;
  insert into tag select g, w, g % 10 from generate_series(1, 3000) as g, unnest('{red,blue}'::text[]) as w where g % 2 = 0;
  insert into label select l, 'word ' || g, l || g from generate_series(1, 900) as g, unnest('{de,en,fr}'::text[]) as l;
  analyze;
`

const target = `
  create table shelves (id uuid primary key, legacy_id int unique, code text not null unique, moved_at timestamptz);
  create table boxes (token uuid primary key, shelf_id uuid not null references shelves, note text, moved_at timestamptz);
  create table items (
    id uuid primary key, legacy_id bigint unique, box_token uuid references boxes, name text, n int, moved_at timestamptz
  );
  create table tags (item_id uuid references items, word text, weight int, primary key (item_id, word));
  create table labels (id uuid primary key, lang text, word text, note text, unique (lang, word));
`

const mapping = `
select lockstep.define_entity('shelves', 'legacy.shelf', '{id}', 'public.shelves',
    '{"legacy_id": "s.id", "code": "s.code", "moved_at": "s.moved_at"}', watermark => 'moved_at');
select lockstep.define_entity('boxes', 'legacy.box', '{token}', 'public.boxes',
    '{"note": "s.note", "moved_at": "s.moved_at"}', '{"shelf_id": {"entity": "shelves", "key": "s.shelf_id"}}',
    key_strategy => 'keep', watermark => 'moved_at');
select lockstep.define_entity('items', 'legacy.item', '{id}', 'public.items',
    '{"legacy_id": "s.id", "name": "s.name", "n": "s.n", "moved_at": "s.moved_at"}',
    '{"box_token": {"entity": "boxes", "key": "s.box_token"}}', watermark => 'moved_at');
select lockstep.define_entity('tags', 'legacy.tag', '{item_id,word}', 'public.tags',
    '{"word": "s.word", "weight": "s.weight"}', '{"item_id": {"entity": "items", "key": "s.item_id"}}');
select lockstep.define_entity('labels', 'legacy.label', '{lang,word}', 'public.labels',
    '{"lang": "s.lang", "word": "s.word", "note": "s.note"}');
`

/** Tables, rows and mapping. */
export const market: Plot = { source: tables, target, mapping }

/** What each table should hold, in the source's words. */
export const wanted: Readonly<Record<string, string>> = {
  shelves: 'select s.id, s.code, s.moved_at from shelf as s',
  boxes: 'select b.token, b.shelf_id, b.note, b.moved_at from box as b',
  items: 'select i.id, i.box_token, i.name, i.n, i.moved_at from item as i',
  tags: 'select t.item_id, t.word, t.weight from tag as t',
  labels: 'select l.lang, l.word, l.note from label as l',
}

/** The same of the target, keys led back to those of the source. */
export const had: Readonly<Record<string, string>> = {
  shelves: 'select s.legacy_id, s.code, s.moved_at from public.shelves as s',
  boxes: `select b.token, s.legacy_id, b.note, b.moved_at from public.boxes as b
    join public.shelves as s on s.id = b.shelf_id`,
  items: 'select i.legacy_id, i.box_token, i.name, i.n, i.moved_at from public.items as i',
  tags: `select i.legacy_id, t.word, t.weight from public.tags as t
    join public.items as i on i.id = t.item_id`,
  labels: 'select l.lang, l.word, l.note from public.labels as l',
}

const any = (table: string, key: string) =>
  `(select ${key} from ${table} order by random() limit 1)`

const CHANGES: readonly string[] = [
  `insert into item (id, box_token, name, n) select coalesce(max(id), 0) + 1 + (random() * 20)::int,
    ${any('box', 'token')}, 'new', (random() * 9)::int from item`,
  `insert into item (id, box_token, name) values (-(random() * 1e6)::int, ${any('box', 'token')}, 'far below')`,
  `update item set n = coalesce(n, 0) + 1, moved_at = now() where id % 97 = (random() * 97)::int`,
  `update item set box_token = ${any('box', 'token')}, moved_at = now() where id = ${any('item', 'id')}`,
  `delete from item where id = ${any('item', 'id')}`,
  // a key that is used again, for another row
  `begin; delete from item where id = 7; insert into item (id, box_token, name) values (7, ${any('box', 'token')}, md5(random()::text)); commit`,
  `delete from item where id = 8; insert into item (id, name, n) values (8, md5(random()::text), 8)`,
  `begin; delete from label where (lang, word) = ('de', 'word 5'); insert into label values ('de', 'word 5', md5(random()::text)); commit`,
  // parents that go, with all that hangs on them, and come again
  `delete from box where token = (select token from box where note = 'new' order by random() limit 1)`,
  `delete from shelf where id = (select id from shelf where id > 55 order by random() limit 1)`,
  `insert into shelf (id, code) select g, 'shelf ' || g || ' again' from generate_series(56, 60) as g on conflict do nothing`,
  `insert into box (token, shelf_id, note) values (gen_random_uuid(), ${any('shelf', 'id')}, 'new')`,
  `update box set shelf_id = ${any('shelf', 'id')}, moved_at = now() where token = ${any('box', 'token')}`,
  `update shelf set code = 'shelf ' || id || ' ' || (random() * 1e6)::int, moved_at = now() where id = ${any('shelf', 'id')}`,
  `insert into tag select ${any('item', 'id')}, 'tag ' || (random() * 1e6)::int, 1 on conflict do nothing`,
  `delete from tag where (item_id, word) = (select item_id, word from tag order by random() limit 1)`,
  `update tag set weight = weight + 1 where item_id % 50 = (random() * 50)::int`,
  `insert into label values ('it', 'word ' || (random() * 1e6)::int, 'x') on conflict do nothing`,
  `update label set note = note || '.' where word = 'word ' || 1 + (random() * 900)::int`,
  `delete from label where (lang, word) = (select lang, word from label order by random() limit 1)`,
]

/** What may go wrong between writers: a parent that is gone, a key that is taken, a deadlock. */
const EXPECTED = /^(23503|23505|40P01)$/

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

/** Leaves the processor to others: whether a test passes must not depend on how fast writers are. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 10))

/** Small transactions, one after the other. */
const busy = async (sql: Sql, isOver: () => boolean) => {
  let changes = 0
  while (!isOver()) {
    try {
      await breathe()
      await sql.unsafe(pick(CHANGES)).simple()
      changes += 1
    } catch (error) {
      await sql.unsafe('rollback').simple()
      if (!EXPECTED.test((error as { code?: string }).code ?? '')) throw error
    }
  }
  return changes
}

/** Long transactions, which commit late what carries the time of their begin. */
const slow = async (sql: Sql, isOver: () => boolean) => {
  let changes = 0
  while (!isOver()) {
    try {
      await sql
        .unsafe(`
        begin;
        insert into item (id, box_token, name) select 1e9 + (random() * 1e8)::int, token, 'late' from box limit 1;
        update box set note = 'late', moved_at = now() where token = ${any('box', 'token')};
        select pg_sleep(random());
        update item set name = 'late', moved_at = now() where id = ${any('item', 'id')};
        select pg_sleep(random());
        commit
      `)
        .simple()
      changes += 1
    } catch (error) {
      await sql.unsafe('rollback').simple()
      if (!EXPECTED.test((error as { code?: string }).code ?? '')) throw error
    }
  }
  return changes
}

/** Sessions at the source that change it until told to stop; then tells how many changes there were. */
export const openMarket = ({ source }: Stage) => {
  let isOver = false
  const pools = [busy, busy, slow, slow].map((work) => {
    const sql = postgres(source.ownerUrl(), { max: 1, onnotice: () => {} })
    return { sql, ended: work(sql, () => isOver) }
  })
  return async (): Promise<number> => {
    isOver = true
    const counts = await Promise.all(pools.map(({ ended }) => ended))
    await Promise.all(pools.map(({ sql }) => sql.end({ timeout: 1 })))
    return counts.reduce((sum, count) => sum + count, 0)
  }
}
