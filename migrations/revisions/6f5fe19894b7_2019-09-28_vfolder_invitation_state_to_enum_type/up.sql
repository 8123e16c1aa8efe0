-- An invitation is in one of four states.

CREATE TYPE vfolderinvitationstate AS ENUM ('pending', 'canceled', 'accepted', 'rejected');

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT id, state INTO wrong FROM vfolder_invitations WHERE state <> ALL (enum_range(NULL::vfolderinvitationstate)::text[]) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'vfolder_invitations, id %: "%" is no state of an invitation', wrong.id, wrong.state
            USING HINT = 'Change it to pending, canceled, accepted or rejected.';
    END IF;
END $$;

ALTER TABLE vfolder_invitations ALTER COLUMN state TYPE vfolderinvitationstate USING state::vfolderinvitationstate;
