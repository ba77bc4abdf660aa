-- shop_product: JSON in a text column, two dates that are a range, a price in binary fractions.
-- Some products name a category that is gone: they have none now.
select lockstep.define_entity(
    entity      => 'products',
    source      => 'legacy.shop_product',
    source_key  => '{id}',
    target      => 'public.products',
    columns     => $${
        "legacy_product_id": "s.id",
        "sku":               "s.sku",
        "name":              "s.name",
        "price":             "round(s.price::numeric, 2)",
        "weight_kg":         "s.weight",
        "attributes":        "coalesce(nullif(s.attributes, ''), '{}')::jsonb",
        "on_sale":           "case when num_nonnulls(s.sale_from, s.sale_until) > 0 then daterange(s.sale_from, s.sale_until) end",
        "is_active":         "s.active"
    }$$,
    refs        => $${
        "category_id": {"entity": "categories", "key": "s.category_id", "if_missing": "null"}
    }$$,
    watermark   => 'updated_at',
    description => 'Products.'
);
