-- The invitations are still there; the shares that stand for them go.

WITH gone AS (
    DELETE FROM entity_shares AS s
    USING vfolder_invitations AS i
    WHERE s.target_entity_type = 'vfolder'
        AND s.target_entity_id = i.vfolder
        AND s.recipient_email = i.invitee
        AND s.status = 'pending'
        AND i.state = 'pending'
    RETURNING s.id
)
DELETE FROM virtual_entities
WHERE entity_type = 'entity_share' AND entity_id IN (SELECT id FROM gone);
