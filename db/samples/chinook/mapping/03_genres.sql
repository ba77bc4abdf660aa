select lockstep.define_entity(
    entity       => 'genres',
    source       => 'legacy."Genre"',
    source_key   => '{GenreId}',
    target       => 'music.genres',
    columns      => $${
        "name": "s.\"Name\""
    }$$,
    key_strategy => 'keep',
    description  => 'Genres, under the numbers they always had.'
);
