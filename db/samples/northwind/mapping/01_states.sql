-- us_states: the two letters are the key at the target, a number at the source. columns give the
-- target key, so it is a natural one.
select lockstep.define_entity(
    entity      => 'states',
    source      => 'legacy.us_states',
    source_key  => '{state_id}',
    target      => 'trading.states',
    columns     => $${
        "code":            "s.state_abbr",
        "legacy_state_id": "s.state_id",
        "name":            "s.state_name",
        "part":            "s.state_region"
    }$$,
    description => 'States of the US.'
);
