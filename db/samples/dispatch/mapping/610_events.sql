-- dispatch_event: data that is no JSON is kept under raw.
select lockstep.define_entity(
    entity      => 'events',
    source      => 'legacy.dispatch_event',
    source_key  => '{id}',
    target      => 'public.events',
    columns     => $${
        "legacy_event_id": "s.id",
        "legacy_user_id":  "s.user_id",
        "name":            "s.name",
        "starts_at":       "s.starts_at",
        "ends_at":         "s.ends_at",
        "data":            "case when s.data not in ('', '{}') then coalesce(lockstep.try_jsonb(s.data), jsonb_build_object('raw', s.data)) end"
    }$$,
    refs        => $${
        "user_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"}
    }$$,
    description => 'Events of the calendar.'
);
