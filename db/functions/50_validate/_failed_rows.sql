-- room: validate    audience: private    calls: nothing
--
-- The share of a sample that differs is taken for the share of all rows.
create function lockstep_private.failed_rows(standing lockstep_private.standing)
    returns bigint
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select least(
        standing.source_rows,
        standing.unsynced + standing.lost + standing.repeated + case
            when standing.allows_rejects then 0
            else standing.rejected
        end + case
            when standing.sample = 1 or coalesce(standing.looked_at, 0) = 0
                then coalesce(standing.differing, 0)
            else ceil(
                standing.differing::numeric / standing.looked_at * standing.source_rows
            )
        end
    );
$body$;

comment on function lockstep_private.failed_rows is
    'How many rows at the source do not stand correct on the target: not there, refused (unless '
    'that is allowed), lost, repeated, or with another content (of a sample: estimated).';
