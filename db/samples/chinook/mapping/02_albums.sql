-- Or write a SELECT that gives them names which need no quotes.
select lockstep.define_entity(
    entity      => 'albums',
    source      => $$
        select
            a."AlbumId" as album_id,
            a."Title" as title,
            a."ArtistId" as artist_id
        from legacy."Album" as a
    $$,
    source_key  => '{album_id}',
    target      => 'music.albums',
    columns     => $${
        "legacy_album_id": "s.album_id",
        "title":           "s.title"
    }$$,
    refs        => $${
        "artist_id": {"entity": "artists", "key": "s.artist_id"}
    }$$,
    description => 'Albums.'
);
