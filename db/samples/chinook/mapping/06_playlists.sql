select lockstep.define_entity(
    entity      => 'playlists',
    source      => 'legacy."Playlist"',
    source_key  => '{PlaylistId}',
    target      => 'music.playlists',
    columns     => $${
        "legacy_playlist_id": "s.\"PlaylistId\"",
        "name":               "s.\"Name\""
    }$$,
    description => 'Playlists. Their names are not unique at the source.'
);
