-- loses: the values of keypairs.dotfiles

ALTER TABLE keypairs DROP COLUMN dotfiles;
