//! Sittings of one member held against the rules: which counts, whether another may start, and what the clock says.

use super::*;
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn at(hours: i64) -> Moment {
    Moment(hours * HOUR)
}

/// Ninety minutes, three attempts, hours 10 to 20; a make-up from hour 30 to 32.
fn exam(counts: Counts) -> Exam {
    let band = |name: &str, from| Band { name: name.to_owned(), from: Points::whole(from) };
    Exam {
        window: Window { opens: at(10), closes: at(20) },
        limit_ms: 90 * MINUTE,
        grace_ms: 5_000,
        attempts: 3,
        counts,
        papers: vec![],
        shorts: vec![],
        markers: 1,
        scoring: Scoring::default(),
        pass: Points::whole(60),
        bands: vec![band("优秀", 90), band("良好", 80), band("合格", 60)],
        make_up: Some(Window { opens: at(30), closes: at(32) }),
        after_study: true,
        review: Review::AfterWindow,
        certificate: true,
        open_questions: false,
    }
}

fn sat(hour: i64, score: u32) -> Sat {
    Sat { end: End::HandedIn { at: at(hour).plus_ms(30 * MINUTE), score: Points::whole(score) }, ..open(hour) }
}

fn open(hour: i64) -> Sat {
    exam(Counts::Best).begin(at(hour)).expect("within a window")
}

/// Which sitting counts, and whether it passes.
fn check(counts: Counts, sittings: &[Sat]) -> Option<(usize, bool)> {
    let standing = exam(counts).standing(sittings);
    standing.counting().map(|counting| (counting.nth, matches!(standing, Standing::Passed(_))))
}

fn next(sittings: &[Sat], hour: i64) -> Result<Next, Barred> {
    exam(Counts::Best).next(sittings, true, at(hour))
}

#[test]
fn the_rule_says_which_sitting_counts() {
    let sittings = [sat(10, 59), sat(12, 91), sat(14, 70)];
    assert_eq!(check(Counts::Best, &sittings), Some((1, true)));
    assert_eq!(check(Counts::Last, &sittings), Some((2, true)));
    assert_eq!(check(Counts::First, &sittings), Some((0, false)));
    assert_eq!(check(Counts::Best, &[sat(12, 80), sat(10, 80)]), Some((1, true)), "of equal ones the first");
    assert_eq!(check(Counts::Best, &[]), None);
    assert_eq!(check(Counts::Best, &[open(10)]), None);
}

#[test]
fn a_hand_in_is_in_time_until_limit_and_grace() {
    let in_time = |ms| exam(Counts::Best).in_time(open(10), at(10).plus_ms(90 * MINUTE + ms));
    assert_eq!([in_time(-1), in_time(5_000), in_time(5_001)], [true, true, false]);
    assert_eq!([9, 10, 20, 29, 31, 32].map(|hour| exam(Counts::Best).begin(at(hour)).is_some()), [false, true, false, false, true, false]);
    assert_eq!(check(Counts::Best, &[sat(31, 99)]), None, "a make-up alone counts nothing");
}

#[test]
fn another_limit_or_window_holds_for_later_sittings() {
    let (running, done) = (open(10), sat(10, 70));
    let moved = Exam {
        window: Window { opens: at(11), closes: at(14) },
        limit_ms: 30 * MINUTE,
        make_up: Some(Window { opens: at(10), closes: at(11) }),
        ..exam(Counts::Best)
    };
    assert_eq!(moved.clock(running, at(11)), Clock::Runs { left_ms: 30 * MINUTE });
    assert!(moved.in_time(running, at(11)));
    assert!(matches!(moved.standing(&[done]), Standing::Passed(Counting { turn: Turn::Regular, .. })));
    assert_eq!(moved.next(&[done], true, at(12)), Ok(Next::Start { turn: Turn::Regular, left: 2, time_ms: 30 * MINUTE }));
}

#[test]
fn bands_begin_at_their_score() {
    for (score, band) in [(100, Some("优秀")), (90, Some("优秀")), (89, Some("良好")), (60, Some("合格")), (59, None)] {
        assert_eq!(exam(Counts::Best).band(Points::whole(score)), band, "{score}");
    }
    assert_eq!(exam(Counts::Best).band(Points::hundredths(8_999)), Some("良好"));
}

#[test]
fn attempts_run_out_and_an_open_one_is_among_them() {
    let start = |left| Ok(Next::Start { turn: Turn::Regular, left, time_ms: 90 * MINUTE });
    assert_eq!(next(&[], 10), start(3));
    assert_eq!(next(&[sat(10, 95), sat(12, 95)], 14), start(1), "who passed may still do better");
    assert_eq!(next(&[sat(10, 95), sat(12, 5), sat(14, 5)], 16), Err(Barred::NoAttemptLeft));
    let make_up = Err(Barred::Soon { opens: at(30), turn: Turn::MakeUp });
    assert_eq!(next(&[sat(10, 5), sat(12, 5), sat(14, 5)], 16), make_up, "who failed hears of the make-up at once");
    assert_eq!(next(&[sat(10, 5), open(16)], 17), Ok(Next::GoOn { nth: 1, left_ms: 30 * MINUTE }));
}

#[test]
fn study_comes_first_where_the_assignment_says_so() {
    assert_eq!(exam(Counts::Best).next(&[], false, at(10)), Err(Barred::StudyFirst));
    let free = Exam { after_study: false, ..exam(Counts::Best) };
    assert!(free.next(&[], false, at(10)).is_ok());
    assert_eq!(
        exam(Counts::Best).next(&[open(10)], false, at(11)),
        Ok(Next::GoOn { nth: 0, left_ms: 30 * MINUTE }),
        "once begun it goes on"
    );
}

#[test]
fn the_make_up_is_for_who_failed_and_once() {
    let soon = |opens, turn| Err(Barred::Soon { opens: at(opens), turn });
    assert_eq!(next(&[], 9), soon(10, Turn::Regular));
    assert_eq!(next(&[sat(10, 40)], 21), soon(30, Turn::MakeUp));
    assert_eq!(next(&[sat(10, 60)], 21), Err(Barred::Over));
    assert_eq!(next(&[sat(10, 40)], 30), Ok(Next::Start { turn: Turn::MakeUp, left: 1, time_ms: 90 * MINUTE }));
    assert_eq!(next(&[sat(10, 60)], 30), Err(Barred::OnlyForWhoFailed));
    assert_eq!(next(&[], 30), Err(Barred::OnlyForWhoFailed), "who stayed away has not failed");
    assert_eq!(next(&[sat(10, 40), sat(30, 50)], 31), Err(Barred::MakeUpUsed));
    assert_eq!(next(&[sat(10, 40), sat(30, 50)], 33), Err(Barred::Over));
    assert_eq!(check(Counts::Best, &[sat(10, 40), sat(30, 75)]), Some((1, true)));
    assert_eq!(check(Counts::Best, &[sat(10, 40), sat(30, 30)]), Some((0, false)), "it never makes worse");
    assert_eq!(check(Counts::Best, &[sat(10, 70), sat(30, 100)]), Some((0, true)), "nor is it for who passed");
}

#[test]
fn time_goes_on_by_the_servers_clock_whatever_the_device_does() {
    let exam = exam(Counts::Best);
    let clock = |minutes: i64| exam.clock(open(10), at(10).plus_ms(minutes * MINUTE));
    assert_eq!(clock(40), Clock::Runs { left_ms: 50 * MINUTE });
    assert_eq!(clock(90), Clock::Waits);
    assert_eq!(clock(91), Clock::HandIn { at: at(10).plus_ms(90 * MINUTE) });
    assert_eq!(exam.clock(sat(10, 5), at(11)), Clock::Ended);
    assert_eq!(exam.next(&[open(10)], true, at(12)), Err(Barred::BeingHandedIn));
}

#[test]
fn the_end_of_the_window_ends_every_sitting() {
    let exam = exam(Counts::Best);
    assert_eq!(open(19).ends, at(20));
    assert_eq!(open(31).ends, at(32));
    assert_eq!(exam.next(&[], true, at(19)), Ok(Next::Start { turn: Turn::Regular, left: 3, time_ms: HOUR }));
}

#[test]
fn nobody_sees_a_key_while_others_may_still_sit() {
    let exam = exam(Counts::Best);
    assert_eq!(exam.review_from(at(11)), at(32).plus_ms(5_000));
    assert_eq!(Exam { review: Review::AtOnce, ..exam.clone() }.review_from(at(11)), at(11));
    assert_eq!(Exam { make_up: None, ..exam }.review_from(at(11)), at(20).plus_ms(5_000));
}

#[test]
fn a_certificate_is_for_who_passed() {
    let with = exam(Counts::Best);
    assert!(with.certifies(with.standing(&[sat(10, 60)])));
    assert!(!with.certifies(with.standing(&[sat(10, 59)])));
    assert!(!Exam { certificate: false, ..with.clone() }.certifies(with.standing(&[sat(10, 60)])));
}

#[test]
fn a_paper_is_for_its_ranks_or_for_everyone() {
    let paper = |ranks: &[&str], count| PaperFor {
        ranks: ranks.iter().map(|rank| (*rank).to_owned()).collect(),
        blueprint: Blueprint { sections: vec![crate::Section { count, ..Default::default() }], ..Blueprint::default() },
    };
    let exam = Exam { papers: vec![paper(&["厅级"], 1), paper(&["处级", "科级"], 2)], ..exam(Counts::Best) };
    let count = |exam: &Exam, rank| exam.blueprint(rank).map(Blueprint::count);
    assert_eq!([count(&exam, "厅级"), count(&exam, "科级"), count(&exam, "工勤")], [Some(1), Some(2), None]);
    let with_rest = Exam { papers: [exam.papers, vec![paper(&[], 3)]].concat(), ..self::exam(Counts::Best) };
    assert_eq!([count(&with_rest, "厅级"), count(&with_rest, "")], [Some(1), Some(3)]);
}

proptest! {
    #[test]
    fn no_play_gets_more_than_its_attempts_and_its_time(steps in proptest::collection::vec((1i64..200, 0u32..101, any::<bool>()), 1..60)) {
        let exam = exam(Counts::Best);
        let mut now = at(9);
        let mut sittings: Vec<Sat> = Vec::new();
        for (minutes, score, hands_in) in steps {
            now = now.plus_ms(minutes * MINUTE);
            for sat in &mut sittings {
                if let Clock::HandIn { at } = exam.clock(*sat, now) {
                    sat.end = End::HandedIn { at, score: Points::whole(score) };
                }
            }
            match exam.next(&sittings, true, now) {
                Ok(Next::GoOn { nth, left_ms }) => {
                    prop_assert!(left_ms > 0 && left_ms <= exam.limit_ms);
                    if hands_in {
                        sittings[nth].end = End::HandedIn { at: now, score: Points::whole(score) };
                    }
                }
                Ok(Next::Start { turn, .. }) => {
                    prop_assert!(turn == Turn::Regular || matches!(exam.standing(&sittings), Standing::Failed(_)));
                    sittings.push(exam.begin(now).expect("within a window"));
                }
                Err(_) => {}
            }
            let of = |turn| sittings.iter().filter(|sat| sat.turn == turn).count();
            prop_assert!(of(Turn::Regular) <= 3 && of(Turn::MakeUp) <= 1);
            let best = sittings.iter().filter_map(|sat| if let End::HandedIn { score, .. } = sat.end { Some(score) } else { None }).max();
            prop_assert_eq!(exam.standing(&sittings).counting().map(|counting| counting.score), best);
        }
    }
}
