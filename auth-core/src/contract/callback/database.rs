//! Sessions in the database: callbacks receive the stored user in place of a token.

use serde::{
    de::{self, MapAccess},
    ser::{Error, SerializeMap},
};

use super::{
    jwt::{JwtCall, JwtCallback, TokenOf},
    state::AppState,
    wiring::Checked,
};
use crate::contract::{
    model::{User, UserData},
    token::{claims::Claims, jwt::Jwt},
};

/// The record of a session in the database: its user, as stored. Callbacks receive it in place of the claims of a
/// token. It is never written into a cookie.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stored<U = ()> {
    /// The user who owns the session.
    pub user: User<U>,
}

impl<U> Stored<U> {
    /// Builds the record of a session of the user.
    pub fn new(user: User<U>) -> Self {
        Self { user }
    }
}

/// The type of a user that a session callback takes as `&User`, without the application's columns.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot take `&{Self}`",
    label = "not the stored user",
    note = "the columns of a struct under `#[auth::user]` come with the user: take `&auth::User<{Self}>`"
)]
pub trait PlainUser: Sized {
    /// Returns the user without the columns.
    fn of<U>(user: &User<U>) -> Self;
}

#[diagnostic::do_not_recommend]
impl PlainUser for User {
    fn of<U>(user: &User<U>) -> Self {
        let User { id, name, email, image, columns: _ } = user;
        Self { id: id.clone(), name: name.clone(), email: email.clone(), image: image.clone(), columns: () }
    }
}

/// The source of a session struct (`#[auth::session(from = …)]`): a token struct or the stored user.
#[diagnostic::on_unimplemented(
    message = "a session cannot be made from `{Self}`",
    label = "neither a token struct nor a user",
    note = "name the struct under `#[auth::jwt]`, or, for sessions in the database, `User` or the struct under \
        `#[auth::user]`"
)]
pub trait SessionSource {
    /// Always `true`: a type that no session can be made from does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// The record that the callbacks of the session receive.
    type Record: Claims;

    /// The type that the fields of the session are copied from.
    type Fields;

    /// The type that functions under `#[auth(with = …)]` take.
    type Whole;

    /// Returns the fields of a record.
    fn fields(record: &Jwt<Self::Record>) -> &Self::Fields;

    /// Returns the record as functions take it.
    fn whole(record: &Jwt<Self::Record>) -> &Self::Whole;
}

/// The record of a session that is made from `T`. If no session can be made from `T`, the type does not resolve,
/// and the compiler reports nothing further about it.
pub type RecordOf<T, const IS_SUPPORTED: bool> = <Checked<T, IS_SUPPORTED> as SessionSource>::Record;

/// Plain users, and users with the application's columns written out.
#[diagnostic::do_not_recommend]
impl<U: UserData> SessionSource for User<U> {
    type Record = Stored<U>;
    type Fields = Self;
    type Whole = Self;

    fn fields(record: &Jwt<Stored<U>>) -> &Self {
        &record.claims.user
    }

    fn whole(record: &Jwt<Stored<U>>) -> &Self {
        &record.claims.user
    }
}

impl<U: UserData> Claims for Stored<U> {
    type Partial = ();

    fn read<'de, A: MapAccess<'de>>(_: &mut (), _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn finish<E: de::Error>((): ()) -> Result<Self, E> {
        Err(E::custom("a session in the database is not a token"))
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Err(M::Error::custom("a session in the database is not a token"))
    }
}

/// The replacement of a jwt callback if sessions are rows in the database (`.database_sessions()`).
#[derive(Debug)]
pub struct DatabaseSessions {}

#[diagnostic::do_not_recommend]
impl<S: AppState> JwtCallback<S> for DatabaseSessions {
    type Wired = Self;
    type Outcome = Stored<S::Columns>;

    async fn call(call: JwtCall<'_, S>) -> Stored<S::Columns> {
        Stored::new(call.attempt.user.with_columns())
    }

    fn record(user: User<S::Columns>) -> Option<TokenOf<Self, S>> {
        Some(Stored::new(user))
    }
}
