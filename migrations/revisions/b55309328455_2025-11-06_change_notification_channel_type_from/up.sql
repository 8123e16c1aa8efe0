-- The type of a channel is text from here on.

ALTER TABLE notification_channels ALTER COLUMN channel_type TYPE varchar(64) USING channel_type::text;
DROP TYPE IF EXISTS notificationchanneltype;
