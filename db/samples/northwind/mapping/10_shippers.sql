-- shippers: the target counts for itself (identity) and already has a row: numbers differ.
select lockstep.define_entity(
    entity       => 'shippers',
    source       => 'legacy.shippers',
    source_key   => '{shipper_id}',
    target       => 'trading.shippers',
    columns      => $${
        "company": "s.company_name",
        "phone":   "s.phone"
    }$$,
    key_strategy => 'random',
    description  => 'Shippers, under new numbers.'
);
