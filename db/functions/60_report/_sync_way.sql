-- room: report    audience: private    calls: is_seen_whole
create function lockstep_private.sync_way(shape lockstep_private.shape, is_moved boolean)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_known boolean;
begin
    execute format('select exists (select from %s)', shape.ledger) into v_is_known;
    return case
        when is_moved then 'watermark'
        when not v_is_known then 'first load'
        when lockstep_private.is_seen_whole(shape, v_is_known) then 'whole'
        else 'ranges'
    end;
end;
$body$;

comment on function lockstep_private.sync_way is
    'How a sync would go about an entity: watermark (only rows that moved), first load (the ledger '
    'is empty), whole (compared in one look), ranges (compared piece by piece).';
