//! The faults of a configured cookie.

/// The maximum length of a name, so that name and value of a chunk together have at most the 4096 bytes that browsers keep.
pub(super) const MAX_NAME: usize = 128;

/// The error for a cookie whose configuration cannot work.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("cookie `{cookie}` (named `{name}`): {fault}")]
pub struct InvalidCookie {
    pub(super) cookie: &'static str,
    pub(super) name: String,
    pub(super) fault: CookieConfigError,
}

crate::contract::readable::debug_by_message!(InvalidCookie, CookieConfigError);

impl InvalidCookie {
    /// Returns the name of the field in [`CookiesOptions`](crate::cookie::CookiesOptions).
    pub fn cookie(&self) -> &'static str {
        self.cookie
    }

    /// Returns the error in the configuration.
    pub fn fault(&self) -> CookieConfigError {
        self.fault
    }
}

/// The error in the configuration of a cookie.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CookieConfigError {
    /// The name is empty, or contains a character that is not allowed in names.
    #[error("its name must consist of letters, digits and !#$%&'*+-.^_`|~; choose such a name")]
    Name,
    /// The name is too long: browsers limit name and value together.
    #[error("its name must have at most {MAX_NAME} characters; choose a shorter name")]
    TooLong,
    /// The domain is not a host name.
    #[error("its domain is not a host name; write it as `example.com`, without scheme and port")]
    Domain,
    /// The path does not begin with `/`, or contains a space, a semicolon, or a character outside visible
    /// ASCII.
    #[error("its path must begin with `/` and must not contain spaces or semicolons; use `/`")]
    Path,
    /// The prefix `__Host-` with a domain, with another path than `/`, or without `Secure`.
    #[error(
        "browsers reject the prefix `__Host-` with a domain, with a path other than `/`, or without `Secure`; \
         use the prefix `__Secure-`, or remove domain and path and serve over https"
    )]
    HostPrefix,
    /// The prefix `__Secure-` without `Secure`.
    #[error(
        "browsers reject the prefix `__Secure-` without `Secure`; remove the prefix, or serve over https"
    )]
    SecurePrefix,
    /// `SameSite=None` or `Partitioned` without `Secure`.
    #[error(
        "browsers reject `SameSite=None` and `Partitioned` without `Secure`; serve over https, or use `Lax`"
    )]
    Insecure,
    /// The name belongs to another cookie, or is that of the session cookie with the number of a chunk.
    #[error(
        "its name belongs to another cookie, or is that of the session cookie with a number, as its chunks have; \
         choose another name"
    )]
    Clash,
}
