-- dispatch_record_roles: the record is a message or a team communication; where it is neither any more, both are
-- empty, and its id stays.
select lockstep.define_entity(
    entity      => 'message_roles',
    source      => 'legacy.dispatch_record_roles',
    source_key  => '{id}',
    target      => 'public.message_roles',
    columns     => $${
        "legacy_junction_id": "s.id",
        "legacy_record_id":   "s.record_id"
    }$$,
    refs        => $${
        "message_id":            {"entity": "messages", "key": "s.record_id", "if_missing": "null"},
        "team_communication_id": {"entity": "team_communications", "key": "s.record_id", "if_missing": "null"},
        "role_id":               {"entity": "roles", "key": "s.role_id"}
    }$$,
    description => 'Roles that a record is meant for.'
);
