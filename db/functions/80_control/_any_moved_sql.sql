-- room: control    audience: private    calls: nothing
create function lockstep_private.any_moved_sql(relation text, condition_sql text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format('select true from %s as s where %s limit 1', relation::regclass, condition_sql);
$body$;

comment on function lockstep_private.any_moved_sql is
    'The statement that asks whether any row of a source view fulfils a condition over s.';
