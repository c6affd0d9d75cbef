-- What moves with each message stands once for a chat, not once for each member, and no index bears it: the row is updated in its
-- page (a "heap-only tuple"), whatever the number of members. Inboxes are put in order when they are read.
CREATE TABLE views.chat_activity (
  chat_id       uuid   PRIMARY KEY,
  -- position of the chat's latest activity: the order of the list
  activity      bigint NOT NULL,
  last_sequence bigint NOT NULL
) WITH (fillfactor = 50);

INSERT INTO views.chat_activity (chat_id, activity, last_sequence)
SELECT chat_id, max(activity), max(last_sequence) FROM views.inbox GROUP BY chat_id;

DROP INDEX views.inbox_by_activity;

ALTER TABLE views.inbox DROP COLUMN activity, DROP COLUMN last_sequence;
