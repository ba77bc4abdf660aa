begin;
select plan(10);

-- given: the same source, with a target of each kind
create function pg_temp.pairing(
    target   text,
    columns  text,
    strategy text default 'random',
    source   text default 'far.visit'
)
    returns text
    language plpgsql
as $body$
declare
    v_name text := 'e' || (select count(*) from lockstep_state.entity);
    r_pair record;
begin
    perform lockstep.define_entity(
        entity => v_name, source => pairing.source, source_key => '{id}', target => target,
        key_strategy => strategy, columns => columns::jsonb
    );
    r_pair := lockstep_private.pairing(v_name, 't');
    return concat_ws(' ', r_pair.kind, r_pair.columns, nullif(r_pair.condition_sql, ''), r_pair.is_owner);
end;
$body$;
create table near.a (id uuid primary key, origin bigint unique, kind text, note text);
create table near.b (id uuid primary key, origin bigint, kind text, note text, unique (origin, kind));
create table near.c (id uuid primary key, origin bigint, note text);
create unique index on near.c (origin) where note is not null;
create table near.d (id uuid primary key, origin text unique, note text);
create table near.e (id bigint primary key, note text);
create table near.f (id uuid primary key, note text);

-- behaviour
select is(pg_temp.pairing('near.a', '{"origin": "s.id", "note": "s.note"}'), 'origin {origin} t', 'a unique column that holds the key');
select is(pg_temp.pairing('near.a', '{"origin": "s.id", "note": "s.note"}', 'derive'), 'origin {origin} f', 'goes before the derived key; now two entities write there');
select is(
    pg_temp.pairing('near.b', '{"origin": "s.id", "kind": "''visit''", "note": "s.note"}'), 'origin {origin}  and t.kind = ''visit'' t',
    'with a constant, where it is unique only beside one'
);
select is(pg_temp.pairing('near.b', '{"origin": "s.id", "kind": "s.note"}'), 'ledger {origin} f', 'but not beside what changes');
select is(pg_temp.pairing('near.c', '{"origin": "s.id", "note": "s.note"}'), 'ledger {origin} t', 'nor where only some rows are unique');
select is(pg_temp.pairing('near.d', '{"origin": "s.id::text", "note": "s.note"}'), 'ledger {NULL} t', 'nor of another type');
select is(pg_temp.pairing('near.e', '{"note": "s.note"}', 'keep'), 'keep {id} t', 'a key that is kept');
select is(pg_temp.pairing('near.f', '{"note": "s.note"}', 'derive'), 'derive {NULL} t', 'a key that is computed');
select is(pg_temp.pairing('near.f', '{"note": "s.note"}'), 'ledger {NULL} f', 'a random one');
select is(
    pg_temp.pairing('near.f', '{"note": "s.note"}', 'derive', 'select v.id::numeric as id, v.note from far.visit as v'), 'ledger {NULL} f',
    'and one that is computed from what can be written in two ways'
);

select finish();
rollback;
