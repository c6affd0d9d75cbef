-- Which version of Parley fills the tables beside: another one may write other rows.
ALTER TABLE work.replay ADD COLUMN parley text NOT NULL DEFAULT '';
