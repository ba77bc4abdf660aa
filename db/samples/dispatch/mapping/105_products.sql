-- dispatch_product: deleted ones are no longer active, and still there for who refers to them.
-- What is free costs nothing; the price of the others is a matter of offers.
select lockstep.define_entity(
    entity      => 'products',
    source      => $$
        select p.id, p.name, p.description, p.free, p.deleted, p.customization, p.type,
            p.substitute, p.course_id, c.type as course_type
        from legacy.dispatch_product as p
        left join legacy.dispatch_course as c on c.id = p.course_id
    $$,
    source_key  => '{id}',
    target      => 'public.products',
    columns     => $${
        "legacy_product_id": "s.id",
        "legacy_course_id":  "s.course_id",
        "name":              "s.name",
        "course_type":       "case s.course_type when 1 then 'main' when 2 then 'refinement' when 3 then 'any' when 4 then 'replacement' when 5 then 'invoice' when 6 then 'merchandise' end",
        "base_price":        "case when s.free then 0 end",
        "customization":     "case when s.customization not in ('', '{}') then coalesce(lockstep.try_jsonb(s.customization), jsonb_build_object('raw', s.customization)) end",
        "is_active":         "not s.deleted",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('description', s.description, 'legacy_type', s.type, 'substitute', s.substitute, 'legacy_course_type', s.course_type))"
    }$$,
    description => 'What the lab sells.'
);
