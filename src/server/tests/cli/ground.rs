//! A folder with questions, campaigns and data, and the program to call on it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::attempts::Attempts;
use domain::{Moment, Points, Zone};
use serde_json::Value;
use server::clock::Clock;
use server::store::{Accepted, Answer, CampaignNo, Detail, Entry, HandIn, Key, Limits, Sqlite, Store as _};

pub const DAY: i64 = 86_400_000;

/// The id of the campaign that everything happens in.
pub const CAMPAIGN: &str = "prize";

pub struct Ground {
    dir: tempfile::TempDir,
    pub now: Moment,
}

/// What a call came to.
#[derive(Debug)]
pub struct Called {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Called {
    /// Checks the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// What it answered, as the one object it is.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {self:?}"))
    }

    /// The code of the failure it told as an object.
    #[track_caller]
    pub fn failure(&self) -> String {
        let object: Value = serde_json::from_str(&self.err).unwrap_or_else(|why| panic!("{why}: {self:?}"));
        object["error"]["code"].as_str().expect("a code").to_owned()
    }
}

impl Ground {
    /// A campaign that opened ten days ago and closed five days ago, with a draw a day later, a ranking, a draw to come and daily
    /// draws; nobody has played yet.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let ground = Self { dir, now: Clock::system().now() };
        let bank = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n";
        ground.write("questions/b/bank.toml", bank);
        let question = |n: u32| {
            format!(
                "[[question]]\nid = \"b-{n}\"\nkind = \"judge\"\nstem = \"第{n}题。\"\nkey = true\nexplain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n"
            )
        };
        ground.write("questions/b/t.toml", &(1..=4).map(question).collect::<String>());
        let at = |days: i64| ground.local(ground.now.plus_ms(days * DAY));
        let awards = format!(
            "[[award]]\nid = \"luck\"\ntitle = \"抽奖\"\ngive = \"draw\"\nscore-from = 60\nat = {}\n[[award.tier]]\nname = \"一等奖\"\nwhat = \"伞\"\nquantity = 2\n\
             [[award]]\nid = \"top\"\ntitle = \"排名奖\"\ngive = \"rank\"\nscore-from = 0\n[[award.tier]]\nname = \"第一名\"\nwhat = \"奖状\"\nquantity = 1\n\
             [[award]]\nid = \"later\"\ntitle = \"以后\"\ngive = \"draw\"\nscore-from = 0\nat = {}\n[[award.tier]]\nname = \"一等奖\"\nwhat = \"伞\"\nquantity = 1\n\
             [[award]]\nid = \"daily\"\ntitle = \"每日\"\ngive = \"draw\"\nfull-marks = true\nat = {}\ndaily = true\nif-too-few = \"carry\"\n[[award.tier]]\nname = \"幸运奖\"\nwhat = \"书\"\nquantity = 5\n",
            at(-4),
            at(9),
            at(-8)
        );
        let text = format!(
            "title = \"宪法竞答\"\norganiser = \"某旗\"\nopens = {}\ncloses = {}\ntime-limit-minutes = 5\nlate-hours = 1\nquestions-are-public = true\npass = 60\ngrading = \"server\"\n\
             {awards}[[section]]\nbank = \"b\"\ncount = 2\npoints = 50\n\
             [identity]\nask = \"on-winning\"\n[[identity.field]]\nkind = \"name\"\n[[identity.field]]\nkind = \"phone\"\n",
            at(-10),
            at(-5)
        );
        ground.write("questions/campaigns/prize.toml", &text);
        ground
    }

    /// The same with people who played: person `n` handed in twice, with 50 and 100 points, nine to six days ago.
    pub fn played(people: u8) -> Self {
        let ground = Self::new();
        let (store, no) = ground.store();
        for person in 1..=people {
            for nth in 0..2 {
                ground.hand_in(&store, no, person, nth);
            }
        }
        ground
    }

    fn local(&self, at: Moment) -> String {
        let wall = Zone::CHINA.wall(at);
        format!("{}T{:02}:{:02}:00", Zone::CHINA.day(at), wall.hour, wall.minute)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    pub fn store(&self) -> (Sqlite, CampaignNo) {
        self.store_in("data")
    }

    pub fn store_in(&self, data: &str) -> (Sqlite, CampaignNo) {
        std::fs::create_dir_all(self.path(data)).expect("made");
        let store = Sqlite::open(&self.path(data).join("pufa.sqlite")).expect("a store");
        let no = wait(store.campaign(CAMPAIGN));
        (store, no)
    }

    /// The store where no campaign is taken down yet: what a server opens.
    pub fn store_only(&self) -> Sqlite {
        std::fs::create_dir_all(self.path("data")).expect("made");
        Sqlite::open(&self.path("data").join("pufa.sqlite")).expect("a store")
    }

    /// One hand-in of a person: of the first, and of every later even one, half is right.
    pub fn hand_in(&self, store: &Sqlite, no: CampaignNo, person: u8, nth: u32) {
        self.hand_in_of(store, no, key(person), person, nth);
    }

    /// The same where the campaign knows the person by another key.
    pub fn hand_in_of(&self, store: &Sqlite, no: CampaignNo, participant: Key, person: u8, nth: u32) {
        let half = nth.is_multiple_of(2);
        let started = self.now.plus_ms(-9 * DAY + i64::from(person) * 1_000 + i64::from(nth) * 3_600_000);
        let mut sitting = [person; 16];
        sitting[12..].copy_from_slice(&nth.to_be_bytes());
        let entry = Entry {
            nth,
            sitting: Key(sitting),
            device: Key([person; 16]),
            round: "1".into(),
            started,
            at: started.plus_ms(60_000),
            used_ms: 60_000 - i64::from(person),
            score: Points::whole(if half { 50 } else { 100 }),
            out_of: Points::whole(100),
            passed: !half,
            late: person == 1 && half,
            seed: 1,
            edition: 1,
            answers: vec![1, 1, 1],
            region: ["某旗/河湾街道", "某旗/城关镇"][usize::from(person % 2)].into(),
            unit: if person == 2 { "=1+1".into() } else { String::new() },
            channel: "海报".into(),
        };
        let limits = Limits { attempts: Attempts::default(), zone: Zone::CHINA };
        let hand_in = HandIn { campaign: no, participant, entry, detail: None, limits, drawn: None };
        assert!(matches!(wait(store.hand_in(hand_in)), Accepted::First(_)));
    }

    /// Calls the program in the folder, with data and questions of it named by the environment.
    pub fn pufa(&self, words: &[&str]) -> Called {
        self.pufa_with(words, &[], "")
    }

    pub fn pufa_with(&self, words: &[&str], variables: &[(&str, &str)], input: &str) -> Called {
        let mut command = program(self.dir.path());
        command.env("PUFA_DATA", "data").env("PUFA_QUESTIONS", "questions").envs(variables.iter().copied()).args(words);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        // a program that asks nothing may be gone already
        let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Called { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program with nothing around it that a test did not put there.
pub fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pufa"));
    command.current_dir(dir).env_clear().env("USER", "tester");
    command
}

pub fn key(person: u8) -> Key {
    Key([person; 16])
}

pub fn wait<T>(answer: Answer<T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(answer).expect("an answer")
}

/// Something sealed for a winner or a participant, to be deleted in a month.
pub fn detail(ground: &Ground, personal: &str) -> Detail {
    let sealer = server::seal::Sealer::open(&ground.path("data/keys")).expect("keys");
    Detail { sealed: sealer.seal(server::seal::Purpose::Detail, personal.as_bytes()), purge_at: ground.now.plus_ms(30 * DAY), kept_ms: 0 }
}
