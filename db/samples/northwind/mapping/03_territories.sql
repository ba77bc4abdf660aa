-- territories: the key is text with leading zeros, and stays.
select lockstep.define_entity(
    entity       => 'territories',
    source       => 'legacy.territories',
    source_key   => '{territory_id}',
    target       => 'trading.territories',
    columns      => $${
        "name": "btrim(s.territory_description)"
    }$$,
    refs         => $${
        "region_id": {"entity": "regions", "key": "s.region_id"}
    }$$,
    key_strategy => 'keep',
    description  => 'Sales territories.'
);
