-- customer_demographics: empty at the source, and mapped all the same: rows may come.
select lockstep.define_entity(
    entity       => 'segments',
    source       => 'legacy.customer_demographics',
    source_key   => '{customer_type_id}',
    target       => 'trading.segments',
    columns      => $${
        "description": "s.customer_desc"
    }$$,
    key_strategy => 'keep',
    description  => 'Groups of customers.'
);
