CREATE TABLE event_logs (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    event_name   varchar NOT NULL,
    event_domain varchar(64) NOT NULL,
    domain_id    varchar,
    created_at   timestamptz NOT NULL DEFAULT now(),
    duration     interval,
    CONSTRAINT pk_event_logs PRIMARY KEY (id)
);
CREATE INDEX ix_event_logs_created_at ON event_logs (created_at);
CREATE INDEX ix_event_logs_domain_id ON event_logs (domain_id);
