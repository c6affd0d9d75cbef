-- One processor has taken the place of one for each projection (docs/adr/0017). It begins at the log's beginning, and what the
-- tables hold already is passed over.
DELETE FROM work.token WHERE processorname IN ('user', 'chat', 'history', 'inbox', 'receipt', 'session');
