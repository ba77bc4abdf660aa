-- shop_tag: the target counts for itself (identity).
select lockstep.define_entity(
    entity       => 'tags',
    source       => 'legacy.shop_tag',
    source_key   => '{id}',
    target       => 'public.tags',
    columns      => $${
        "name": "s.slug"
    }$$,
    key_strategy => 'random',
    description  => 'Tags of products.'
);
