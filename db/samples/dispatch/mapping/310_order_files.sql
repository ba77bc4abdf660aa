-- dispatch_file again: those that name an order. A file whose order is gone, or was refused, is a reject.
-- Numbers of types that nobody explained are 'other'; the number stays in file_type.
select lockstep.define_entity(
    entity      => 'order_files',
    source      => $$
        select
            f.id, f.instruction_id, f.type, f.status, f.parameters, f.product_id, f.record_id,
            f.description, f.created_at
        from legacy.dispatch_file as f
        where f.instruction_id is not null
    $$,
    source_key  => '{id}',
    target      => 'public.order_files',
    columns     => $${
        "legacy_file_id":        "s.id",
        "legacy_instruction_id": "s.instruction_id",
        "category":              "case when s.type in (6, 7) then 'scan' when s.type = 8 then 'image' else 'other' end",
        "file_type":             "s.type",
        "status":                "s.status",
        "parameters":            "case when s.parameters not in ('', '{}') then coalesce(lockstep.try_jsonb(s.parameters), jsonb_build_object('raw', s.parameters)) end",
        "product_id":            "s.product_id",
        "record_id":             "s.record_id",
        "uploaded_at":           "s.created_at",
        "metadata":              "jsonb_strip_nulls(jsonb_build_object('description', s.description))"
    }$$,
    refs        => $${
        "order_id": {"entity": "orders", "key": "s.instruction_id"},
        "file_id":  {"entity": "files", "key": "s.id"}
    }$$,
    description => 'Which file belongs to which order; files without an order are left out.'
);
