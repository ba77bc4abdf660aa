-- film_actor: two references are the whole key, here as there.
select lockstep.define_entity(
    entity      => 'film_actors',
    source      => 'legacy.film_actor',
    source_key  => '{actor_id,film_id}',
    target      => 'rental.film_actors',
    columns     => $${
        "created_at": "s.last_update at time zone 'UTC'"
    }$$,
    refs        => $${
        "film_id":  {"entity": "films", "key": "s.film_id"},
        "actor_id": {"entity": "actors", "key": "s.actor_id"}
    }$$,
    description => 'Who plays in which film.'
);
