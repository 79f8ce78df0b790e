//! The types that the signature of a callback is written with.

#[doc(inline)]
pub use auth_core::contract::callback::{
    arguments::{ClientIp, Cookies},
    event::{CreateUserEvent, LinkAccountEvent, SessionEvent, SignInEvent, SignOutEvent, UpdateUserEvent},
    jwt::{Access, InvalidPayload, Trigger, Update},
    profile::{Profile, RawProfile},
    redirect::{RedirectUrl, Target},
    sign_in::{Form, SignIn, SignInPhase},
};

#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::types::{AppTypes, Callbacks};
