-- A day at the old music shop. With changes-target.sql, what a comparison finds after both:
--
--   entity           insert  update  conflict  drift  missing  delete
--   albums                1       1         0      0        0       0
--   artists               1       1         0      0        0       0
--   customers             0       1         1      0        0       0
--   employees             0       1         0      0        0       0
--   genres                0       1         0      0        0       0
--   invoice_lines         0       1         0      0        0       1
--   invoices              0       1         0      0        0       0
--   playlist_tracks       2       0         0      0        1       3
--   playlists             1       0         0      0        0       0
--   tracks                1       2         0      1        0       0
--   all                   6       9         1      1        1       4

begin;

insert into public."Artist"
values (276, 'Сергей Рахманинов');
update public."Artist" set "Name" = 'AC⚡DC' where "ArtistId" = 1;
insert into public."Album"
values (348, 'Всенощное бдение', 276);
update public."Album" set "ArtistId" = 276 where "AlbumId" = 347;
update public."Genre" set "Name" = 'Rock ''n'' "Roll"' where "GenreId" = 1;

insert into public."Track"
values (3504, 'Богородице Дево, радуйся', 348, 2, 24, null, 180001, null, 0.99);
update public."Track" set "Name" = '', "Composer" = 'Angus' where "TrackId" = 1;
update public."Track" set "Milliseconds" = "Milliseconds" + 1 where "TrackId" = 2;

insert into public."Playlist"
values (19, 'Fürs Büro');
insert into public."PlaylistTrack"
values (19, 3504), (19, 1);
delete from public."PlaylistTrack" where "PlaylistId" = 17 and "TrackId" in (1, 2, 3);

update public."Employee" set "ReportsTo" = 7 where "EmployeeId" = 8;
update public."Customer" set "SupportRepId" = null where "CustomerId" = 1;
update public."Customer" set "Company" = 'Köhler & Töchter' where "CustomerId" = 2;

delete from public."InvoiceLine" where "InvoiceLineId" = 1;
update public."InvoiceLine" set "Quantity" = 2 where "InvoiceLineId" = 2;
update public."Invoice" set "BillingState" = '' where "InvoiceId" = 1;

commit;
