//! The names that fields cannot have, one row each.

use List::{Claim, Column, FormField, SessionRoot, SessionUser};
use Reason::{Because, Standard};

/// The names that are in one place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// The claims of a token.
    Claim,
    /// The members of a session's `user`.
    SessionUser,
    /// The members of a session.
    SessionRoot,
    /// The columns of the table of users.
    Column,
    /// The fields of a sign-in form.
    FormField,
}

/// The reason for reserving a name.
enum Reason {
    /// The library has a member of this name that users may read.
    Standard,
    /// Anything else, as the whole error.
    Because(&'static str),
}

/// A reserved name.
pub(crate) struct Reserved {
    /// The name.
    pub(crate) name: &'static str,
    list: List,
    reason: Reason,
}

const fn row(list: List, name: &'static str, reason: Reason) -> Reserved {
    Reserved { name, list, reason }
}

const TABLE: &[Reserved] = &[
    row(Claim, "name", Standard),
    row(Claim, "email", Standard),
    row(Claim, "picture", Standard),
    row(Claim, "sub", Standard),
    row(Claim, "iat", Standard),
    row(Claim, "exp", Standard),
    row(Claim, "nbf", Standard),
    row(Claim, "jti", Standard),
    row(Claim, "auth_time", Because(AUTH_TIME)),
    row(Claim, "auth_proofs", Because(AUTH_PROOFS)),
    row(Claim, "amr", Because(AMR)),
    row(Claim, "auth_until", Because(AUTH_LIMIT)),
    row(Claim, "auth_transient", Because(AUTH_LIMIT)),
    row(Claim, "auth_epoch", Because(AUTH_EPOCH)),
    row(Claim, "auth_sid", Because(AUTH_EPOCH)),
    row(Claim, "auth_provider_session", Because(AUTH_EPOCH)),
    row(Claim, "auth_subject", Because(AUTH_SUBJECT)),
    row(Claim, "auth_user", Because(AUTH_SUBJECT)),
    row(Claim, "auth_email_verified", Because(AUTH_EMAIL_VERIFIED)),
    row(Claim, "iss", Because(ISSUER)),
    row(Claim, "aud", Because(ISSUER)),
    row(Claim, "auth_version", Because(AUTH_VERSION)),
    row(SessionUser, "name", Standard),
    row(SessionUser, "email", Standard),
    row(SessionUser, "image", Standard),
    row(SessionRoot, "user", Standard),
    row(SessionRoot, "expires", Standard),
    row(Column, "id", Standard),
    row(Column, "name", Standard),
    row(Column, "email", Standard),
    row(Column, "image", Standard),
    row(Column, "emailVerified", Because(EMAIL_VERIFIED)),
    row(Column, "email_verified", Because(EMAIL_VERIFIED)),
    row(FormField, "csrfToken", Standard),
    row(FormField, "callbackUrl", Standard),
];

const AUTH_TIME: &str = "the claim `auth_time` is the time of the sign-in: read it as `token.auth_time()`, and remove \
    this field or give it another name";
const AUTH_PROOFS: &str = "the claim `auth_proofs` says what the user has proven and when: read it as \
    `session.assurance()`, and remove this field or give it another name";
const AMR: &str = "the claim `amr` names the methods of the sign-in for other readers of the token (RFC 8176): give this \
    field another name";
const AUTH_LIMIT: &str = "the claims `auth_until` and `auth_transient` limit the session, as `SignIn::allow_for` asks: \
    give this field another name";
const AUTH_EPOCH: &str = "the claims `auth_epoch`, `auth_sid` and `auth_provider_session` distinguish revoked tokens \
    from others: give this field another name";
const AUTH_SUBJECT: &str = "the claims `auth_subject` and `auth_user` name the owners of the ID in `sub` and \
    of the session: give this field another name";
const ISSUER: &str = "the claims `iss` and `aud` name the issuer and the audience of signed tokens: give this field \
    another name";
const AUTH_EMAIL_VERIFIED: &str = "the claim `auth_email_verified` says whether `email` is proven: give this field \
    another name";
const AUTH_VERSION: &str = "the claim `auth_version` distinguishes older claims from newer ones, and is written \
    by `#[auth::jwt(version = …)]`: give this field another name";
const EMAIL_VERIFIED: &str = "the column `emailVerified` already holds the time at which the e-mail address was \
    verified, which an adapter reads as `AdapterUser::email_verified`: remove this field or give it another name";

impl Reserved {
    /// Finds the first name of a list that matches.
    pub(crate) fn find(list: List, matches: impl Fn(&str) -> bool) -> Option<&'static Self> {
        TABLE.iter().find(|reserved| reserved.list == list && matches(reserved.name))
    }

    /// The names of a list.
    #[cfg(test)]
    pub(crate) fn names(list: List) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |reserved| reserved.list == list).map(|reserved| reserved.name)
    }

    /// Returns the error for a field of this name.
    pub(crate) fn message(&self) -> String {
        let name = self.name;
        let (what, is_in, read_as) = match (&self.reason, self.list) {
            (Because(message), _) => return (*message).to_owned(),
            (Standard, FormField) => {
                return format!("the sign-in page sends its own `{name}`: give this field another name");
            }
            (Standard, Claim) => ("the claim ", "token", "token"),
            (Standard, SessionUser) => ("", "session", "session.user"),
            (Standard, SessionRoot) => ("", "session", "session"),
            (Standard, Column) => ("", "user", "user"),
        };
        format!(
            "{what}`{name}` is in every {is_in}: read it as `{read_as}.{name}`, and remove this field or give it \
                another name"
        )
    }
}
