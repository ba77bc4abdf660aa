-- room: compare    audience: private    calls: prefixed_list differs_sql paired_sql joined_sql ours_sql written_columns
--
-- Where the pairing says which target rows belong to the scope (target_sql), rows that the source
-- does not have are found by the same join.
create function lockstep_private.unlike_sql(
    shape      lockstep_private.shape,
    kind       text,
    columns    text[],
    fixed_sql  text,
    target_sql text,
    is_strict  boolean
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into pg_temp.lockstep_diff
        select
            %1$s,
            %2$s,
            case
                when t.lockstep_stands is null then 'missing'
                when e.lockstep_stands is null then 'delete'
                else 'update'
            end,
            null,
            case
                when t.lockstep_stands and e.lockstep_stands
                    then array_remove(array[%3$s]::text[], null)
            end,
            null
        from (select true as lockstep_stands, e.* from pg_temp.lockstep_expected as e) as e
        %4$s join (
            select true as lockstep_stands, t.*
            from %5$s as t
            where %6$s%10$s and not exists (select from pg_temp.lockstep_diff as d where %9$s)
        ) as t on %7$s
        where case
            when e.lockstep_stands is null then %11$s
            when t.lockstep_stands is null then true
            else %8$s
        end
        $sql$,
        (
            select string_agg(
                case
                    when target_sql is null then format('e.%I', 'lockstep_' || k.name)
                    else format('coalesce(e.%I, t.%I)', 'lockstep_' || k.name, k.origin)
                end,
                ', ' order by k.ordinal
            )
            from unnest(shape.ledger_source_keys, columns)
                with ordinality as k (name, origin, ordinal)
            where k.name is not null
        ),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        string_agg(
            format(
                'case when %s then %L end',
                lockstep_private.differs_sql(c.name, c.type, is_strict), c.name
            ),
            ', ' order by c.ordinal
        ),
        case when target_sql is null then 'left' else 'full' end,
        shape.target,
        coalesce(target_sql, 'true'),
        lockstep_private.paired_sql(shape, kind, columns),
        coalesce(
            string_agg(
                lockstep_private.differs_sql(c.name, c.type, is_strict), ' or ' order by c.ordinal
            ),
            'false'
        ),
        case
            when target_sql is null then 'false'
            else lockstep_private.joined_sql(shape.ledger_source_keys, 'd.', columns, 't.')
        end,
        fixed_sql,
        case when target_sql is null then 'true' else lockstep_private.ours_sql(shape, columns) end
    )
    from lockstep_state.entity_column as c
    where c.entity = shape.entity
        and c.side = 'target'
        and c.name = any (lockstep_private.written_columns(shape.entity));
$body$;

comment on function lockstep_private.unlike_sql is
    'Fills lockstep_diff with the rows that are not in the target as lockstep_expected has them: '
    'missing, update (with the columns that differ), and, if target_sql says which target rows are '
    'looked at (over t), delete for those that the source does not have. fixed_sql: what else is '
    'true of the entity''s target rows (over t; empty, or " and …"). Placeholder $3: the salt of '
    'the installation.';
