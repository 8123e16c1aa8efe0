-- loses: all rows of notification_channels; all rows of notification_rules

DROP TABLE notification_channels;
DROP TABLE notification_rules;

DROP TYPE notificationchanneltype;
