-- loses: all rows of agent_installed_images

DROP TABLE agent_installed_images;
