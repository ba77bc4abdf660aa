-- Where a batch broke off: known of prepared statements, which note the row they are at.
begin;
select plan(4);

-- given: a statement over ten rows, of which the seventh is refused
create table near.seventh (n bigint check (n <> 7));
create temp sequence lockstep_at;
create temp table lockstep_batch as select g as lockstep_n from generate_series(1, 10) as g;
create function pg_temp.tried(is_prepared boolean)
    returns table (written bigint, code text, stopped_at bigint)
    language plpgsql
as $body$
declare
    v_statements text[] := array[$sql$
        with written as (
            insert into near.seventh
            select b.lockstep_n from pg_temp.lockstep_batch as b
            where b.lockstep_n between $1 and $2
                and (not $5 or setval('pg_temp.lockstep_at', b.lockstep_n + 0 * length($3) * $4) > 0)
            returning 1
        )
        select count(*), 0::bigint from written
    $sql$];
begin
    if is_prepared then
        v_statements := lockstep_private.prepare_statements(v_statements);
    end if;
    return query
    select t.written, t.failure ->> 'code', t.stopped_at
    from lockstep_private.try_rows(v_statements, 1, 1, 10, is_prepared) as t;
end;
$body$;

-- behaviour
select results_eq(
    'select * from pg_temp.tried(true)', $$values (0::bigint, '23514', 7::bigint)$$, 'a prepared statement tells at which row it failed'
);
select results_eq(
    'select * from pg_temp.tried(false)', $$values (0::bigint, '23514', 10::bigint)$$, 'the first try of a batch does not'
);
select is_empty('select from near.seventh', 'neither leaves a row');
delete from lockstep_batch where lockstep_n = 7;
select results_eq(
    'select * from pg_temp.tried(true)', $$values (9::bigint, null::text, null::bigint)$$, 'without the bad row all others are written'
);

select * from finish();
rollback;
