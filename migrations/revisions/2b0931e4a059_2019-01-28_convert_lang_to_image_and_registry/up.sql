-- What a kernel runs is the name of an image, in a registry.

ALTER TABLE kernels RENAME COLUMN lang TO image;
ALTER TABLE kernels ADD COLUMN registry varchar(512);
