/** The tables that are measured, made by the source itself. */

/** One table at the source, its home at the target, and how one becomes the other. */
export interface Subject {
  readonly entity: string
  readonly source: string
  readonly target: string
  readonly mapping: string
  /** The same table at the target, for tools that copy tables as they are. */
  readonly copy: string
  /** Changes every nth row of it. */
  readonly change: (nth: number) => string
  /** What people write by hand: one statement, random keys. */
  readonly floor: string
}

const COLUMNS = `customer_id bigint not null, title text not null, note text, amount numeric(12, 2) not null,
  made_at timestamptz not null, seen_at timestamptz, day date not null, is_open boolean not null,
  counter bigint not null, ratio float8, code varchar(20)`

const CUSTOMERS = 1000

/** `rows` rows of twelve mixed columns (some 158 MB for a million), each of one of 1,000 customers. */
export const events = (rows: number, entity = 'event'): Subject => ({
  entity,
  source: `
    create table if not exists customer (id bigint primary key, name text not null);
    insert into customer select g, 'customer ' || g from generate_series(1, ${CUSTOMERS}) as g
    on conflict do nothing;
    create table ${entity} (id bigint primary key, ${COLUMNS});
    insert into ${entity}
    select g, 1 + g % ${CUSTOMERS}, 'title ' || g * 7919 % 1000003 || ' of a row that says a little more',
      case when g % 3 <> 0 then 'note ' || g || ', some words that fill the line' end, g % 100000 * 0.37,
      timestamptz '2015-01-01 00:00+00' + g * interval '5 min',
      case when g % 4 = 0 then timestamptz '2020-06-01 00:00+00' + g * interval '1 s' end,
      date '2000-01-01' + (g % 9000)::int, g % 2 = 0, g % 977,
      case when g % 7 <> 0 then g / 7.0 end, case when g % 11 <> 0 then 'C' || g % 1000 end
    from generate_series(1::bigint, ${rows}) as g;
    analyze ${entity};
    analyze customer;
  `,
  target: `
    create table if not exists customers (id uuid primary key, legacy_id bigint not null unique, name text not null);
    create table ${entity}s (id uuid primary key, legacy_id bigint not null, ${COLUMNS.replace('bigint', 'uuid')},
      foreign key (customer_id) references customers);
  `,
  mapping: `
    select lockstep.define_entity(entity => 'customer', source => 'legacy.customer', source_key => '{id}',
      target => 'public.customers', columns => '{"legacy_id": "s.id", "name": "s.name"}');
    select lockstep.define_entity(entity => '${entity}', source => 'legacy.${entity}', source_key => '{id}',
      target => 'public.${entity}s', columns => '{"legacy_id": "s.id", "title": "upper(s.title)", "note": "s.note",
      "amount": "s.amount", "made_at": "s.made_at", "seen_at": "s.seen_at", "day": "s.day", "is_open": "s.is_open",
      "counter": "s.counter", "ratio": "s.ratio", "code": "s.code"}',
      refs => '{"customer_id": {"entity": "customer", "key": "s.customer_id"}}');
  `,
  copy: `
    create table ${entity}_copy (id bigint primary key, ${COLUMNS});
    insert into ${entity}_copy select * from legacy.${entity};
    analyze ${entity}_copy;
  `,
  change: (nth) => `
    update ${entity} set title = title || '!', counter = counter + 1 where id % ${nth} = ${Math.floor(nth / 2)};
    analyze ${entity};
  `,
  floor: `
    insert into ${entity}s (id, legacy_id, customer_id, title, note, amount, made_at, seen_at, day, is_open, counter, ratio, code)
    select gen_random_uuid(), s.id, c.id, upper(s.title), s.note, s.amount, s.made_at, s.seen_at, s.day, s.is_open,
      s.counter, s.ratio, s.code
    from legacy.${entity} as s join customers as c on c.legacy_id = s.customer_id
  `,
})

/** A narrow table with an indexed watermark. */
export const notes = (entity: string, rows: number) => ({
  entity,
  source: `
    create table ${entity} (id bigint primary key, word text not null, kind int not null, moved_at timestamptz not null);
    insert into ${entity} select g, 'word ' || g, g % 10, timestamptz '2020-01-01 00:00+00' + g * interval '1 s'
    from generate_series(1::bigint, ${rows}) as g;
    create index on ${entity} (moved_at);
    analyze ${entity};
  `,
  target: `
    create table ${entity}_at_target (id uuid primary key, legacy_id bigint not null, word text not null, kind int not null,
      moved_at timestamptz not null);
  `,
  mapping: `
    select lockstep.define_entity(entity => '${entity}', source => 'legacy.${entity}', source_key => '{id}',
      target => 'public.${entity}_at_target', columns => '{"legacy_id": "s.id", "word": "s.word", "kind": "s.kind",
      "moved_at": "s.moved_at"}', watermark => 'moved_at');
  `,
  /** A hundred rows move. */
  move: `
    update ${entity} set kind = kind + 1, moved_at = now()
    where id = any (array(select 1 + i * ${Math.floor(rows / 101)} from generate_series(0, 99) as i))
  `,
})
