-- dispatch_globalsetting without its secret, which is not read at all.
select lockstep.define_entity(
    entity      => 'global_settings',
    source      => $$
        select
            g.id, g.setting, g.version, g.created_at, g.updated_at, g.sandbox, g.application_id,
            g.location_id
        from legacy.dispatch_globalsetting as g
    $$,
    source_key  => '{id}',
    target      => 'public.global_settings',
    columns     => $${
        "legacy_setting_id": "s.id",
        "setting_key":       "s.setting",
        "setting_value":     "jsonb_strip_nulls(jsonb_build_object('version', s.version, 'sandbox', s.sandbox, 'application_id', s.application_id, 'location_id', s.location_id))",
        "created_at":        "s.created_at",
        "updated_at":        "s.updated_at"
    }$$,
    watermark   => 'updated_at',
    description => 'Settings of the whole. Excluded by rule: access_token.'
);
