//! Signing in and out.

use crate::api::{Endpoint, Method};

/// `POST /api/v1/session`.
pub struct SignIn;

impl Endpoint for SignIn {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/session";
    type Request = SignInRequest;
    type Response = MemberView;
}

/// Who comes, and how they prove it: one of `password` and `code`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInRequest {
    /// Code or name of their unit, or of one above it.
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub unit: String,
    /// Their number in the roster.
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub number: String,
    /// Their password, or the one-time first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub password: Option<String>,
    /// The code that was sent to their phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 12))]
    pub code: Option<String>,
}

/// A member, to themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberView {
    /// Their number in the roster.
    pub number: String,
    /// Their name.
    pub name: String,
    /// The path of their unit: 某县/某局.
    pub unit: String,
    /// Their rank; may be empty.
    pub rank: String,
    /// Whether they must set a password before anything else.
    pub must_set_password: bool,
    /// Whether they have a password of their own, which is asked for before another is set.
    #[serde(default = "yes")]
    pub has_password: bool,
    /// On how many devices they are signed in, this one among them.
    pub sessions: u32,
    /// What the server's clock shows now.
    pub now_ms: i64,
}

/// What a device keeps from before it was told.
fn yes() -> bool {
    true
}

/// `POST /api/v1/session/code`: sends a one-time code to the phone that the roster has.
pub struct SendCode;

impl Endpoint for SendCode {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/session/code";
    type Request = SendCodeRequest;
    type Response = CodeSent;
}

/// Who wants a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendCodeRequest {
    /// Code or name of their unit, or of one above it.
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub unit: String,
    /// Their number in the roster.
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub number: String,
}

/// A code is on its way, if there is such a member with a phone: the answer is the same whether there is one or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// For how many seconds it can be used.
    pub valid_s: u32,
    /// After how many seconds another may be asked for.
    pub again_s: u32,
}

/// `POST /api/v1/session/password`.
pub struct SetPassword;

impl Endpoint for SetPassword {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/session/password";
    type Request = SetPasswordRequest;
    type Response = MemberView;
}

/// A new password; all other sessions end with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetPasswordRequest {
    /// The present one; may be missing right after signing in with a one-time password or a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub present: Option<String>,
    /// The new one: 8 to 200 characters, not the number, not the name, not one character again and again.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub password: String,
}

/// `POST /api/v1/session/end`.
pub struct SignOut;

impl Endpoint for SignOut {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/session/end";
    type Request = SignOutRequest;
    type Response = Done;
}

/// Which sessions end.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignOutRequest {
    /// Every session of the member, on every device.
    #[serde(default)]
    pub everywhere: bool,
}

/// It was done, and there is nothing else to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Done {}

/// `GET /api/v1/me`.
pub struct Me;

impl Endpoint for Me {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/me";
    type Request = ();
    type Response = MemberView;
}
