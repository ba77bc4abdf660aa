-- room: report    audience: public    calls: entity_row
create function lockstep.ledger_counts(
    entity         text,
    out rows       bigint,
    out gone       bigint,
    out settled    bigint,
    out unresolved bigint,
    out adopted    bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.entity_row(entity);
    execute format(
        $sql$
        select
            count(*) filter (where l.settled_at is null),
            count(*) filter (where l.gone_at is not null and l.settled_at is null),
            count(*) filter (where l.settled_at is not null),
            count(*) filter (where l.unresolved is not null and l.settled_at is null),
            count(*) filter (where l.adopted_at is not null)
        from lockstep_ledger.%I as l
        $sql$,
        entity
    )
    into rows, gone, settled, unresolved, adopted;
end;
$body$;

comment on function lockstep.ledger_counts is
    'Counts the ledger of an entity. rows: that stand in the target; gone: of these, no longer at '
    'the source, to be dealt with; settled: gone and dealt with, their keys are kept; unresolved: '
    'that wait for what they refer to; adopted: that were there before. Raises LSE01.';
