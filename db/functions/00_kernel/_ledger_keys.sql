-- room: kernel    audience: private    calls: nothing
create function lockstep_private.ledger_keys(side text, number integer)
    returns text[]
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select case
            when number = 1 then array[side || '_key']
            else array(select side || '_key_' || i from generate_series(1, number) as i)
        end
    );
end;
$body$;

comment on function lockstep_private.ledger_keys is
    'Names of the key columns in a ledger: source_key, or source_key_1, source_key_2 …';
