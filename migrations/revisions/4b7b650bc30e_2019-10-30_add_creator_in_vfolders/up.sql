-- Who made a vfolder; not known of those that are there.

ALTER TABLE vfolders ADD COLUMN creator varchar(128);
