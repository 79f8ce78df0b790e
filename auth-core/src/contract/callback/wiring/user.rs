//! The user that callbacks receive: plain, and with the application's own columns.

use crate::contract::{
    callback::{
        never::{Never, Unsatisfiable},
        state::AppState,
    },
    model::{User, UserColumns, UserData},
};

/// The user of a callback, available as `&User` and as `&User<AppUser>`.
#[derive(Clone)]
pub struct Subject<C> {
    plain: User,
    typed: User<C>,
}

impl<C: UserData> Subject<C> {
    /// Builds the subject from a user who is not stored, or not yet.
    pub fn new(user: User) -> Self {
        Self::typed(user.with_columns(C::of_new_user()))
    }

    /// Builds the subject from a user with known columns.
    pub fn typed(user: User<C>) -> Self {
        Self { plain: user.clone().with_columns(()), typed: user }
    }

    /// Returns the user without the application's columns.
    pub fn plain(&self) -> &User {
        &self.plain
    }

    /// Returns the user with the application's columns.
    pub fn with_columns(&self) -> User<C> {
        self.typed.clone()
    }
}

/// The type of an application's users, as passed to `.users::<…>()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the type of this application's users",
    label = "a callback takes `&User<{Self}>`: call `.users::<{Self}>()` on the builder before \
        registering callbacks"
)]
pub trait UsersOf<S: AppState>: UserColumns {
    /// The callback `C`, if this requirement is met.
    type Wired<C>;

    /// Returns the user with the columns of this type.
    fn of(subject: &Subject<S::Columns>) -> &User<Self>;
}

#[diagnostic::do_not_recommend]
impl<S: AppState<Columns = U>, U: UserColumns> UsersOf<S> for U {
    type Wired<C> = C;

    fn of(subject: &Subject<U>) -> &User<U> {
        &subject.typed
    }
}

/// Never applies. `requirement.rs` explains the purpose of such an implementation.
#[diagnostic::do_not_recommend]
impl<S: AppState, U: UserColumns> UsersOf<S> for U
where
    Unsatisfiable<U>: Never,
{
    type Wired<C> = C;

    fn of(_: &Subject<S::Columns>) -> &User<Self> {
        Unsatisfiable::<U>::never()
    }
}
