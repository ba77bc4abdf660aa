-- dispatch_project: a type nobody knows is other, a status nobody knows is left empty; both numbers
-- are kept in metadata. A creator who is gone stays unknown.
select lockstep.define_entity(
    entity      => 'projects',
    source      => 'legacy.dispatch_project',
    source_key  => '{id}',
    target      => 'public.projects',
    columns     => $${
        "legacy_project_id": "s.id",
        "name":              "case when s.name = '' then 'project_' || s.id else s.name end",
        "status":            "case s.status when 0 then 'draft' when 1 then 'in_progress' when 2 then 'completed' when 3 then 'archived' end",
        "file_uid":          "s.uid",
        "file_size_bytes":   "s.size",
        "is_public":         "s.public",
        "created_at":        "s.created_at",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('legacy_type', s.type, 'legacy_status', s.status, 'legacy_creator_id', s.creator_id))"
    }$$ || jsonb_build_object('project_type', $$
        case s.type
            when 0 then 'stl_upper'
            when 1 then 'stl_lower'
            when 2 then 'clinical_photo'
            when 3 then 'treatment_plan'
            when 4 then 'xray'
            when 5 then 'cbct_scan'
            when 10 then 'simulation'
            when 11 then 'aligner_design'
            else 'other'
        end
    $$),
    refs        => $${
        "creator_id": {"entity": "profiles", "key": "s.creator_id", "if_missing": "null"}
    }$$,
    description => 'Models and plans of the lab.'
);
