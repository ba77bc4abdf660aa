-- room: validate    audience: private    calls: analysis_columns analysis_sought_sql quoted_names analysis_attempt analysis_from_sql
--
-- A reference stands for what it looks up by: its target keys may not be known yet.
create function lockstep_private.analysis_uniques(shape lockstep_private.shape)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_found jsonb := jsonb '[]';
    r_index record;
    r_try   record;
begin
    for r_index in
        select
            i.indexrelid::regclass as name,
            x.columns,
            array_to_string(x.expressions, ', ') as expressions_list,
            array_to_string(x.expressions, ') is not null and (') as there_sql
        from pg_index as i
        cross join lateral (
            select
                array_agg(a.attname::text order by k.place) as columns,
                array_agg(coalesce(
                    (
                        select format(
                            '(%s)::%s', c.expression,
                            case when c.is_domain then c.to_base else c.to_type end
                        )
                        from lockstep_private.analysis_columns(shape.entity) as c
                        where c.name = a.attname
                            and (c.plain_column is null or c.from_type <> c.to_type)
                    ),
                    (
                        select c.expression
                        from lockstep_private.analysis_columns(shape.entity) as c
                        where c.name = a.attname
                    ),
                    lockstep_private.analysis_sought_sql(shape.entity, a.attname)
                )) as expressions
            from unnest(i.indkey::smallint[]) with ordinality as k (number, place)
            left join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
            where k.place <= i.indnkeyatts
        ) as x
        where i.indrelid = to_regclass(shape.target)
            and i.indisunique and i.indpred is null and i.indexprs is null
            and array_position(x.expressions, null) is null
            and not lockstep_private.quoted_names(shape.source_keys, 's.') <@ x.expressions
        order by 1
    loop
        r_try := lockstep_private.analysis_attempt(
            shape.entity, '{}', '{true}',
            format(
                $sql$
                (
                    select count(*) - 1 as rows
                    from %s
                    where (%s) is not null
                    group by %s
                    having count(*) > 1
                ) as s
                $sql$,
                lockstep_private.analysis_from_sql(shape),
                r_index.there_sql,
                r_index.expressions_list
            ),
            's.rows'
        );
        v_found := v_found || case
            when r_try.failure is null and r_try.counts[1] = 0 then '[]'
            else jsonb_build_array(jsonb_build_object(
                'column', array_to_string(r_index.columns, ', '),
                'constraint', r_index.name,
                'cause', 'unique',
                'sqlstate', r_try.failure,
                'rows', r_try.counts[1],
                'is_minimum', false
            ))
        end;
    end loop;

    return v_found;
end;
$body$;

comment on function lockstep_private.analysis_uniques is
    'Rows at the source that share what a unique index of the target lets only one have, the first '
    'of them left out; rows null where a value cannot be converted (sqlstate). Indexes that hold '
    'the source key need no look.';
