select lockstep.define_entity(
    entity      => 'languages',
    source      => 'legacy.dispatch_language',
    source_key  => '{id}',
    target      => 'public.languages',
    columns     => $${
        "legacy_language_id": "s.id",
        "code":               "s.code",
        "name":               "s.name"
    }$$,
    description => 'Languages of the application.'
);
