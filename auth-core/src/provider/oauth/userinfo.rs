//! How a vendor is asked for the profile of a user.

use super::definition::Text;

/// The request to a userinfo endpoint. A plain URL is asked by GET with the access token as bearer.
///
/// Beside the placeholders of a [`Definition`](super::Definition) there are `{access_token}`, and `{token.…}` for a member of
/// the token endpoint's answer: `{token.user_id}`.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserInfo {
    pub(crate) url: Text,
    /// The body of a POST; `None` for GET.
    pub(crate) post: Option<Text>,
    pub(crate) headers: Vec<(Text, Text)>,
    pub(crate) bearer: bool,
    pub(crate) pointer: Text,
}

impl UserInfo {
    /// Asked by GET.
    pub fn get(url: impl Into<Text>) -> Self {
        Self { url: url.into(), post: None, headers: Vec::new(), bearer: true, pointer: Text::default() }
    }

    /// Asked by POST, with JSON as body, or an empty one.
    pub fn post(url: impl Into<Text>, json: impl Into<Text>) -> Self {
        Self { post: Some(json.into()), ..Self::get(url) }
    }

    /// A further header.
    pub fn header(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Leaves the `Authorization` header out, for vendors that want the token in the URL.
    pub fn without_bearer(mut self) -> Self {
        self.bearer = false;
        self
    }

    /// Where in the answer the profile lies, as a JSON pointer (RFC 6901): `/data`, `/response/0`.
    pub fn profile_at(mut self, pointer: impl Into<Text>) -> Self {
        self.pointer = pointer.into();
        self
    }
}

impl From<&'static str> for UserInfo {
    fn from(url: &'static str) -> Self {
        Self::get(url)
    }
}

impl From<String> for UserInfo {
    fn from(url: String) -> Self {
        Self::get(url)
    }
}
