//! The types that the signature of a callback is written with.

#[doc(inline)]
pub use auth_core::contract::callback::{
    arguments::{ClientIp, Cookies},
    event::{
        CreateUserEvent, LinkAccountEvent, SessionEvent, SignInEvent, SignOutEvent, UpdateUserEvent,
        VerifyEmailEvent,
    },
    jwt::{Access, InvalidPayload, Trigger, Update},
    profile::{Profile, RawProfile},
    redirect::{RedirectUrl, Target},
    sign_in::{Form, ProviderEmail, SignIn, SignInMethod},
};

#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::types::{AppTypes, Callbacks};

/// The traits behind the attributes, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::{
    AppState, WithUsers,
    callback::{
        authorize::*, database::*, event::*, guard::*, jwt::*, redirect::*, session::*, sign_in::*, wiring::*,
    },
    form::*,
};
