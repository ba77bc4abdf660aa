-- shop_order: test orders stay behind. Some orders name an address that is gone: they have none.
select lockstep.define_entity(
    entity      => 'orders',
    source      => $$
        select o.id, o.customer_id, o.address_id, o.status, o.comment, o.placed_at, o.updated_at
        from legacy.shop_order as o
        where not o.is_test
    $$,
    source_key  => '{id}',
    target      => 'public.orders',
    columns     => $${
        "number":    "s.id",
        "status":    "case s.status when 1 then 'new' when 2 then 'paid' when 5 then 'shipped' when 9 then 'cancelled' end",
        "comment":   "nullif(s.comment, '')",
        "placed_at": "s.placed_at at time zone 'UTC'"
    }$$,
    refs        => $${
        "customer_id": {"entity": "customers", "key": "s.customer_id"},
        "address_id":  {"entity": "addresses", "key": "s.address_id", "if_missing": "null"}
    }$$,
    watermark   => 'updated_at',
    description => 'Orders, without those that were tests.'
);
