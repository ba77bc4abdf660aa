-- dispatch_bracket: what its type numbers mean is not known; they are kept in metadata.
select lockstep.define_entity(
    entity      => 'brackets',
    source      => 'legacy.dispatch_bracket',
    source_key  => '{id}',
    target      => 'public.brackets',
    columns     => $${
        "legacy_bracket_id": "s.id",
        "legacy_project_id": "s.project_id",
        "name":              "s.name",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('legacy_type', s.type))"
    }$$,
    refs        => $${
        "project_id": {"entity": "projects", "key": "s.project_id", "if_missing": "null"}
    }$$,
    description => 'Brackets of projects.'
);
