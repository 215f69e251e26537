-- The first schema. Moments are milliseconds since 1970-01-01T00:00Z, points are hundredths.

CREATE TABLE campaign (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

-- What papers are redrawn from, for as long as sittings of it may come in.
CREATE TABLE edition (
  no INTEGER PRIMARY KEY,
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  text TEXT NOT NULL,
  UNIQUE (campaign, text)
) STRICT;

-- Accepted hand-ins, for ever as they came. The key makes two sittings of one attempt impossible, and keeps a person's rows together,
-- so that limits, replays and distinct counts need no other index.
CREATE TABLE participation (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  participant BLOB NOT NULL,
  nth INTEGER NOT NULL,
  sitting BLOB NOT NULL,
  device BLOB NOT NULL,
  round TEXT NOT NULL,
  started INTEGER NOT NULL,
  at INTEGER NOT NULL,
  used INTEGER NOT NULL,
  score INTEGER NOT NULL,
  out_of INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  late INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  edition INTEGER NOT NULL,
  answers BLOB NOT NULL,
  region TEXT NOT NULL,
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (campaign, participant, nth)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER participation_stays BEFORE UPDATE ON participation
BEGIN SELECT RAISE (ABORT, 'participations are append-only'); END;
CREATE TRIGGER participation_is_kept BEFORE DELETE ON participation
BEGIN SELECT RAISE (ABORT, 'participations are append-only'); END;

-- Kept by the same transactions that append participations. `by` 0 is all of the campaign.
CREATE TABLE counter (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  by INTEGER NOT NULL,
  name TEXT NOT NULL,
  participations INTEGER NOT NULL,
  participants INTEGER NOT NULL,
  passes INTEGER NOT NULL,
  late INTEGER NOT NULL,
  PRIMARY KEY (campaign, by, name)
) STRICT, WITHOUT ROWID;

-- First starts, where time counts.
CREATE TABLE first_start (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  participant BLOB NOT NULL,
  nth INTEGER NOT NULL,
  sitting BLOB NOT NULL,
  started INTEGER NOT NULL,
  accepted_until INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (campaign, participant, nth)
) STRICT, WITHOUT ROWID;

-- Personal details asked before the start, sealed.
CREATE TABLE detail (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  participant BLOB NOT NULL,
  sealed BLOB NOT NULL,
  purge_at INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  PRIMARY KEY (campaign, participant)
) STRICT, WITHOUT ROWID;

-- Chances of instant awards that were used; `tier` is null when nothing was won.
CREATE TABLE throw (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  award TEXT NOT NULL,
  participant BLOB NOT NULL,
  chance INTEGER NOT NULL,
  at INTEGER NOT NULL,
  tier INTEGER,
  PRIMARY KEY (campaign, award, participant, chance)
) STRICT, WITHOUT ROWID;

-- What tiers of instant awards have given. `day` −1000000 is all days; the check is what makes overselling impossible.
CREATE TABLE stock (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  award TEXT NOT NULL,
  tier INTEGER NOT NULL,
  day INTEGER NOT NULL,
  given INTEGER NOT NULL,
  most INTEGER NOT NULL,
  PRIMARY KEY (campaign, award, tier, day),
  CHECK (given <= most)
) STRICT, WITHOUT ROWID;

-- `once` is 1 where nobody may win twice in a campaign, and null elsewhere: nulls are distinct, ones are not.
CREATE TABLE win (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  award TEXT NOT NULL,
  nth INTEGER NOT NULL,
  participant BLOB NOT NULL,
  device BLOB NOT NULL,
  tier INTEGER NOT NULL,
  tier_name TEXT NOT NULL,
  what TEXT NOT NULL,
  code TEXT NOT NULL,
  won INTEGER NOT NULL,
  claim_until INTEGER NOT NULL,
  once INTEGER,
  claimed INTEGER,
  redeemed INTEGER,
  detail BLOB,
  purge_at INTEGER,
  PRIMARY KEY (campaign, award, nth, participant),
  UNIQUE (campaign, code),
  UNIQUE (campaign, participant, once)
) STRICT, WITHOUT ROWID;

-- Draws: the frozen list first, the published record later.
CREATE TABLE draw (
  campaign INTEGER NOT NULL REFERENCES campaign (no),
  award TEXT NOT NULL,
  nth INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  list TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (campaign, award, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  name TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  made INTEGER NOT NULL,
  disabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
