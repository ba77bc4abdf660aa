-- dispatch_file: every file is kept. Half of them never belonged to an order; some name an order that
-- is gone: they have none here, and its id stays in metadata. A file without a name is called after its id.
-- Nobody noted who uploaded what.
select lockstep.define_entity(
    entity      => 'files',
    source      => 'legacy.dispatch_file',
    source_key  => '{id}',
    target      => 'public.files',
    columns     => $${
        "legacy_file_id":  "s.id",
        "file_uid":        "s.uid",
        "filename":        "coalesce(s.name, 'file_' || s.id || coalesce(s.ext, ''))",
        "file_type":       "s.ext",
        "file_size_bytes": "s.size",
        "mime_type":       "case lower(s.ext) when '.jpg' then 'image/jpeg' when '.jpeg' then 'image/jpeg' when '.png' then 'image/png' when '.gif' then 'image/gif' when '.stl' then 'model/stl' when '.zip' then 'application/zip' when '.dxf' then 'image/vnd.dxf' when '.dcm' then 'application/dicom' when '.pdf' then 'application/pdf' when '.txt' then 'text/plain' when '.docx' then 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' else 'application/octet-stream' end",
        "parameters":      "case when s.parameters not in ('', '{}') then coalesce(lockstep.try_jsonb(s.parameters), jsonb_build_object('raw', s.parameters)) end",
        "uploaded_at":     "s.created_at",
        "created_at":      "s.created_at",
        "metadata":        "jsonb_strip_nulls(jsonb_build_object('legacy_type', s.type, 'legacy_status', s.status, 'legacy_instruction_id', s.instruction_id, 'legacy_product_id', s.product_id, 'legacy_record_id', s.record_id, 'description', s.description))"
    }$$,
    refs        => $${
        "order_id": {"entity": "orders", "key": "s.instruction_id", "if_missing": "null"}
    }$$,
    description => 'Files, with and without an order.'
);
