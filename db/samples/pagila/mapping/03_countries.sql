select lockstep.define_entity(
    entity      => 'countries',
    source      => 'legacy.country',
    source_key  => '{country_id}',
    target      => 'rental.countries',
    columns     => $${
        "legacy_country_id": "s.country_id",
        "name":              "s.country"
    }$$,
    description => 'Countries.'
);
