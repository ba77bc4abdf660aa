select lockstep.define_entity(
    entity      => 'cities',
    source      => 'legacy.city',
    source_key  => '{city_id}',
    target      => 'rental.cities',
    columns     => $${
        "legacy_city_id": "s.city_id",
        "name":           "s.city"
    }$$,
    refs        => $${
        "country_id": {"entity": "countries", "key": "s.country_id"}
    }$$,
    description => 'Cities, each in a country.'
);
