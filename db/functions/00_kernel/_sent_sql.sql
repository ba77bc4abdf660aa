-- room: kernel    audience: private    calls: nothing
create function lockstep_private.sent_sql(expression text, type text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select format('%s_send(%s)', t.typname, expression)
        from pg_type as t
        where t.oid = type::regtype
            and t.typnamespace = 'pg_catalog'::regnamespace
            and t.typname in (
                'numeric', 'jsonb', 'date', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval'
            )
    );
end;
$body$;

comment on function lockstep_private.sent_sql is
    'SQL for the binary form of a value whose type has no sound hash of its own that ships; null '
    'for other types. expression: the value; type: its type, schema-qualified.';
