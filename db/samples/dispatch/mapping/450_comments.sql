-- dispatch_comment and dispatch_note share one table; (legacy_table, legacy_id) tells them apart. Blank
-- comments are left out. The source knows of no replies: options/threads makes some up, if one wants them.
select lockstep.define_entity(
    entity      => 'comments',
    source      => $$
        select c.id, c.created_at, c.text, c.author_id
        from legacy.dispatch_comment as c
        where btrim(c.text, E' \t\r\n') <> ''
    $$,
    source_key  => '{id}',
    target      => 'public.comments',
    columns     => $${
        "legacy_table": "'dispatch_comment'",
        "legacy_id":    "s.id",
        "content":      "s.text",
        "comment_type": "'treatment_discussion'",
        "created_at":   "s.created_at",
        "updated_at":   "s.created_at"
    }$$,
    refs        => $${
        "author_id":         {"entity": "profiles", "key": "s.author_id"},
        "parent_comment_id": {"entity": "comments", "key": "null::integer"}
    }$$,
    description => 'Comments on plans, without blank ones.'
);
