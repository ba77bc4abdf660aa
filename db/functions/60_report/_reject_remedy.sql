-- room: report    audience: private    calls: reference_remedy trigger_remedy constraint_facts
create function lockstep_private.reject_remedy(
    entity          text,
    operation       text,
    reason          text,
    sqlstate        text,
    constraint_name text,
    column_name     text,
    missing         jsonb
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when reason = 'unresolved_reference'
            then lockstep_private.reference_remedy(entity, column_name, missing)
        when operation = 'delete' and sqlstate = '23503' then format(
            'rows of %s still refer to it: move or delete those, or set on_delete of the entity to '
                '"archive" or "keep"',
            coalesce(c.on_table, 'other tables')
        )
        when reason = 'trigger'
            then lockstep_private.trigger_remedy(t.name, operation, sqlstate)
        when sqlstate = '23505' then format(
            'another row of %s has the same %s: make the values differ at the source or in the '
                'mapping, or leave all but one of the rows out in its where%s',
            t.name, coalesce(c.on_columns, 'value'), l.late_hint
        )
        when sqlstate = '23514' then format(
            'the values break %s: change them in the mapping or at the source, or leave the rows '
                'out in its where',
            coalesce(c.definition, 'a partition''s bounds')
        )
        when sqlstate = '23502' then format(
            '%1$s of %2$s must not be null: give it a value for these rows in the mapping, like '
                'coalesce(…, …)',
            coalesce(quote_ident(column_name), 'a column'), t.name
        )
        when sqlstate = '23503' then format(
            'the row that %s needs is not there: map the column by refs, so that it waits for '
                'that row, or write that row first',
            coalesce(c.definition, 'a foreign key')
        )
        when sqlstate = '23P01'
            then format(
                'another row of %s overlaps it: %s%s',
                t.name, coalesce(c.definition, ''), l.late_hint
            )
        when sqlstate = '22001'
            then 'the text is too long: cut it in the mapping, like left(…, 100), or widen the '
                'column'
        when sqlstate = '22003'
            then 'the number is too large: take a wider type, or a case in the mapping'
        when sqlstate in ('22007', '22008')
            then 'the text is no date or time: take a case in the mapping for such values'
        when sqlstate = '22012' then 'take nullif(…, 0) for the divisor in the mapping'
        when reason = 'type' then 'the value does not fit the type: take a case in the mapping for '
            'such values, or another type'
        when reason = 'transform' then 'an expression of the mapping cannot take the value: give '
            'it a case for such values'
        else format('look up SQLSTATE %s; it speaks of the row, not of the server', sqlstate)
    end
    from (
        select format('%I.%I', e.target_schema, e.target_table) as name
        from lockstep_state.entity as e
        where e.name = reject_remedy.entity
    ) as t
    left join lateral lockstep_private.constraint_facts(t.name, constraint_name) as c on true
    cross join lateral (
        select case
            when coalesce(c.definition, '') not like '%DEFERRABLE%'
                then '; if the rows only swap their values, make the constraint deferrable'
        end as late_hint
    ) as l;
$body$;

comment on function lockstep_private.reject_remedy is
    'What to do about rejects of one cause. missing: some of the keys that references look for.';
