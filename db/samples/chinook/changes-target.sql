-- The same day at the new music shop. What becomes of it: see changes-source.sql.

begin;

-- Drift, in a column whose value is computed.
update music.tracks set length = length + interval '1 second' where legacy_track_id = 10;

-- Conflict: the source changes this customer as well.
update music.customers set company = 'Edited' where legacy_customer_id = 2;

-- Missing: a row is deleted here.
delete from music.playlist_tracks as t
using music.playlists as p, music.tracks as k
where p.id = t.playlist_id
    and k.id = t.track_id
    and p.legacy_playlist_id = 18
    and k.legacy_track_id = 597;

-- Left alone: a row of our own.
update music.playlists set name = 'Made for you all' where name = 'Made for you';

commit;
