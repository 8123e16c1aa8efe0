-- loses: all rows of huggingface_registries

DROP TABLE huggingface_registries;
