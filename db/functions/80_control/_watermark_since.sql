-- room: control    audience: private    calls: entity_row watermark_obstacle
--
-- A clock of the source that went back writes watermarks that were passed already. It is told by
-- the clock here: less time went by there than here. As much as the overlap bears is let pass.
-- The zone of times without zone is not known: they are read from as far back as any is west.
create function lockstep_private.watermark_since(
    entity       text,
    look         jsonb,
    out since    timestamptz,
    out obstacle text
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity  lockstep_state.entity := lockstep_private.entity_row(entity);
    r_last    lockstep_state.watermark;
    v_overlap interval;
    v_zone    interval;
begin
    select w.*
    into r_last
    from lockstep_state.watermark as w
    where w.entity = watermark_since.entity;
    select
        max(s.value::interval) filter (where s.name = 'watermark_overlap'),
        max(s.value::interval) filter (where s.name = 'watermark_zone' and exists (
            select
            from pg_attribute as a
            where a.attrelid
                    = to_regclass(format('lockstep_mapping.%I', r_entity.name || '_source'))
                and a.attname = r_entity.watermark
                and a.atttypid <> 'timestamptz'::regtype
        ))
    into strict v_overlap, v_zone
    from lockstep_state.setting as s;

    obstacle := coalesce(lockstep_private.watermark_obstacle(r_entity), look ->> 'obstacle', case
        when r_last.entity is null
            then 'no sync looked at all of them before, or it was undone'
        when r_last.defined_at <> r_entity.defined_at
            then 'it was defined anew since the last sync'
        when r_last.server <> look ->> 'server' then 'the link leads to another server'
        when (look ->> 'noted_at')::timestamptz - r_last.noted_at
                - ((look ->> 'seen_at')::timestamptz - r_last.seen_at)
            > greatest(v_overlap, interval '10 s')
            then 'the clock of the source went back'
        when not isfinite(r_last.since)
            then 'a transaction was open there that may have begun before the first look'
    end);
    if obstacle is null then
        since := r_last.since - v_overlap - coalesce(v_zone, interval '0');
    end if;
end;
$body$;

comment on function lockstep_private.watermark_since is
    'From which time of the source on an entity has to be read so that nothing is missed that '
    'moved its watermark since the last sync; or why all rows have to be.';
