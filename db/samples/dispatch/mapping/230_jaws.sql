-- dispatch_jaw: upper or lower is told by the order that names it, which may name two. One that no
-- order names is neither, and stays.
select lockstep.define_entity(
    entity      => 'jaws',
    source      => $$
        select j.id, j.bond_teeth, j.extract_teeth, j.reason, j.product_id, j.labial,
            u.id as upper_of, l.id as lower_of
        from legacy.dispatch_jaw as j
        left join legacy.dispatch_instruction as u on u.upper_jaw_id = j.id
        left join legacy.dispatch_instruction as l on l.lower_jaw_id = j.id
    $$,
    source_key  => '{id}',
    target      => 'public.jaws',
    columns     => $${
        "legacy_jaw_id":      "s.id",
        "jaw_type":           "case when s.upper_of is not null then 'upper' when s.lower_of is not null then 'lower' end",
        "labial":             "s.labial",
        "bond_teeth":         "s.bond_teeth",
        "extract_teeth":      "s.extract_teeth",
        "replacement_reason": "case s.reason when 1 then 'breakage' when 2 then 'other' when 3 then 'complete' end",
        "metadata":           "jsonb_strip_nulls(jsonb_build_object('legacy_reason', s.reason, 'upper_of_instruction', s.upper_of, 'lower_of_instruction', s.lower_of, 'legacy_product_id', s.product_id))"
    }$$,
    refs        => $${
        "order_id":   {"entity": "orders", "key": "coalesce(s.upper_of, s.lower_of)", "if_missing": "null"},
        "product_id": {"entity": "products", "key": "s.product_id", "if_missing": "null"}
    }$$,
    description => 'Jaws, and the order that each was made for.'
);
