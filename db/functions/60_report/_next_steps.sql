-- room: report    audience: private    calls: nothing
create function lockstep_private.next_steps(open jsonb)
    returns jsonb
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        jsonb_agg(
            jsonb_build_object('command', s.command, 'why', s.why, 'level', s.level)
            order by s.place, s.ordinal
        ),
        '[]'
    )
    from (
        select
            min(o.place) as place,
            min(o.ordinal) as ordinal,
            min(o.level) as level,
            case
                when count(*) = 1 then min(o.remedy)
                else min(regexp_replace(o.remedy, concat(' ', o.entity, '$'), ''))
            end as command,
            case
                when count(*) = 1 then concat_ws(': ', min(o.entity), min(o.detail))
                else format(
                    '%s: %s%s',
                    replace(o."check", '_', ' '),
                    array_to_string((array_agg(
                        coalesce(o.entity, o.detail) order by o.ordinal
                    ))[:3], ', '),
                    case when count(*) > 3 then format(' and %s more', count(*) - 3) end
                )
            end as why
        from rows from (
            jsonb_to_recordset(open) as (
                place integer, "check" text, level text, entity text, detail text, remedy text
            )
        ) with ordinality as o (place, "check", level, entity, detail, remedy, ordinal)
        group by o."check", o.place
    ) as s;
$body$;

comment on function lockstep_private.next_steps is
    'What to do about open items, in order: one step for all of one kind.';
