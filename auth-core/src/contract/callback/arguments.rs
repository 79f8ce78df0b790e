//! What every callback may take: parts of the state, and facts about the request.

use std::net::IpAddr;

/// Facts about the request in which a callback runs. Empty where there is none (in tests, for example).
#[derive(Clone, Copy, Default)]
pub struct RequestFacts<'c> {
    /// The headers of the request.
    pub headers: Option<&'c http::HeaderMap>,
    /// The address of the client, as far as the configuration lets it be known.
    pub client_ip: Option<IpAddr>,
}

/// The address of the client. As an argument it is `Option<ClientIp>`: it is known when the server says who
/// connected, or when a trusted proxy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

/// The cookies of the request. `cookies.get("name")` returns the value of one.
#[derive(Clone, Copy)]
pub struct Cookies<'c>(RequestFacts<'c>);

impl<'c> Cookies<'c> {
    /// The cookies of a request.
    pub(crate) fn new(facts: RequestFacts<'c>) -> Self {
        Self(facts)
    }

    /// The headers that carry them; `None` outside of a request.
    #[doc(hidden)]
    pub fn headers(&self) -> Option<&'c http::HeaderMap> {
        self.0.headers
    }
}

/// The headers of the request, or none.
pub(crate) fn headers<'c>(facts: RequestFacts<'c>) -> &'c http::HeaderMap {
    static NONE: std::sync::LazyLock<http::HeaderMap> = std::sync::LazyLock::new(http::HeaderMap::new);
    facts.headers.unwrap_or(&NONE)
}

/// Declares the argument trait of a callback and what it shares with all others.
///
/// `$Call` has the fields `state` and `facts`.
macro_rules! argument_trait {
    (
        $(#[$meta:meta])*
        pub trait $Argument:ident<$c:lifetime, $S:ident $(, $P:ident: $Bound:path)?>: $Call:ty;
    ) => {
        $(#[$meta])*
        pub trait $Argument<$c, $S: $crate::contract::callback::state::AppState $(, $P: $Bound)?>: Sized {
            /// Takes the argument from what the callback is called with.
            fn from_call(call: &$Call) -> Self;
        }

        $crate::contract::callback::arguments::shared_arguments! {
            $Argument<$c, $S $(, $P: $Bound)?>: $Call => Self, std::convert::identity
        }
    };
}
pub(crate) use argument_trait;

/// Declares what every callback may take. Each implementation is `do_not_recommend`, so that the compiler's
/// message is the sentence at the trait and not a list of types.
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

/// Declares what one callback may take beside that.
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
