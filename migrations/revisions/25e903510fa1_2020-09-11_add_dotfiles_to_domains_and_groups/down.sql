-- loses: the values of domains.dotfiles and groups.dotfiles

ALTER TABLE groups DROP COLUMN dotfiles;
ALTER TABLE domains DROP COLUMN dotfiles;
