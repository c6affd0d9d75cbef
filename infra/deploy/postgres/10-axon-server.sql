-- The profile axon-server has a database of its own: a database belongs to one log.
CREATE DATABASE parley_axon OWNER parley;
