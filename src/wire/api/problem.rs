//! What went wrong, as `application/problem+json` (RFC 9457) with a code that never changes and a sentence for the screen.

use super::node::{text, whole, whole_or_none};
use super::{FromNode, Node};
use crate::sheet::Damaged;

/// A refusal or a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `about:blank`: the code says it all.
    #[cfg_attr(feature = "json", serde(rename = "type"))]
    pub kind: String,
    /// The status of the answer, once more.
    pub status: u16,
    /// What machines go by, such as `no-attempt-left-today`.
    pub code: String,
    /// What happened, in English, for whoever reads logs.
    pub title: String,
    /// What happened and what to do, in Chinese, for the screen.
    pub detail: String,
    /// The field at fault, where one is.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub field: Option<String>,
    /// Seconds after which trying again makes sense.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub retry_after_s: Option<u32>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal, $status:literal, $title:literal, $detail:literal;)+) => {
        /// Everything a client can tell apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word that travels.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status it is answered with.
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }

            /// What happened, in English.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }

            /// What happened and what to do, in the words of the screen.
            #[must_use]
            pub fn detail(self) -> &'static str {
                match self { $(Self::$name => $detail),+ }
            }
        }
    };
}

codes! {
    /// The body is not what this address takes.
    BadBody = "bad-body", 400, "the body is not the JSON that this address takes", "请求的内容不对。请刷新页面再试。";
    /// The body is not JSON by its content type.
    NotJson = "not-json", 415, "the content type is not application/json", "请求的格式不对。请刷新页面再试。";
    /// The body is larger than any request of ours.
    TooLarge = "too-large", 413, "the body is too large", "请求的内容太大了。请刷新页面再试。";
    /// Nothing is at this address.
    NotFound = "not-found", 404, "there is nothing at this address", "没有这个地址。";
    /// The address takes another method.
    WrongMethod = "wrong-method", 405, "this address takes another method", "这个地址不能这样用。";
    /// There is no such campaign here.
    UnknownCampaign = "unknown-campaign", 404, "there is no such campaign", "没有这个活动。请看看链接对不对。";
    /// The campaign is graded on the device.
    GradedOnDevice = "graded-on-device", 409, "the campaign is graded on the device", "这个活动在手机上评分，不用交到这里。请刷新页面再试。";
    /// It is too early.
    NotOpenYet = "not-open-yet", 409, "the campaign is not open yet", "活动还没开始。到了开始的时间再来。";
    /// It is too late to start.
    Closed = "closed", 409, "the campaign is closed", "活动已经结束，不能再开始新的答题了。";
    /// None is left today.
    NoAttemptToday = "no-attempt-left-today", 409, "no attempt is left today", "今天的次数用完了，明天再来。";
    /// None is left for good.
    NoAttempt = "no-attempt-left", 409, "no attempt is left", "答题次数用完了，成绩都记下了。";
    /// A field that the campaign asks for is missing or will not do.
    BadField = "bad-field", 422, "a field is missing or will not do", "填写的信息不对，请改一改再试。";
    /// The device key is no device key.
    BadDevice = "bad-device", 422, "the device key is not 32 hexadecimal digits", "这台设备的编号不对。请刷新页面再试。";
    /// The answers do not fit the paper.
    BadAnswers = "bad-answers", 422, "the answers do not fit the paper", "交上来的答案和题目对不上。请刷新页面再试。";
    /// The token was changed on its way, or is none.
    TokenChanged = "token-changed", 403, "the token is not as it was given out", "答卷凭证坏了，这次不能交。请重新开始答题。";
    /// The token was sealed by another server, or by a key that is gone.
    TokenForeign = "token-foreign", 403, "the token was not given out by this server", "这份答卷不是这里发出的，这次不能交。请重新开始答题。";
    /// The hand-in came after the last moment at which it is accepted.
    TokenExpired = "token-expired", 410, "the hand-in came too late to be accepted", "交卷太晚了，超过了接收的时间，这次不能算数。";
    /// Another sitting was handed in for the same attempt.
    TokenReplayed = "token-replayed", 409, "another sitting was handed in for this attempt", "这份卷子已经在别处交过了，只算一次。";
    /// The sitting was not handed in.
    NotHandedIn = "not-handed-in", 409, "this sitting was not handed in", "这次答题还没有交卷。";
    /// There is no such award.
    UnknownAward = "unknown-award", 404, "there is no such award", "没有这个奖项。";
    /// The award is not given in this way.
    NotInstant = "not-instant", 409, "the award is not given at once", "这个奖项不是当场抽的，到时候看结果。";
    /// No chance is there.
    NoChance = "no-chance", 409, "there is no chance to use", "现在没有抽奖机会。";
    /// There is no such win.
    UnknownWin = "unknown-win", 404, "there is no such win of this participant", "没有找到这个领奖码。";
    /// It is too late to claim.
    ClaimOver = "claim-over", 410, "the time to claim is over", "领奖时间已经过了。";
    /// Too many requests.
    TooMany = "too-many-requests", 429, "too many requests", "现在太忙了，请稍等一会儿再试。答案不会丢。";
    /// Who asks is not known.
    NotAllowed = "not-allowed", 401, "a user of this server must sign in", "请先登录。";
    /// No member is signed in here.
    NotSignedIn = "not-signed-in", 401, "no member is signed in", "还没有登录，或者登录已经过期。请重新登录。";
    /// Unit, number and password do not belong together.
    WrongSecret = "wrong-secret", 403, "unit, number and password or code do not belong together", "单位、编号和密码（验证码）对不上。请检查后再试。";
    /// No way to send codes to phones is set up here.
    NoPhoneCodes = "no-phone-codes", 404, "no sender of codes is configured", "这里没有开通手机验证码，请用密码登录。";
    /// Too many wrong tries, or too many codes; it waits.
    LockedOut = "locked-out", 429, "too many tries; it waits", "试的次数太多，请过一会儿再试。";
    /// The one-time password must be replaced first.
    PasswordFirst = "password-first", 403, "a password must be set first", "请先设自己的密码。";
    /// The new password will not do.
    WeakPassword = "weak-password", 422, "the password will not do", "密码要8位以上，不能是编号、姓名或把它们写两遍，也不能是12345678这样连着的、88888888这样重复的。";
    /// There is no such assignment here.
    UnknownAssignment = "unknown-assignment", 404, "there is no such assignment", "没有这个学习任务。";
    /// Nothing is due from the member.
    NotDue = "not-due", 403, "this assignment is not due from the member", "这个学习任务不要求你做。";
    /// There is no such text here.
    UnknownText = "unknown-text", 404, "there is no such text", "这里没有这篇原文。请告诉主办单位。";
    /// No sitting may be started, for the reason in `field`.
    ExamBarred = "exam-barred", 409, "no sitting may be started now", "现在不能考试。";
    /// A sitting of the member is open: no keys until it is handed in.
    ExamFirst = "exam-first", 409, "a sitting of the member is open; no keys until it is handed in", "正在考试，交卷以后再练习。";
    /// There is no such sitting of this member.
    UnknownSitting = "unknown-sitting", 404, "there is no such sitting of this member", "没有找到这次考试。";
    /// There is no such certificate.
    UnknownCertificate = "unknown-certificate", 404, "there is no such certificate", "没有查到这个编号的证书。请核对编号。";
    /// A user who looks after one unit asks for what lies beyond it.
    NotYours = "not-yours", 403, "this user sees one unit only, and this lies beyond it", "你只能查看自己单位和下级单位的数据。";
    /// The roster of the assignment has no such unit.
    UnknownUnit = "unknown-unit", 404, "the roster of this assignment has no such unit", "这个任务的花名册里没有这个单位。";
    /// The assignment has no study, or no exam, to take that rate of.
    NoSuchRate = "no-such-rate", 404, "this assignment has no such rate", "这个任务没有这项比率。";
    /// A command and the server go by different files.
    OtherRules = "other-rules", 409, "the files have changed since the server started; restart it first", "题库目录里的文件改过，服务器还没有按新的来；请先重启服务器。";
    /// The server cannot take it now.
    Unavailable = "unavailable", 503, "the server cannot take it now", "服务器现在忙，请稍后再试。答案不会丢。";
    /// Our own fault.
    Internal = "internal", 500, "something went wrong on the server", "服务器出了问题，请稍后再试。答案不会丢。";
}

impl Code {
    /// The same as [`Code::detail`], and how long to wait where that is all there is to do.
    #[must_use]
    pub fn detail_after(self, seconds: u32) -> String {
        const HOUR_S: u32 = 3600;
        match self {
            Self::LockedOut if seconds > 2 * HOUR_S => format!("试的次数太多，请过{}小时再试。", seconds.div_ceil(HOUR_S)),
            Self::LockedOut => format!("试的次数太多，请过{}分钟再试。", seconds.div_ceil(60)),
            other => other.detail().to_owned(),
        }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            status: code.status(),
            code: code.word().to_owned(),
            title: code.title().to_owned(),
            detail: code.detail().to_owned(),
            field: None,
            retry_after_s: None,
        }
    }
}

impl FromNode for Problem {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            kind: text(node, "type")?,
            status: whole(node, "status")?,
            code: text(node, "code")?,
            title: text(node, "title")?,
            detail: text(node, "detail")?,
            field: super::node::text_or_none(node, "field"),
            retry_after_s: whole_or_none(node, "retry_after_s"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_must_wait_is_told_how_long() {
        let check = |seconds: u32, expected: &str| assert_eq!(Code::LockedOut.detail_after(seconds), expected);
        check(31, "试的次数太多，请过1分钟再试。");
        check(61, "试的次数太多，请过2分钟再试。");
        check(901, "试的次数太多，请过16分钟再试。");
        check(86_400, "试的次数太多，请过24小时再试。");
        assert_eq!(Code::WrongSecret.detail_after(31), Code::WrongSecret.detail());
    }
}
