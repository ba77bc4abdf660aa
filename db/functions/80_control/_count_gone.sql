-- room: control    audience: private    calls: entity_row
create function lockstep_private.count_gone(
    entity        text,
    condition_sql text,
    out gone      bigint,
    out rows      bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity := lockstep_private.entity_row(entity);
begin
    gone := 0;
    rows := 0;
    if r_entity.on_delete = 'keep' then
        return;
    end if;

    execute format(
        'select count(*) from lockstep_ledger.%I as l '
            'where l.gone_at is not null and l.settled_at is null and %s',
        entity, condition_sql
    )
    into gone;
    if gone > 0 then
        execute format(
            'select count(*) from lockstep_ledger.%I as l where l.settled_at is null', entity
        )
        into rows;
    end if;
end;
$body$;

comment on function lockstep_private.count_gone is
    'Rows of an entity that wait to be deleted or archived, and rows it has in all; zero for an '
    'entity that keeps them. condition_sql: which of them wait, over l.';
