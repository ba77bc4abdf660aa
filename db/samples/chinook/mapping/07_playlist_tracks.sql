select lockstep.define_entity(
    entity      => 'playlist_tracks',
    source      => 'legacy."PlaylistTrack"',
    source_key  => '{PlaylistId,TrackId}',
    target      => 'music.playlist_tracks',
    refs        => $${
        "playlist_id": {"entity": "playlists", "key": "s.\"PlaylistId\""},
        "track_id":    {"entity": "tracks", "key": "s.\"TrackId\""}
    }$$,
    description => 'Which track is on which playlist.'
);
