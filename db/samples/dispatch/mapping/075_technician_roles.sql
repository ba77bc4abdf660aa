-- dispatch_role of group 11. technician_id is the profile of the user that the role names; of most
-- it names none. The type is told by the name, and left empty where the name does not tell.
select lockstep.define_entity(
    entity      => 'technician_roles',
    source      => $$
        select r.id, r.name, r.abbrev, r.type, r."order", r.user_id
        from legacy.dispatch_role as r
        where r.group_id = 11
    $$,
    source_key  => '{id}',
    target      => 'public.technician_roles',
    columns     => $${
        "legacy_role_id": "s.id",
        "role_name":      "s.name",
        "abbreviation":   "s.abbrev",
        "role_type":      "case when s.name ~* 'design' then 'designing' when s.name ~* 'manufact' then 'manufacturing' when s.name ~* 'section' then 'sectioning' when s.name ~* 'remote' then 'remote' when s.name ~* 'master' then 'master' when s.name ~* 'quality' then 'quality_control' end",
        "metadata":       "jsonb_strip_nulls(jsonb_build_object('role_type', s.type, 'order', s.\"order\", 'legacy_user_id', s.user_id))"
    }$$,
    refs        => $${
        "technician_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"}
    }$$,
    description => 'Roles of technicians, and whose they are.'
);
