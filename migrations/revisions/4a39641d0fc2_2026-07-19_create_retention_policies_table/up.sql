-- How long rows of each category are kept.

CREATE TABLE retention_policies (
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
    category         varchar(64) NOT NULL,
    retention_period interval NOT NULL,
    enabled          boolean NOT NULL DEFAULT true,
    last_swept_at    timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_retention_policies PRIMARY KEY (id),
    CONSTRAINT uq_retention_policies_category UNIQUE (category)
);

INSERT INTO retention_policies (category, retention_period)
SELECT category, retention_period
FROM jsonb_to_recordset(:'file retention_policies.json'::jsonb) AS r (category text, retention_period interval);
