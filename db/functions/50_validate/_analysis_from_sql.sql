-- room: validate    audience: private    calls: nothing
--
-- What is of a type of its own at the source is text here: an expression over it would mean
-- something else there. The offset keeps the source from computing any.
create function lockstep_private.analysis_from_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when exists (
            select
            from lockstep_state.entity_column as c
            where c.entity = (analysis_from_sql.shape).entity
                and c.side = 'source'
                and c.is_as_text
        ) then format('(select * from %s offset 0) as s', v.name::regclass)
        else format('%s as s', v.name::regclass)
    end
    from (select (analysis_from_sql.shape).source as name) as v;
$body$;

comment on function lockstep_private.analysis_from_sql is
    'The rows of the source as s: computed with there as far as possible, but not if columns are '
    'linked as text.';
