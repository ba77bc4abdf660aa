-- room: compare    audience: private    calls: gone_derived_sql derived_scope_sql gone_sql
create function lockstep_private.add_gone(
    shape      lockstep_private.shape,
    segment    lockstep_state.segment,
    ledger_sql text,
    pairing    text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
begin
    if pairing = 'derive'
        and cardinality(shape.key_types) = 1
        and shape.range_source is not null
    then
        execute lockstep_private.gone_derived_sql(
            shape, lockstep_private.derived_scope_sql(shape, segment)
        )
        using null::bigint, null::bigint, (
            select s.value from lockstep_state.setting as s where s.name = 'salt'
        );
    else
        execute lockstep_private.gone_sql(shape, ledger_sql);
    end if;
end;
$body$;

comment on function lockstep_private.add_gone is
    'Adds to lockstep_diff the target rows of a segment that the source does not have, where no '
    'column holds its key: told by target keys derived from integers, or by the ledger.';
