-- room: compare    audience: private    calls: nothing
create function lockstep_private.count_source_sql(relation text, condition_sql text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format('select count(*) from %s as s where %s', relation::regclass, condition_sql);
$body$;

comment on function lockstep_private.count_source_sql is
    'The statement that counts rows of a source view or linked table under a condition over s.';
