-- loses: all rows of keypairs, kernels and usage

DROP TABLE usage;
DROP TABLE kernels;
DROP TABLE keypairs;
