-- History and inbox have a processor of their own (docs/adr/0038). It goes on where the one that filled them before was.
INSERT INTO work.token (processorname, segment, token, tokentype, timestamp)
SELECT 'history', segment, token, tokentype, timestamp FROM work.token WHERE processorname = 'views'
ON CONFLICT DO NOTHING;
