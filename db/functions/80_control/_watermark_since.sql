-- room: control    audience: private    calls: nothing
--
-- A source whose clock went back writes watermarks that were passed already: a whole pass then. The
-- clock behind times without zone is not known: they are read from as far back as any zone is west.
create function lockstep_private.watermark_since(shape lockstep_private.shape, look jsonb)
    returns timestamptz
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when isfinite(w.since) and w.seen_at <= (look ->> 'seen_at')::timestamptz
            then w.since - (
                select sum(s.value::interval)
                from lockstep_state.setting as s
                where s.name = 'watermark_overlap'
                    or (
                        s.name = 'watermark_zone'
                        and a.atttypid <> 'timestamp with time zone'::regtype
                    )
            )
    end
    from lockstep_state.entity as e
    join pg_attribute as a
        on a.attrelid = to_regclass(shape.source)
        and a.attname = e.watermark
        and a.atttypid = any (array[
            'timestamp with time zone'::regtype, 'timestamp without time zone'::regtype,
            'date'::regtype
        ]::oid[])
    join lockstep_state.watermark as w on w.entity = e.name and w.defined_at = e.defined_at
    where e.name = shape.entity;
$body$;

comment on function lockstep_private.watermark_since is
    'From which time of the source on an entity has to be read so that nothing is missed that '
    'moved its watermark since the last sync; null: as a whole.';
