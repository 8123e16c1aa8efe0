-- No path is null, not empty.

UPDATE vfolders SET unmanaged_path = NULL WHERE unmanaged_path = '';
