//! The session that the browser sees, and the fields that an application adds to it.

use std::{marker::PhantomData, ops, sync::Arc};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    assurance::{Assurance, Proofs},
    email_address::EmailAddress,
    model::{StoredId, VerifiedEmail},
    secret::Secret,
    time::UnixTime,
    token::jwt::Jwt,
};

/// The fields that an application adds to the session. Implemented by `#[auth::session]` on a struct; `()` adds
/// none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the fields of a session",
    label = "not a session struct",
    note = "put `#[auth::session]` on the struct that holds what the browser may see"
)]
pub trait SessionData: Sized + Send + Sync + 'static {
    /// `()`. Where a type is not a session struct, this type does not exist, and nothing that depends on it is reported.
    #[doc(hidden)]
    type Exists;

    /// Writes the fields in `user`.
    fn write_user<M: SerializeMap>(&self, user: &mut M) -> Result<(), M::Error>;

    /// Writes the fields next to `user` (`#[auth(root)]`).
    fn write_root<M: SerializeMap>(&self, session: &mut M) -> Result<(), M::Error>;

    /// Returns a copy, so that a request reads its session once; `None` if a field is not `Clone`.
    #[doc(hidden)]
    fn duplicate(&self) -> Option<Self> {
        None
    }
}

/// [`SessionData`] as the parameter of an argument of a handler. Messages about it name no other session.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the fields of a session",
    label = "not a session struct",
    note = "put `#[auth::session]` on the struct that holds what the browser may see, and name that struct: `Session<Visible>`, \
        `Caller<Visible, Key>`"
)]
pub trait SessionType: SessionData {
    /// A type that exists if this is a session struct.
    type Known;
}

#[diagnostic::do_not_recommend]
impl<V: SessionData> SessionType for V {
    type Known = V::Exists;
}

#[diagnostic::do_not_recommend]
impl SessionData for () {
    type Exists = ();

    fn write_user<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }

    fn write_root<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }

    fn duplicate(&self) -> Option<Self> {
        Some(())
    }
}

/// A field of a session, which can be copied if its type is `Clone`. The method of the type itself comes before that of
/// the trait [`NotCopied`], where it exists.
pub struct Copied<'f, V>(pub &'f V);

impl<V: Clone> Copied<'_, V> {
    /// Returns a clone of the field.
    pub fn duplicate(&self) -> Option<V> {
        Some(self.0.clone())
    }
}

/// The copy of a field that is not `Clone`: there is none.
pub trait NotCopied<V> {
    /// Returns `None`.
    fn duplicate(&self) -> Option<V> {
        None
    }
}

impl<V> NotCopied<V> for Copied<'_, V> {}

/// Writes the value of a field: `SessionValue::<V>::write(…)`, with [`NotShown`] in scope. A type that cannot be serialised is
/// reported by an assertion, which names the part that cannot.
pub struct SessionValue<V>(PhantomData<V>);

impl<V: Serialize> SessionValue<V> {
    /// Writes the field.
    pub fn write<M: SerializeMap>(value: &V, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }
}

/// The fallback of [`SessionValue`] for types that cannot be serialised. Nothing here ever runs.
pub trait NotShown<V> {
    /// Writes nothing.
    fn write<M: SerializeMap>(_: &V, _: &'static str, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<V> NotShown<V> for SessionValue<V> {}

/// Copies a field of the session from the token's field of the same name, as a clone.
#[diagnostic::on_unimplemented(
    message = "the session's `{Field}` cannot be taken from a `{Self}`",
    label = "the field of this name in `from` is of type `{Self}`",
    note = "both must be of the same type, and that type must be `Clone`; otherwise name a function that \
        converts the one into the other: `#[auth(with = function)]`"
)]
pub trait ShownAs<Field> {
    /// Returns the value of the session's field.
    fn shown(&self) -> Field;
}

#[diagnostic::do_not_recommend]
impl<V: Clone> ShownAs<V> for V {
    fn shown(&self) -> V {
        self.clone()
    }
}

/// The session (Auth.js: `Session`): the signed-in user, the expiry, and the application's own fields. It
/// dereferences to `S`, these fields. Its JSON is the response of `GET /auth/session`.
///
/// ```
/// use auth::{Jwt, Session, time::UnixTime, User};
///
/// let token = Jwt::for_user(&User::new("1").with_name("Ada"), ());
/// let session = Session::from_token(&token, UnixTime::from_secs(1_700_000_000), ());
/// assert_eq!(
///     serde_json::to_string(&session)?,
///     r#"{"user":{"name":"Ada"},"expires":"2023-11-14T22:13:20.000Z"}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Session<S = ()> {
    /// The standard fields of the user.
    pub user: SessionUser,
    /// The time at which the session ends, unless it is used before.
    pub expires: UnixTime,
    /// The application's fields.
    pub data: S,
    /// The copies of a session share it, and a session that is moved is small.
    pub(crate) known: Arc<Known>,
}

/// The facts about the user of a session that the browser does not see, and that callbacks cannot change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// The ID of the stored user.
    stored_id: Option<StoredId>,
    /// The e-mail address, if it is proven.
    email: Option<EmailAddress>,
    /// The proofs of the user.
    assurance: Assurance,
    /// The state in which the session was read; `None` if it was not read from a request.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    origin: Option<Origin>,
}

impl Known {
    /// Returns the facts in a token, without proofs.
    pub(crate) fn of<T>(token: &Jwt<T>) -> Self {
        Self {
            stored_id: token.stored_id(),
            email: token.proven_email().and_then(|email| EmailAddress::parse(email).ok()),
            assurance: Assurance::default(),
            origin: None,
        }
    }

    /// Sets what the user has proven, as of `now`, and the state in which the session was read from a request.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn read_at(self, now: UnixTime, proofs: Option<Proofs>, origin: Option<Origin>) -> Self {
        Self { assurance: Assurance::new(proofs.unwrap_or_default(), now), origin, ..self }
    }
}

/// The state in which a session was read from a request. A credential that its user makes later relies on it.
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
pub(crate) struct Origin {
    /// The token of the session's row, as stored; `None` if the session is a token.
    pub(crate) row: Option<Secret>,
    /// The revocation epoch of the session token.
    pub(crate) epoch: Option<u64>,
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Origin").finish_non_exhaustive()
    }
}

/// The user's standard fields in a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionUser {
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of a picture.
    pub image: Option<String>,
}

impl SessionUser {
    /// Copies the fields of a token.
    pub(crate) fn of<T>(token: &Jwt<T>) -> Self {
        Self { name: token.name.clone(), email: token.email.clone(), image: token.picture.clone() }
    }

    /// Takes the fields out of a token that nothing else needs any more.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn taken_from<T>(token: &mut Jwt<T>) -> Self {
        Self { name: token.name.take(), email: token.email.take(), image: token.picture.take() }
    }
}

impl<S> Session<S> {
    /// Builds the session of a token. It proves nothing: only a session that was read from a request has an
    /// [`assurance`](Self::assurance).
    pub fn from_token<T>(token: &Jwt<T>, expires: UnixTime, data: S) -> Self {
        Self { user: SessionUser::of(token), expires, data, known: Known::of(token).into() }
    }

    /// Returns the state in which the session was read; `None` if it was not read from a request.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.known.origin.as_ref()
    }

    /// Returns a copy; `None` if a field of the application is not `Clone`.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "requests have sessions"))]
    pub(crate) fn duplicate(&self) -> Option<Self>
    where
        S: SessionData,
    {
        let Self { user, expires, data, known } = self;
        Some(Self {
            user: user.clone(),
            expires: *expires,
            data: data.duplicate()?,
            known: Arc::clone(known),
        })
    }

    /// Returns the ID of the user in the database; `None` if the user is not one of the database, or the session token
    /// is from an older version or another service and does not say. The browser does not see it.
    ///
    /// ```
    /// # use auth::{Auth, AuthError, Session};
    /// async fn sign_out_everywhere(auth: Auth, session: Session) -> Result<(), AuthError> {
    ///     match session.stored_id() {
    ///         Some(id) => auth.sign_out_everywhere(id).await,
    ///         None => Ok(()),
    ///     }
    /// }
    /// ```
    pub fn stored_id(&self) -> Option<&StoredId> {
        self.known.stored_id.as_ref()
    }

    /// Returns the user's e-mail address if it is proven. `user.email` alone may have been typed by anyone.
    pub fn verified_email(&self) -> Option<VerifiedEmail<'_>> {
        self.known.email.as_ref().map(VerifiedEmail::stored)
    }

    /// Returns what the user has proven in this session, by which method and when. The browser does not see it.
    ///
    /// Handlers usually require proofs in their signature: `Proven<Session<…>, Passkey, Minutes<15>>`.
    ///
    /// ```
    /// use auth::{Session, assurance::{AnyOf, Ever, Mfa, Passkey}};
    ///
    /// fn is_strong(session: &Session) -> bool {
    ///     session.assurance().proves::<AnyOf<(Passkey, Mfa)>, Ever>()
    /// }
    /// ```
    pub fn assurance(&self) -> Assurance {
        self.known.assurance
    }
}

impl<S> ops::Deref for Session<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.data
    }
}

impl<S: SessionData> Serialize for Session<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut session = serializer.serialize_map(None)?;
        session.serialize_entry("user", &UserMember(self))?;
        self.data.write_root(&mut session)?;
        session.serialize_entry("expires", &self.expires.to_iso())?;
        session.end()
    }
}

/// The member `user` of a session.
struct UserMember<'s, S>(&'s Session<S>);

impl<S: SessionData> Serialize for UserMember<'_, S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let Session { user, data, .. } = self.0;
        let mut members = serializer.serialize_map(None)?;
        for (name, value) in [("name", &user.name), ("email", &user.email), ("image", &user.image)] {
            if let Some(value) = value {
                members.serialize_entry(name, value)?;
            }
        }
        data.write_user(&mut members)?;
        members.end()
    }
}
