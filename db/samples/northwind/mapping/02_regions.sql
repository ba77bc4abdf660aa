select lockstep.define_entity(
    entity       => 'regions',
    source       => 'legacy.region',
    source_key   => '{region_id}',
    target       => 'trading.regions',
    columns      => $${
        "name": "btrim(s.region_description)"
    }$$,
    key_strategy => 'keep',
    description  => 'Sales regions, under the numbers they always had.'
);
