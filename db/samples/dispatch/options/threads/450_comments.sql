-- Optional: each comment answers the one before it, in time, on the same plan. The source says nothing
-- of the kind. Load this folder after mapping/, and mapping/ again to take it back; then sync comments.
-- Which comment came before cannot be asked of the source row by row: all comments travel
-- (pushdown: none or partial), which is a matter of seconds.
select lockstep.define_entity(
    entity      => 'comments',
    source      => $$
        select
            c.id, c.created_at, c.text, c.author_id,
            lag(c.id) over (partition by c.plan_id order by c.created_at, c.id) as answers_id
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
        "parent_comment_id": {"entity": "comments", "key": "s.answers_id", "if_missing": "null"}
    }$$,
    description => 'Comments on plans, without blank ones, in threads by time.'
);
