-- loses: the urls of endpoints that have the url of an older one

UPDATE endpoints AS twin SET url = NULL FROM endpoints AS e
WHERE e.url = twin.url AND (coalesce(e.created_at, 'epoch'), e.id) < (coalesce(twin.created_at, 'epoch'), twin.id);

ALTER TABLE endpoints ADD CONSTRAINT uq_endpoints_url UNIQUE (url);
