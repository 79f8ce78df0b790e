//! Sessions in the database: in the place of the token stands the stored user.

use serde::{
    de::{self, MapAccess},
    ser::{Error, SerializeMap},
};

use super::state::AppState;
use super::{
    jwt::{JwtCall, JwtCallback, TokenOf},
    wiring::Checked,
};
use crate::contract::{
    model::{User, UserData},
    token::{claims::Claims, jwt::Jwt},
};

/// The record of a session in the database, where callbacks of the token strategy have the token's claims:
/// its user, as stored. It is never written into a cookie.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stored<U = ()> {
    /// Whose session it is.
    pub user: User<U>,
}

impl<U> Stored<U> {
    /// The record of a session of that user.
    pub fn new(user: User<U>) -> Self {
        Self { user }
    }
}

/// The user whom a session callback takes as `&User`: without the application's columns.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot take `&{Self}`",
    label = "not the stored user",
    note = "the columns of a struct under `#[auth::user]` come with the user: take `&auth::User<{Self}>`"
)]
pub trait PlainUser: Sized {
    /// Without the columns.
    fn of<U>(user: &User<U>) -> Self;
}

#[diagnostic::do_not_recommend]
impl PlainUser for User {
    fn of<U>(user: &User<U>) -> Self {
        let User { id, name, email, image, columns: _ } = user;
        Self { id: id.clone(), name: name.clone(), email: email.clone(), image: image.clone(), columns: () }
    }
}

/// What a session struct is made of (`#[auth::session(from = …)]`): a token struct, or the stored user.
#[diagnostic::on_unimplemented(
    message = "a session cannot be made of `{Self}`",
    label = "neither a token struct nor a user",
    note = "give the struct under `#[auth::jwt]`, or, for sessions in the database, `User` or the struct under \
        `#[auth::user]`"
)]
pub trait SessionSource {
    /// That a session can be made of it.
    const IS_SUPPORTED: bool = true;

    /// What the callbacks of the session are called with.
    type Record: Claims;

    /// Where the fields of the session are looked for.
    type Fields;

    /// What the functions under `#[auth(with = …)]` take.
    type Whole;

    /// The fields of a record.
    fn fields(record: &Jwt<Self::Record>) -> &Self::Fields;

    /// A record for functions.
    fn whole(record: &Jwt<Self::Record>) -> &Self::Whole;
}

/// What a session that is made of `T` is called with, if a session can be made of it: else nothing, of which the
/// compiler asks no more.
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
        Err(E::custom("a session in the database is no token"))
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Err(M::Error::custom("a session in the database is no token"))
    }
}

/// In the place of a jwt callback: sessions are rows of the database (`.database_sessions()`).
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
