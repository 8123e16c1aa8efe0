-- loses: notification channels that are not WEBHOOK

DELETE FROM notification_channels WHERE upper(channel_type) <> 'WEBHOOK';
CREATE TYPE notificationchanneltype AS ENUM ('WEBHOOK');
ALTER TABLE notification_channels
    ALTER COLUMN channel_type TYPE notificationchanneltype USING upper(channel_type)::notificationchanneltype;
