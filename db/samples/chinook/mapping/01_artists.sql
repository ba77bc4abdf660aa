-- Names at the source have capitals. A linked table keeps them: quote what SQL would fold.
select lockstep.define_entity(
    entity      => 'artists',
    source      => 'legacy."Artist"',
    source_key  => '{ArtistId}',
    target      => 'music.artists',
    columns     => $${
        "legacy_artist_id": "s.\"ArtistId\"",
        "name":             "coalesce(s.\"Name\", 'Unknown artist')"
    }$$,
    description => 'Artists.'
);
