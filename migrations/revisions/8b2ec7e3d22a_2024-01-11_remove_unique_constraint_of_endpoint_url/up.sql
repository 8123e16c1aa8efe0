ALTER TABLE endpoints DROP CONSTRAINT uq_endpoints_url;
