CREATE TYPE notificationchanneltype AS ENUM ('WEBHOOK');

CREATE TABLE notification_channels (
    id           uuid NOT NULL DEFAULT uuid_generate_v4(),
    name         varchar(256) NOT NULL,
    description  text,
    channel_type notificationchanneltype NOT NULL,
    config       json NOT NULL,
    enabled      boolean NOT NULL,
    created_by   uuid NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT pk_notification_channels PRIMARY KEY (id)
);
CREATE INDEX ix_notification_channels_enabled ON notification_channels (enabled);

CREATE TABLE notification_rules (
    id               uuid NOT NULL DEFAULT uuid_generate_v4(),
    name             varchar(256) NOT NULL,
    description      text,
    rule_type        varchar(256) NOT NULL,
    channel_id       uuid NOT NULL,
    message_template text NOT NULL,
    enabled          boolean NOT NULL,
    created_by       uuid NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT pk_notification_rules PRIMARY KEY (id)
);
CREATE INDEX ix_notification_rules_enabled ON notification_rules (enabled);
CREATE INDEX ix_notification_rules_rule_type ON notification_rules (rule_type);
