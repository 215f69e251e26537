-- Which chance a sitting was at its start: 1 is the make-up. NULL for one from before this was kept: then the file tells.
ALTER TABLE exam_sitting ADD COLUMN make_up INTEGER;

-- The rules by which what members' rows come to was told last, as a SHA-256.
CREATE TABLE judged (
  assignment TEXT PRIMARY KEY,
  rules BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What a certificate says, as it was when its member last passed: it holds whatever becomes of the file.
ALTER TABLE certificate ADD COLUMN facts TEXT NOT NULL DEFAULT '';
-- 1 while what counts passes no more.
ALTER TABLE certificate ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
