-- room: control    audience: private    calls: key_json_sql ledger_keys entity_row
--
-- The ledger may hold marks of earlier runs; a sync of a few rows leaves them to the next whole
-- one.
create function lockstep_private.doomed_sql(run bigint, entity text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when r.options ? 'analysis' then format(
            $sql$
            exists (
                select
                from lockstep_state.difference as d
                where d.run = %L::bigint and d.entity = %L and d.source_key = %s
            )
            $sql$,
            r.options ->> 'analysis',
            doomed_sql.entity,
            lockstep_private.key_json_sql(
                lockstep_private.ledger_keys(
                    'source',
                    cardinality((lockstep_private.entity_row(doomed_sql.entity)).source_key)
                ),
                'l.'
            )
        )
        else 'true'
    end
    from lockstep_state.run as r
    where r.id = doomed_sql.run;
$body$;

comment on function lockstep_private.doomed_sql is
    'Which rows that are gone at the source a run may delete, as a condition over l: all, or of a '
    'sync by what a detect found only those. Keys as text: needs the settings of '
    'save_differences().';
