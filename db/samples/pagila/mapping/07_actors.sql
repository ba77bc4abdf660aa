-- actor, customer and staff are one table at the target, and three entities: a key means another
-- person in each of them.
select lockstep.define_entity(
    entity      => 'actors',
    source      => 'legacy.actor',
    source_key  => '{actor_id}',
    target      => 'rental.people',
    columns     => $${
        "kind":            "'actor'",
        "legacy_actor_id": "s.actor_id",
        "first_name":      "initcap(s.first_name)",
        "last_name":       "initcap(s.last_name)"
    }$$,
    description => 'People who play in films.'
);
