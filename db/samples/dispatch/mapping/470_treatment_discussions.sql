-- dispatch_comment: which plan a comment is about. Blank comments are left out, as in comments.
select lockstep.define_entity(
    entity      => 'treatment_discussions',
    source      => $$
        select c.id, c.created_at, c.plan_id
        from legacy.dispatch_comment as c
        where btrim(c.text, E' \t\r\n') <> ''
    $$,
    source_key  => '{id}',
    target      => 'public.treatment_discussions',
    columns     => $${
        "legacy_comment_id": "s.id",
        "created_at":        "s.created_at",
        "updated_at":        "s.created_at"
    }$$,
    refs        => $${
        "comment_id":        {"entity": "comments", "key": "s.id"},
        "treatment_plan_id": {"entity": "treatment_plans", "key": "s.plan_id"}
    }$$,
    description => 'Comments and the treatment plan they are about.'
);
