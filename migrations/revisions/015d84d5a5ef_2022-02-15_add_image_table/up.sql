-- Images are rows, no longer keys in etcd. The manager fills the tables when it scans the registries.

CREATE TYPE image_type AS ENUM ('COMPUTE', 'SYSTEM', 'SERVICE');

CREATE TABLE images (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    name          varchar NOT NULL,
    image         varchar NOT NULL,
    created_at    timestamptz DEFAULT now(),
    tag           varchar NOT NULL,
    registry      varchar NOT NULL,
    architecture  varchar NOT NULL DEFAULT 'x86_64',
    config_digest char(72) NOT NULL,
    size_bytes    bigint NOT NULL,
    type          image_type NOT NULL,
    accelerators  varchar,
    labels        jsonb NOT NULL,
    resources     jsonb NOT NULL,
    CONSTRAINT pk_images PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_image_name_architecture ON images (name, architecture);
CREATE INDEX ix_image_image_tag_registry ON images (image, tag, registry);
CREATE INDEX ix_images_architecture ON images (architecture);
CREATE INDEX ix_images_created_at ON images (created_at);
CREATE INDEX ix_images_image ON images (image);
CREATE INDEX ix_images_name ON images (name);
CREATE INDEX ix_images_registry ON images (registry);
CREATE INDEX ix_images_tag ON images (tag);

CREATE TABLE image_aliases (
    id    uuid NOT NULL DEFAULT uuid_generate_v4(),
    alias varchar,
    image uuid NOT NULL,
    CONSTRAINT pk_image_aliases PRIMARY KEY (id),
    CONSTRAINT fk_image_aliases_image_images FOREIGN KEY (image) REFERENCES images(id)
);
CREATE UNIQUE INDEX ix_image_alias_unique_ref ON image_aliases (image, alias);
CREATE UNIQUE INDEX ix_image_aliases_alias ON image_aliases (alias);
