-- room: apply    audience: private    calls: diff_keys_sql
--
-- A tenth of the rows is where asking for the keys stops being cheaper than reading the range.
create function lockstep_private.pull_sql(
    shape       lockstep_private.shape,
    scope       lockstep_private.scope,
    wanted      bigint,
    source_rows bigint,
    states      text[]
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when scope.kind = 'keys' then scope.source_sql
        when wanted * 10 < source_rows then lockstep_private.diff_keys_sql(shape, states)
        else scope.source_sql
    end;
$body$;

comment on function lockstep_private.pull_sql is
    'The condition over s by which the wanted rows are pulled: their keys, or the whole scope.';
