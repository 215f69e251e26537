-- Members: rosters, signing in, study, exams, certificates. Days count from 1970-01-01.

-- The unit whose administrator a user is; empty for one who sees everything.
ALTER TABLE user ADD COLUMN unit TEXT NOT NULL DEFAULT '';

CREATE TABLE unit (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parent TEXT
) STRICT, WITHOUT ROWID;

-- `phone` is sealed.
CREATE TABLE member (
  number TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  phone BLOB
) STRICT, WITHOUT ROWID;

-- What holds of a member from one day to another. What was stays: imports only end spells and add new ones.
CREATE TABLE spell (
  member TEXT NOT NULL REFERENCES member (number),
  first INTEGER NOT NULL,
  last INTEGER,
  unit TEXT NOT NULL REFERENCES unit (code),
  rank TEXT NOT NULL,
  exempt TEXT,
  PRIMARY KEY (member, first)
) STRICT, WITHOUT ROWID;

-- Grows with every change, so that whoever holds a roster in memory knows when it is old.
CREATE TABLE roster_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO roster_state (one, revision) VALUES (1, 0);

-- Passwords as argon2id; `one_time` ones are good until `until`, and until one is set.
CREATE TABLE credential (
  member TEXT PRIMARY KEY REFERENCES member (number),
  hash TEXT NOT NULL,
  one_time INTEGER NOT NULL,
  until INTEGER,
  made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong passwords and codes, by member and by where they came from.
CREATE TABLE wrong_try (
  member TEXT NOT NULL,
  caller TEXT NOT NULL,
  count INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (member, caller)
) STRICT, WITHOUT ROWID;

-- Codes sent to phones: an HMAC of each.
CREATE TABLE phone_code (
  member TEXT PRIMARY KEY REFERENCES member (number),
  code BLOB NOT NULL,
  sent INTEGER NOT NULL,
  until INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `token` is the SHA-256 of what the browser holds; `fresh` is 1 until a password was set after a one-time one.
CREATE TABLE session (
  token BLOB PRIMARY KEY,
  member TEXT NOT NULL REFERENCES member (number),
  made INTEGER NOT NULL,
  until INTEGER NOT NULL,
  fresh INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_member ON session (member);

-- Rosters frozen for assignments.
CREATE TABLE frozen (
  assignment TEXT PRIMARY KEY,
  day INTEGER NOT NULL,
  taken INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE frozen_unit (
  assignment TEXT NOT NULL REFERENCES frozen (assignment),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (assignment, code)
) STRICT, WITHOUT ROWID;
-- `exempt` is null for those from whom it is due; a number that was named and is no member has no `unit`.
CREATE TABLE frozen_member (
  assignment TEXT NOT NULL REFERENCES frozen (assignment),
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT,
  rank TEXT NOT NULL,
  exempt TEXT,
  PRIMARY KEY (assignment, number)
) STRICT, WITHOUT ROWID;

-- What members did.
CREATE TABLE reading (
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  start INTEGER NOT NULL,
  text TEXT NOT NULL,
  ms INTEGER NOT NULL,
  PRIMARY KEY (assignment, member, start, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  at INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (assignment, member, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE practice (
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  at INTEGER NOT NULL,
  bank TEXT NOT NULL,
  topic TEXT NOT NULL,
  question TEXT NOT NULL,
  is_right INTEGER NOT NULL,
  PRIMARY KEY (assignment, member, at, bank, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  member TEXT NOT NULL,
  law TEXT NOT NULL,
  anchor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (member, law)
) STRICT, WITHOUT ROWID;

-- What that came to, kept by the transactions that write the rows above and below: 0–2 each.
CREATE TABLE progress (
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  study INTEGER NOT NULL DEFAULT 0,
  exam INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (assignment, member)
) STRICT, WITHOUT ROWID;

-- The wrong book: the last writer of a card wins, every review stays.
CREATE TABLE card (
  member TEXT NOT NULL,
  question TEXT NOT NULL,
  revision INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (member, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE review (
  member TEXT NOT NULL,
  question TEXT NOT NULL,
  at INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  PRIMARY KEY (member, question, at)
) STRICT, WITHOUT ROWID;

-- What exam papers are drawn from and graded by, as it was when they were.
CREATE TABLE exam_edition (
  no INTEGER PRIMARY KEY,
  assignment TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (assignment, text)
) STRICT;

-- `at` is null while it is open. `given` are answers by the places shown, `flags` one byte a question, `words` short answers as JSON,
-- `answered` eight bytes a question: when.
CREATE TABLE exam_sitting (
  id BLOB PRIMARY KEY,
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  nth INTEGER NOT NULL,
  started INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  edition INTEGER NOT NULL REFERENCES exam_edition (no),
  seed INTEGER NOT NULL,
  given BLOB NOT NULL,
  flags BLOB NOT NULL,
  words TEXT NOT NULL,
  answered BLOB NOT NULL,
  revision INTEGER NOT NULL,
  last_device BLOB NOT NULL,
  saved INTEGER NOT NULL,
  at INTEGER,
  by_server INTEGER NOT NULL DEFAULT 0,
  score INTEGER NOT NULL DEFAULT 0,
  out_of INTEGER NOT NULL DEFAULT 0,
  unmarked INTEGER NOT NULL DEFAULT 0,
  UNIQUE (assignment, member, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX exam_open ON exam_sitting (ends) WHERE at IS NULL;

-- The devices a sitting was saved from.
CREATE TABLE exam_device (
  sitting BLOB NOT NULL REFERENCES exam_sitting (id),
  device BLOB NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  saves INTEGER NOT NULL,
  PRIMARY KEY (sitting, device)
) STRICT, WITHOUT ROWID;

-- Short answers marked by hand: one mark a marker.
CREATE TABLE hand_mark (
  sitting BLOB NOT NULL REFERENCES exam_sitting (id),
  n INTEGER NOT NULL,
  marker TEXT NOT NULL,
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (sitting, n, marker)
) STRICT, WITHOUT ROWID;

-- Name and unit as they were when it was given; `sitting` is the one that counts.
CREATE TABLE certificate (
  number TEXT PRIMARY KEY,
  assignment TEXT NOT NULL,
  member TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  issued INTEGER NOT NULL,
  UNIQUE (assignment, member)
) STRICT, WITHOUT ROWID;
