-- dispatch_client3d: what a client draws with. Settings that are no JSON are kept under raw.
select lockstep.define_entity(
    entity      => 'client_renderers',
    source      => 'legacy.dispatch_client3d',
    source_key  => '{id}',
    target      => 'public.client_renderers',
    columns     => $${
        "legacy_client3d_id": "s.id",
        "renderer":           "s.renderer",
        "max_memory":         "s.max_memory",
        "settings":           "case when s.settings not in ('', '{}') then coalesce(lockstep.try_jsonb(s.settings), jsonb_build_object('raw', s.settings)) end"
    }$$,
    refs        => $${
        "client_id": {"entity": "clients", "key": "s.client_id"}
    }$$,
    description => 'What clients draw with.'
);
