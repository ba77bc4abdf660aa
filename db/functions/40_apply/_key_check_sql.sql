-- room: apply    audience: private    calls: broken_sql refuse_broken_key referred_sql referred_table_sql prefixed_list
--
-- A key that is set aside is checked again when it is built. Of any other, the rows referred to are
-- locked first, as the key itself would do, and only what could be locked counts.
create function lockstep_private.key_check_sql(
    key          lockstep_state.set_aside,
    is_set_aside boolean,
    columns      text[],
    own_columns  text[]
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        '(%s select lockstep_private.refuse_broken_key(%L, %L) from written as w where %s%s)',
        case
            when not is_set_aside then format(
                'with locked as materialized (select %s from (select distinct %s from written '
                    'as w) as w join %s as r on %s for key share of r)',
                lockstep_private.prefixed_list(key.ref_columns, 'r.'),
                array_to_string(w.columns_list, ', '),
                lockstep_private.referred_table_sql(key),
                lockstep_private.referred_sql(key, w.columns_list)
            )
        end,
        key.target,
        key.name,
        lockstep_private.broken_sql(
            key, w.columns_list, case when not is_set_aside then 'locked' end
        ),
        (
            select format(
                ' and not exists (select from written as r where %s)',
                string_agg(format('r.%I %s w.%I', o.own, o.operator, o.name), ' and ')
            )
            from unnest(own_columns, key.operators, columns) as o (own, operator, name)
            where o.own is not null
            having count(*) > 0
        )
    )
    from (
        select array(
            select format('w.%I', c.name)
            from unnest(columns) with ordinality as c (name, ordinal)
            order by c.ordinal
        ) as columns_list
    ) as w;
$body$;

comment on function lockstep_private.key_check_sql is
    'Query over written that fails at a row which breaks a foreign key. columns: '
    'names in written of the key''s columns; own_columns: of those that it refers to, if that is '
    'the same table.';
