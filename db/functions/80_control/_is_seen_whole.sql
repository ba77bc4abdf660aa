-- room: control    audience: private    calls: nothing
--
-- What was synced before is most likely the same but for a few rows: one look at everything tells.
-- It lasts some seconds at most: a page of the ledger, some 90 rows, for each row of a batch.
create function lockstep_private.is_seen_whole(
    shape    lockstep_private.shape,
    is_known boolean
)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select (is_seen_whole.shape).range_source is null
        or is_known
        and pg_relation_size((is_seen_whole.shape).ledger::regclass)
            <= 8192::bigint * (is_seen_whole.shape).batch_rows;
$body$;

comment on function lockstep_private.is_seen_whole is
    'Is an entity one segment: has its key no integer, or is it in the ledger (is_known) and not '
    'too large? Else it is cut into ranges.';
