-- Files that sessions of a domain or a group find in their home: none so far.

ALTER TABLE domains ADD COLUMN dotfiles bytea NOT NULL DEFAULT '\x90';
ALTER TABLE groups ADD COLUMN dotfiles bytea DEFAULT '\x90';
