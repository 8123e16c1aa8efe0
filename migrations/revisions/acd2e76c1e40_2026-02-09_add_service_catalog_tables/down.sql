-- loses: all rows of service_catalog, service_catalog_endpoint

DROP TABLE service_catalog_endpoint;

DROP TABLE service_catalog;
