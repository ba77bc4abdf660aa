-- room: apply    audience: private    calls: nothing
create function lockstep_private.refuse_broken_key(target text, name text)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    raise exception using
        errcode = 'foreign_key_violation',
        message = format(
            'insert or update on table %s violates foreign key constraint %s',
            (select '"' || c.relname || '"' from pg_class as c where c.oid = to_regclass(target)),
            '"' || name || '"'
        ),
        constraint = name,
        hint    = 'The key is set aside for the time of the first load.';
end;
$body$;

comment on function lockstep_private.refuse_broken_key is
    'Fails as the foreign key itself would, were it not set aside.';
