-- Track: milliseconds become an interval.
select lockstep.define_entity(
    entity      => 'tracks',
    source      => $$
        select
            t."TrackId" as track_id,
            t."Name" as title,
            t."AlbumId" as album_id,
            t."MediaTypeId" as media_type_id,
            t."GenreId" as genre_id,
            t."Composer" as composer,
            t."Milliseconds" as milliseconds,
            t."Bytes" as bytes,
            t."UnitPrice" as unit_price
        from legacy."Track" as t
    $$,
    source_key  => '{track_id}',
    target      => 'music.tracks',
    columns     => $${
        "legacy_track_id": "s.track_id",
        "title":           "s.title",
        "composer":        "nullif(btrim(s.composer), '')",
        "length":          "make_interval(secs => s.milliseconds / 1000.0)",
        "size_bytes":      "s.bytes",
        "price":           "s.unit_price"
    }$$,
    refs        => $${
        "album_id":      {"entity": "albums", "key": "s.album_id"},
        "media_type_id": {"entity": "media_types", "key": "s.media_type_id"},
        "genre_id":      {"entity": "genres", "key": "s.genre_id"}
    }$$,
    description => 'Tracks.'
);
