//! The arguments that every callback may take: parts of the state, and facts about the request.

use std::net::IpAddr;

/// The facts about the request in which a callback runs. They are empty without a request, for example in tests.
#[derive(Clone, Copy, Default)]
pub struct RequestFacts<'c> {
    /// The headers of the request.
    pub headers: Option<&'c http::HeaderMap>,
    /// The client address, if the configuration allows determining it.
    pub client_ip: Option<IpAddr>,
}

/// The client address. The argument is `Option<ClientIp>`, because the address is known only if the server or a
/// trusted proxy reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

/// The cookies of the request. `cookies.get("name")` returns the value of one.
#[derive(Clone, Copy)]
pub struct Cookies<'c>(RequestFacts<'c>);

impl<'c> Cookies<'c> {
    /// Wraps the cookies of a request.
    pub(crate) fn new(facts: RequestFacts<'c>) -> Self {
        Self(facts)
    }

    /// Returns the headers that contain the cookies; `None` outside of a request.
    #[doc(hidden)]
    pub fn headers(&self) -> Option<&'c http::HeaderMap> {
        self.0.headers
    }
}

/// An argument that no callback has.
pub enum Unavailable {}

/// Returns the headers of the request, or an empty map without a request.
pub(crate) fn headers<'c>(facts: RequestFacts<'c>) -> &'c http::HeaderMap {
    static NONE: std::sync::LazyLock<http::HeaderMap> = std::sync::LazyLock::new(http::HeaderMap::new);
    facts.headers.unwrap_or(&NONE)
}

/// Declares the argument trait of a callback, with the arguments that all callbacks share.
///
/// `$Call` has the fields `state` and `facts`.
macro_rules! argument_trait {
    (
        $(#[$meta:meta])*
        pub trait $Argument:ident<$c:lifetime, $S:ident $(, $P:ident: $Bound:path)?>: $Call:ty;
    ) => {
        $(#[$meta])*
        pub trait $Argument<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?>: Sized {
            /// Takes the argument from the call.
            fn from_call(call: &$Call) -> Self;
        }

        $crate::contract::callback::arguments::shared_arguments! {
            $Argument<$c, $S $(, $P: $Bound)?>: $Call => Self, std::convert::identity
        }
    };
}
pub(crate) use argument_trait;

/// Declares the arguments that every callback may take. Each implementation is `do_not_recommend`, so that the
/// compiler shows the message of the trait and not a list of types.
macro_rules! shared_arguments {
    ($Argument:ident<$c:lifetime, $S:ident $(, $P:ident: $Bound:path)?>: $Call:ty => $Return:ty, $wrap:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState, $($P: $Bound,)? T: $crate::contract::callback::wiring::PartOf<$S>> $Argument<$c, $S $(, $P)?>
            for $crate::contract::callback::state::State<T>
        {
            fn from_call(call: &$Call) -> $Return {
                $wrap($crate::contract::callback::state::State(T::of(call.state)))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?> $Argument<$c, $S $(, $P)?> for Option<$crate::contract::callback::arguments::ClientIp> {
            fn from_call(call: &$Call) -> $Return {
                $wrap(call.facts.client_ip.map($crate::contract::callback::arguments::ClientIp))
            }
        }

        // With a single `Option`, the compiler would show it next to every other one.
        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?> $Argument<$c, $S $(, $P)?> for Option<$crate::contract::callback::arguments::Unavailable> {
            fn from_call(_: &$Call) -> $Return {
                $wrap(None)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?> $Argument<$c, $S $(, $P)?> for $crate::contract::callback::arguments::Cookies<$c> {
            fn from_call(call: &$Call) -> $Return {
                $wrap($crate::contract::callback::arguments::Cookies::new(call.facts))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?> $Argument<$c, $S $(, $P)?> for &$c http::HeaderMap {
            fn from_call(call: &$Call) -> $Return {
                $wrap($crate::contract::callback::arguments::headers(call.facts))
            }
        }
    };
}
pub(crate) use shared_arguments;

/// Declares the further arguments of one callback.
macro_rules! arguments {
    (
        $Argument:ident<$c:lifetime, $S:ident>: $Call:ty;
        $($Type:ty => |$call:ident| $value:expr;)*
    ) => {$(
        #[diagnostic::do_not_recommend]
        impl<$c, $S: $crate::contract::callback::state::AppState> $Argument<$c, $S> for $Type {
            fn from_call($call: &$Call) -> Self {
                $value
            }
        }
    )*};
}
pub(crate) use arguments;
