//! Who gets in: one-time passwords, wrong ones, codes, sessions.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;
use wire::api::Problem;
use wire::study::{
    CodeSent, Me, MemberView, SendCode, SendCodeRequest, SetPassword, SetPasswordRequest, SignInRequest, SignOut, SignOutRequest, TaskList,
};

use crate::testing::school::{Browser, shipped};
use crate::testing::{DAY, MINUTE, Testing};
use crate::throttle::{Caller, ProxyIsTrusted};

const FIRST: &str = "probe-2027x";

async fn hall() -> Testing {
    let hall = Testing::at_school(shipped(), 5, 20, 9).await;
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级", "1002 李大为 某省/乙厅 处级"]).await;
    hall
}

#[tokio::test]
async fn a_one_time_password_opens_nothing_but_setting_ones_own() {
    let hall = hall().await;
    let mut browser = Browser::new(&hall);
    let me = browser.sign_in("甲厅", "1001", FIRST).await.expect("signed in");
    assert!(me.must_set_password);
    let tasks = browser.get::<TaskList>("/api/v1/assignments").await;
    assert_eq!(tasks.map_err(|problem| problem.code), Err("password-first".into()));
    for weak in ["1001", "88888888", "王小明王小明"] {
        let request = SetPasswordRequest { present: None, password: weak.into() };
        assert_eq!(browser.ask::<SetPassword>(&request).await.map_err(|problem| problem.code), Err("weak-password".into()), "{weak}");
    }
    let me = browser.ask::<SetPassword>(&SetPasswordRequest { present: None, password: "学法守法用法2027".into() }).await.expect("set");
    assert!(!me.must_set_password);
    browser.get::<TaskList>("/api/v1/assignments").await.expect("tasks");

    // the first one is none any more, and changing it again wants the present one
    assert!(Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await.is_err());
    let request = SetPasswordRequest { present: None, password: "另一个密码2027".into() };
    assert_eq!(browser.ask::<SetPassword>(&request).await.map_err(|problem| problem.code), Err("wrong-secret".into()));
}

#[tokio::test]
async fn unit_number_and_password_must_belong_together_and_nothing_tells_which_is_wrong() {
    let hall = hall().await;
    for (unit, number, password) in
        [("乙厅", "1001", FIRST), ("甲厅", "1002", FIRST), ("甲厅", "9999", FIRST), ("甲厅", "1001", "probe-2027y"), ("", "1001", FIRST)]
    {
        let refused = Browser::new(&hall).sign_in(unit, number, password).await.expect_err("refused");
        assert_eq!((refused.code.as_str(), refused.status), ("wrong-secret", 403), "{unit} {number}");
    }
    for unit in ["某省", "某省/甲厅", "甲厅", " 甲 厅"] {
        Browser::new(&hall).sign_in(unit, "１００１", FIRST).await.expect("full-width digits and spaces are forgiven");
    }
}

#[tokio::test]
async fn what_is_typed_is_what_the_roster_says_in_whatever_signs_and_letters() {
    let hall = hall().await;
    hall.roster(5, 2, &["11010119900307123X 周一 某局（本级） 科级", "a17 吴二 某局（本级） 科级"]).await;
    for (unit, number) in [
        ("某局（本级）", "11010119900307123x"),
        ("某局(本级)", "11010119900307123X"),
        (" 某局 （本级）", "１１０１０１１９９００３０７１２３ｘ"),
        ("某局（本级）", "A17"),
        ("某局（本级）", "a17"),
    ] {
        let me = Browser::new(&hall).sign_in(unit, number, FIRST).await;
        assert!(me.is_ok(), "{unit} {number}: {me:?}");
    }
    // one number, one count of wrong tries, however it is written; and the same for numbers that nobody has
    for [one, other] in [["a17", "A17"], ["zz1", "ZZ1"]] {
        let wrong = |number: &'static str| {
            let hall = &hall;
            async move { Browser::new(hall).sign_in("某局（本级）", number, "falsch-falsch").await.expect_err("refused").code }
        };
        for number in [one, other, one, other, one] {
            assert_eq!(wrong(number).await, "wrong-secret");
        }
        assert_eq!(wrong(other).await, "locked-out", "{other}");
    }
}

#[tokio::test]
async fn a_one_time_password_is_typed_off_its_slip_as_one_likes() {
    let hall = hall().await;
    for typed in ["probe2027x", " PROBE 2027X", "Probe—2027x", "ｐｒｏｂｅ－２０２７ｘ"] {
        let me = Browser::new(&hall).sign_in("甲厅", "1001", typed).await;
        assert!(me.is_ok_and(|me| me.must_set_password), "{typed}");
    }
    // one's own is what it is
    let member = hall.member("甲厅", "1001").await;
    member.elsewhere("甲厅", "1001").await;
    assert!(Browser::new(&hall).sign_in("甲厅", "1001", "EIGENES-1001-pw").await.is_err());
}

#[tokio::test]
async fn wrong_passwords_make_it_wait_longer_and_longer() {
    let hall = hall().await;
    let wrong = || async { Browser::new(&hall).sign_in("甲厅", "1001", "falsch-falsch").await.expect_err("refused") };
    for _ in 0..5 {
        assert_eq!(wrong().await.code, "wrong-secret");
    }
    let refused = wrong().await;
    assert_eq!((refused.code.as_str(), refused.retry_after_s), ("locked-out", Some(31)));
    assert_eq!(refused.detail, "试的次数太多，请过1分钟再试。");
    assert_eq!(Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await.map_err(|problem| problem.code), Err("locked-out".into()));
    Browser::new(&hall).sign_in("乙厅", "1002", FIRST).await.expect("the others get in");
    let nobody = || async { Browser::new(&hall).sign_in("甲厅", "7777", "falsch-falsch").await.expect_err("refused").code };
    for _ in 0..5 {
        assert_eq!(nobody().await, "wrong-secret");
    }
    assert_eq!(nobody().await, "locked-out", "a number that nobody has tells nothing");
    hall.pass(MINUTE / 2);
    assert_eq!(wrong().await.code, "wrong-secret");
    hall.pass(MINUTE / 2);
    assert_eq!(wrong().await.code, "locked-out", "twice as long");
    hall.pass(MINUTE / 2);
    Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await.expect("in the end");
    assert_eq!(wrong().await.code, "wrong-secret", "and it begins anew");
}

#[tokio::test]
async fn strangers_who_try_a_number_keep_nobody_out_of_their_own_browser() {
    let hall = hall().await;
    let mut own = Browser::new(&hall);
    own.sign_in("甲厅", "1001", FIRST).await.expect("signed in");
    let register = hall.desk.school.register();
    for n in 0..100 {
        // one wrong password each, from a hundred places
        let tried = register.begin_try("1001", &format!("10.0.0.{n}"), hall.now(), hall.now().plus_ms(-DAY), Arc::new(|_| true));
        tried.await.expect("counted");
    }
    let locked = Some("locked-out".to_owned());
    let refused = |answer: Result<MemberView, Problem>| answer.err().map(|problem| problem.code);
    assert_eq!(refused(Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await), locked, "strangers wait together");
    own.sign_in("甲厅", "1001", FIRST).await.expect("they are no stranger here");

    // their own wrong ones count there, and nowhere else
    for _ in 0..5 {
        assert_eq!(refused(own.sign_in("甲厅", "1001", "falsch-falsch").await), Some("wrong-secret".into()));
    }
    assert_eq!(refused(own.sign_in("甲厅", "1001", FIRST).await), locked);
    assert_eq!(refused(own.sign_in("乙厅", "1002", "falsch-falsch").await), Some("wrong-secret".into()), "a stranger to everybody else");
    hall.pass(15 * MINUTE);
    Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await.expect("strangers have waited");
}

#[tokio::test]
async fn a_number_that_nobody_has_locks_like_any_other() {
    let hall = hall().await;
    let caller = |n: u8| Caller(Some(std::net::IpAddr::from([10, 0, 0, n])));
    for number in ["1001", "7777"] {
        let request = SendCodeRequest { unit: "甲厅".into(), number: number.into() };
        for n in 0..10 {
            hall.desk.school.send_code(&caller(n), None, &request).await.expect("sent, for all that anybody learns");
        }
        let refused = hall.desk.school.send_code(&caller(200), None, &request).await.expect_err("too many");
        assert_eq!((refused.code, refused.retry_after_s), (wire::api::Code::LockedOut, Some(86_401)), "{number}");
    }
}

#[tokio::test]
async fn codes_that_were_sent_and_not_used_are_counted_for_an_hour() {
    let hall = hall().await;
    let rows: Vec<String> = (0..3).map(|n| format!("3{n:03} 某人 某省/甲厅 科级 p=139000060{n:02}")).collect();
    hall.roster(5, 2, &rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let ask = |n: u8| {
        let (school, request) = (&hall.desk.school, SendCodeRequest { unit: "甲厅".into(), number: format!("3{n:03}") });
        async move { school.send_code(&Caller(Some(std::net::IpAddr::from([10, 0, 0, n]))), None, &request).await.expect("the same for all") }
    };
    for n in 0..3 {
        ask(n).await;
        hall.code(&format!("139000060{n:02}")).await;
    }
    let register = hall.desk.school.register();
    let unused = || async {
        let found = register.begin_try("codes to all", "", hall.now(), hall.now().plus_ms(-60 * MINUTE), Arc::new(|_| false));
        found.await.expect("counted").of_all
    };
    assert_eq!(unused().await, 3);
    let code = Some(hall.code("13900006002").await);
    let used = SignInRequest { unit: "甲厅".into(), number: "3002".into(), password: None, code };
    Browser::new(&hall).sign_in_with(used).await.expect("signed in");
    assert_eq!(unused().await, 2);
    hall.pass(61 * MINUTE);
    assert_eq!(unused().await, 0, "an hour later");
}

#[tokio::test]
async fn whoever_only_has_a_phone_sets_a_password_without_one_before() {
    let hall = hall().await;
    hall.roster(5, 2, &["1003 孙小禾 某省/甲厅 科级 p=13800006021"]).await;
    let mut browser = Browser::new(&hall);
    browser.ask::<SendCode>(&SendCodeRequest { unit: "甲厅".into(), number: "1003".into() }).await.expect("sent");
    let code = Some(hall.code("13800006021").await);
    let request = SignInRequest { unit: "甲厅".into(), number: "1003".into(), password: None, code };
    let me = browser.sign_in_with(request).await.expect("signed in");
    assert!(!me.has_password && !me.must_set_password, "a one-time one is none of theirs");
    let me = browser.ask::<SetPassword>(&SetPasswordRequest { present: None, password: "学法守法用法2027".into() }).await.expect("set");
    assert!(me.has_password);
}

#[tokio::test]
async fn where_too_many_wait_for_their_password_to_be_checked_nobody_is_counted() {
    let hall = hall().await;
    let school = &hall.desk.school;
    let places: Vec<_> = std::iter::from_fn(|| school.place().ok()).collect();
    assert_eq!(places.len(), 64);
    for _ in 0..10 {
        let refused = Browser::new(&hall).sign_in("甲厅", "1001", "falsch-falsch").await.expect_err("no place");
        assert_eq!((refused.code.as_str(), refused.status, refused.retry_after_s), ("unavailable", 503, Some(3)));
    }
    drop(places);
    Browser::new(&hall).sign_in("甲厅", "1001", FIRST).await.expect("signed in");
}

#[tokio::test]
async fn a_right_password_is_no_wrong_try_when_its_sender_goes_away() {
    let hall = hall().await;
    let school = Arc::clone(&hall.desk.school);
    let register = school.register();
    let tries = || async {
        let found = register.begin_try("1001", "10.0.0.9", hall.now(), hall.now().plus_ms(-DAY), Arc::new(|_| false));
        found.await.expect("counted").of_caller
    };
    let until = |wanted: u32| async move {
        let begun = std::time::Instant::now();
        while tries().await != wanted {
            assert!(begun.elapsed() < std::time::Duration::from_secs(20), "it never was {wanted}");
            tokio::task::yield_now().await;
        }
    };
    // nobody's password is checked until the turns are given back
    let (free, hold) = std::sync::mpsc::channel::<()>();
    let hold = Arc::new(std::sync::Mutex::new(hold));
    let place = school.place().expect("a place");
    let holding: Vec<_> = (0..2)
        .map(|_| {
            let (place, hold) = (place.clone(), Arc::clone(&hold));
            tokio::spawn(async move {
                let held = place.work(move || hold.lock().map(|hold| hold.recv().is_err()).unwrap_or(true));
                held.await.expect("held")
            })
        })
        .collect();
    tokio::task::yield_now().await;
    let gone = {
        let (school, place) = (Arc::clone(&school), school.place().expect("a place"));
        let caller = Caller(Some(std::net::IpAddr::from([10, 0, 0, 9])));
        let request = SignInRequest { unit: "甲厅".into(), number: "1001".into(), password: Some(FIRST.into()), code: None };
        tokio::spawn(async move { school.sign_in(place, &caller, None, &request).await })
    };
    until(1).await;
    gone.abort();
    assert!(gone.await.is_err_and(|why| why.is_cancelled()));
    drop(free);
    for held in holding {
        assert!(held.await.expect("ended"));
    }
    until(0).await;
}

#[tokio::test]
async fn sessions_end_here_everywhere_and_after_two_weeks_without_use() {
    let hall = hall().await;
    let phone = hall.member("甲厅", "1001").await;
    let office = phone.elsewhere("甲厅", "1001").await;
    let me = phone.get::<MemberView>("/api/v1/me").await.expect("me");
    assert_eq!((me.sessions, me.unit.as_str(), me.name.as_str()), (2, "某省/甲厅", "王小明"));
    office.ask::<SignOut>(&SignOutRequest { everywhere: false }).await.expect("signed out");
    assert_eq!(office.get::<MemberView>("/api/v1/me").await.map_err(|problem| problem.code), Err("not-signed-in".into()));
    let other = phone.elsewhere("甲厅", "1001").await;
    phone.ask::<SignOut>(&SignOutRequest { everywhere: true }).await.expect("signed out");
    for browser in [&phone, &other] {
        assert!(browser.get::<MemberView>("/api/v1/me").await.is_err());
    }
    let late = phone.elsewhere("甲厅", "1001").await;
    for _ in 0..3 {
        hall.pass(14 * DAY - MINUTE);
        late.get::<MemberView>(<Me as wire::api::Endpoint>::PATH).await.expect("still there");
    }
    hall.pass(14 * DAY);
    assert!(late.get::<MemberView>("/api/v1/me").await.is_err());
}

#[tokio::test]
async fn a_code_from_the_phone_signs_in_once_and_nothing_tells_who_has_a_phone() {
    let hall = hall().await;
    hall.roster(5, 2, &["1003 孙小禾 某省/甲厅 科级 p=13800006021"]).await;
    let mut browser = Browser::new(&hall);
    let ask = |number: &str| SendCodeRequest { unit: "甲厅".into(), number: number.into() };
    let sent: Vec<CodeSent> = [
        browser.ask::<SendCode>(&ask("1003")).await.expect("sent"),
        browser.ask::<SendCode>(&ask("1001")).await.expect("the same"),
        browser.ask::<SendCode>(&ask("7777")).await.expect("the same"),
    ]
    .to_vec();
    assert!(sent.windows(2).all(|pair| pair[0] == pair[1]));
    let code = hall.code("13800006021").await;
    let with = |code: &str| SignInRequest { unit: "甲厅".into(), number: "1003".into(), password: None, code: Some(code.into()) };
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(browser.sign_in_with(with(wrong)).await.map_err(|problem| problem.code), Err("wrong-secret".into()));
    let me = browser.sign_in_with(with(&code)).await.expect("signed in");
    assert_eq!((me.name.as_str(), me.must_set_password), ("孙小禾", false));
    assert!(Browser::new(&hall).sign_in_with(with(&code)).await.is_err(), "once");
}

#[tokio::test]
async fn cookies_never_go_in_the_clear_where_the_proxy_took_the_request_over_tls() {
    let hall = hall().await;
    let router = crate::api::router(hall.desk.clone()).layer(Extension(ProxyIsTrusted));
    for (scheme, is_secure) in [("https", true), ("http", false)] {
        let body = serde_json::json!({ "unit": "甲厅", "number": "1001", "password": FIRST }).to_string();
        let request = Request::post("/api/v1/session").header("content-type", "application/json").header("x-forwarded-proto", scheme);
        let answer = router.clone().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
        let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().expect("text")).collect();
        assert_eq!(cookies.len(), 2, "{scheme}");
        assert!(cookies.iter().all(|cookie| cookie.ends_with("; Secure") == is_secure), "{scheme}: {cookies:?}");
    }
}

#[tokio::test]
async fn who_has_left_is_signed_in_no_more() {
    let hall = hall().await;
    let member = hall.member("甲厅", "1001").await;
    member.get::<MemberView>("/api/v1/me").await.expect("me");
    hall.leaves("1001", 5, 21).await;
    member.get::<MemberView>("/api/v1/me").await.expect("until that day");
    hall.pass(2 * DAY);
    assert_eq!(member.get::<MemberView>("/api/v1/me").await.map_err(|problem| problem.code), Err("not-signed-in".into()));
}
