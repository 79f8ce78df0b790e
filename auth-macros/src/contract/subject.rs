//! The arguments that depend on the types of the application.

/// A value of the application's own types that some callbacks may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The token, as `&Jwt<…>`.
    Token,
    /// The token, as `&mut Jwt<…>`. A callback that may take it so must do so.
    TokenMut,
    /// The session, as `&Session<…>`.
    Session,
    /// The user with the application's columns, as `&User<…>`.
    User,
}
