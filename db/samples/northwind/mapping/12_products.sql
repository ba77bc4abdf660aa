-- products: unit_price is a float4 at the source; by way of numeric it is the price on the label.
select lockstep.define_entity(
    entity      => 'products',
    source      => 'legacy.products',
    source_key  => '{product_id}',
    target      => 'trading.products',
    columns     => $${
        "legacy_product_id": "s.product_id",
        "name":              "s.product_name",
        "package":           "s.quantity_per_unit",
        "unit_price":        "round(s.unit_price::numeric, 2)",
        "units_in_stock":    "coalesce(s.units_in_stock, 0)",
        "units_on_order":    "coalesce(s.units_on_order, 0)",
        "reorder_level":     "coalesce(s.reorder_level, 0)",
        "is_discontinued":   "s.discontinued <> 0"
    }$$,
    refs        => $${
        "supplier_id": {"entity": "suppliers", "key": "s.supplier_id"},
        "category_id": {"entity": "categories", "key": "s.category_id"}
    }$$,
    description => 'Products.'
);
