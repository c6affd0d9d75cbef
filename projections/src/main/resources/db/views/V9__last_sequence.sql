-- A chat is answered with the sequence of its newest message, and that may be asked for while history and inbox stand still.
ALTER TABLE views.chat ADD COLUMN last_sequence bigint NOT NULL DEFAULT 0;
ALTER TABLE views.chat SET (fillfactor = 80);

UPDATE views.chat c SET last_sequence = a.last_sequence FROM views.chat_activity a WHERE a.chat_id = c.chat_id;
