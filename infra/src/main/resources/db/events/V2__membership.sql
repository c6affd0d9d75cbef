-- What changes who is in a group, which must be found among its messages however many they are. Queries have to name the same
-- types, or the planner does not take this index. A type that changes its name needs another index.
CREATE INDEX event_membership ON event (aggregate_id, sequence_number) WHERE type IN (
    'io.parley.contract.chat.ChatEvent$GroupOpened',
    'io.parley.contract.chat.ChatEvent$MemberAdded',
    'io.parley.contract.chat.ChatEvent$MemberRemoved');
