-- Projection "degradation": what operators said last of each class of work.
CREATE TABLE views.forced_shedding (
  work_class text        PRIMARY KEY,
  -- whether it is given up; null: the levels decide
  shed       boolean,
  -- when that ends by itself; null: never
  until      timestamptz,
  position   bigint      NOT NULL
);
