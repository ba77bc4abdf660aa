-- language: the name is padded to 20 characters at the source.
select lockstep.define_entity(
    entity      => 'languages',
    source      => 'legacy.language',
    source_key  => '{language_id}',
    target      => 'rental.languages',
    columns     => $${
        "legacy_language_id": "s.language_id",
        "name":               "btrim(s.name)"
    }$$,
    description => 'Languages of films.'
);
