//! The factors that a handler can require, as types.

use std::marker::PhantomData;

use super::{
    Assurance,
    method::AuthMethod::{self, Email as ByEmail, HardwareKey, Otp as ByCode, SoftwareKey},
};
use crate::contract::time::UnixTime;

/// A factor that a handler can require: the second parameter of `Proven`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a factor that users can prove",
    label = "not a factor",
    note = "the factors are `Password`, `Email`, `Federated`, `Passkey`, `Otp`, `Sms`, `Mfa`, and `AnyOf<(…)>` of several; the \
        age of the proof comes last: `Proven<Session<Visible>, Passkey, Minutes<5>>`, and any proof is `Fresh<Session<Visible>, \
        Minutes<5>>`"
)]
pub trait Factor: sealed::Sealed + 'static {
    /// `()`. Where a type is not a factor, this type does not exist, and nothing that depends on it is reported.
    #[doc(hidden)]
    type Exists;

    /// Returns the time at which the factor was proven last.
    fn proven_at(by: &Assurance) -> Option<UnixTime>;

    /// Returns the methods that prove the factor. If there are none, any method does.
    fn methods() -> Vec<AuthMethod>;
}

macro_rules! factors {
    ($($(#[$doc:meta])* $Factor:ident = [$($method:expr),*];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $Factor;

        impl sealed::Sealed for $Factor {}

        #[diagnostic::do_not_recommend]
        impl Factor for $Factor {
            type Exists = ();

            fn proven_at(by: &Assurance) -> Option<UnixTime> {
                [$(by.proven_at($method)),*].into_iter().flatten().max()
            }

            fn methods() -> Vec<AuthMethod> {
                vec![$($method),*]
            }
        }
    )*};
}

factors! {
    /// A password, or another secret that `#[auth::authorize]` has checked.
    Password = [AuthMethod::Password];
    /// A link or a code that was mailed to the user's e-mail address.
    Email = [ByEmail];
    /// A provider of OAuth 2.0 or OpenID Connect.
    Federated = [AuthMethod::Federated];
    /// A passkey.
    Passkey = [HardwareKey, SoftwareKey];
    /// A code of an authenticator application, or a recovery code.
    Otp = [ByCode];
    /// A code that was sent to the user's phone. It is no part of [`Mfa`]: like an authenticator application, a phone is
    /// something that the user has, and NIST SP 800-63B-4 restricts codes by telephone. An application that accepts it all
    /// the same says so: `AnyOf<(Mfa, Sms)>`.
    Sms = [AuthMethod::Sms];
}

/// Two factors of different kinds, or a passkey with user verification, which is two in one (NIST SP 800-63B-4). The
/// proof is as old as the older one of the two.
#[derive(Clone, Copy, Debug)]
pub struct Mfa;

impl sealed::Sealed for Mfa {}

#[diagnostic::do_not_recommend]
impl Factor for Mfa {
    type Exists = ();

    fn proven_at(by: &Assurance) -> Option<UnixTime> {
        let first = AuthMethod::FIRST.into_iter().filter_map(|method| by.proven_at(method)).max();
        let both = first.zip(by.proven_at(ByCode)).map(|(first, second)| first.min(second));
        both.max(by.proven_at(AuthMethod::Mfa))
    }

    fn methods() -> Vec<AuthMethod> {
        vec![AuthMethod::Mfa]
    }
}

/// Any factor. With an age it requires a recent sign-in, whatever the method.
#[derive(Clone, Copy, Debug)]
pub struct Anything;

impl sealed::Sealed for Anything {}

#[diagnostic::do_not_recommend]
impl Factor for Anything {
    type Exists = ();

    fn proven_at(by: &Assurance) -> Option<UnixTime> {
        by.proofs().map(|(_, at)| at).max()
    }

    fn methods() -> Vec<AuthMethod> {
        Vec::new()
    }
}

/// One of several factors, or of several permissions: `AnyOf<(Passkey, Mfa)>`, `AnyOf<(permission::Read, permission::Refund)>`.
#[derive(Clone, Copy, Debug)]
pub struct AnyOf<T>(PhantomData<fn() -> T>);

macro_rules! any_of {
    ($($F:ident)*) => {
        impl<$($F: Factor),*> sealed::Sealed for AnyOf<($($F,)*)> {}

        #[diagnostic::do_not_recommend]
        impl<$($F: Factor),*> Factor for AnyOf<($($F,)*)> {
            type Exists = ();

            fn proven_at(by: &Assurance) -> Option<UnixTime> {
                [$($F::proven_at(by)),*].into_iter().flatten().max()
            }

            fn methods() -> Vec<AuthMethod> {
                let mut methods = [$($F::methods()),*].concat();
                methods.sort_unstable();
                methods.dedup();
                methods
            }
        }
    };
}

any_of!(A B);
any_of!(A B C);
any_of!(A B C D);
any_of!(A B C D E);

mod sealed {
    /// Only the factors of this module implement it.
    pub trait Sealed {}
}
