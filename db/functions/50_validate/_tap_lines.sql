-- room: validate    audience: private    calls: entity_shape validation_findings checks
create function lockstep_private.tap_lines(entity text, before integer)
    returns setof text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_how   lockstep_private.standing;
    r_found record;
begin
    r_how.min_success    := 100;
    r_how.sample         := 1;
    r_how.allows_rejects := false;
    r_found := lockstep_private.validation_findings(
        lockstep_private.entity_shape(entity), r_how, null
    );

    return query
    with finding as (
        select f.*
        from unnest(r_found.findings) with ordinality as f (
            "check", level, entity, detail, remedy, key, rows, example_keys, place
        )
        where f.key not in (select m.key from lockstep_state.muted_finding as m)
    )
    select regexp_replace(l.line, '\s+', ' ', 'g')
    from lockstep_private.checks() with ordinality as c ("check", description, place)
    cross join lateral (
        select 0, format(
            '%s %s - %s: %s',
            case
                when exists (
                    select from finding as f where f."check" = c."check" and f.level = 'error'
                ) then 'not ok'
                else 'ok'
            end,
            before + c.place, tap_lines.entity, c.description
        )
        union all
        select f.place + d.place, d.line
        from finding as f
        cross join lateral (
            values
                (0.1, format('# %s: %s', f.level, f.detail)),
                (0.2, '#   keys: ' || nullif(f.example_keys, '[]')::text),
                (0.3, '#   -> ' || f.remedy)
        ) as d (place, line)
        where f."check" = c."check" and d.line is not null
    ) as l (place, line)
    order by c.place, l.place;
end;
$body$;

comment on function lockstep_private.tap_lines is
    'The checks of one entity as lines of TAP; muted findings are left out. before: how many tests '
    'came before.';
