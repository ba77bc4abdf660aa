-- room: validate    audience: private    calls: nothing
create function lockstep_private.not_apart_sql(
    shape    lockstep_private.shape,
    standing lockstep_private.standing,
    side     text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when standing.apart = 0 then 'true'
        else format(
            'not exists (select from pg_temp.lockstep_apart as a where %s)',
            string_agg(
                case side
                    when 'source' then format('a.%I = s.%I', k.ledger, k.source)
                    else format('a.%1$I = l.%1$I', k.ledger)
                end,
                ' and ' order by k.place
            )
        )
    end
    from unnest(shape.source_keys, shape.ledger_source_keys)
        with ordinality as k (source, ledger, place);
$body$;

comment on function lockstep_private.not_apart_sql is
    'Condition: a row stands on both sides. side: source (over s) or ledger (over l).';
