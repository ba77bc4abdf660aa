-- dispatch_course: a type nobody knows is left empty and kept in metadata.
select lockstep.define_entity(
    entity      => 'courses',
    source      => 'legacy.dispatch_course',
    source_key  => '{id}',
    target      => 'public.courses',
    columns     => $${
        "legacy_id":     "s.id",
        "name":          "s.name",
        "course_type":   "case s.type when 1 then 'main' when 2 then 'refinement' when 3 then 'any' when 4 then 'replacement' when 5 then 'invoice' when 6 then 'merchandise' end",
        "customization": "case when s.customization not in ('', '{}') then coalesce(lockstep.try_jsonb(s.customization), jsonb_build_object('raw', s.customization)) end",
        "metadata":      "jsonb_build_object('legacy_type', s.type)"
    }$$,
    description => 'Kinds of treatment.'
);
