-- No slots are an empty document. Where no kernel has requested any, which is so right after the column was added, it is made anew:
-- that changes the catalogue alone.

DO $$
BEGIN
    IF EXISTS (SELECT FROM kernels WHERE requested_slots IS NOT NULL) THEN
        ALTER TABLE kernels
            ALTER COLUMN requested_slots TYPE jsonb USING coalesce(requested_slots, '{}'),
            ALTER COLUMN requested_slots SET NOT NULL;
    ELSE
        ALTER TABLE kernels
            DROP COLUMN requested_slots,
            ADD COLUMN requested_slots jsonb NOT NULL DEFAULT '{}';
        ALTER TABLE kernels ALTER COLUMN requested_slots DROP DEFAULT;
    END IF;
END $$;
