//! `engine_calls!`: calls of an engine without the types of its callbacks, as a table.

use std::pin::Pin;

/// The future of a call.
pub(super) type BoxFuture<'r, T> = Pin<Box<dyn Future<Output = T> + Send + 'r>>;

/// Declares a trait of calls, and implements it for every engine whose session type is `V`. A call boxes the future of a
/// function, which takes the engine and the same arguments. All references live for `'r`.
macro_rules! engine_calls {
    (
        $(#[$docs:meta])*
        $vis:vis trait $Calls:ident<$V:ident>;
        $($(#[$meta:meta])* $name:ident($($argument:ident: $Type:ty),*) -> $Return:ty = $function:path;)*
    ) => {
        $(#[$docs])*
        $vis trait $Calls<$V> {
            $(
                $(#[$meta])*
                fn $name<'r>(&'r self, $($argument: $Type),*) -> $crate::app::engine_calls::BoxFuture<'r, $Return>;
            )*
        }

        impl<$V, F> $Calls<$V> for $crate::flow::application::Engine<F>
        where
            $V: $crate::contract::session::SessionData,
            F: $crate::flow::types::AppTypes<Session = $V>,
        {
            $(
                $(#[$meta])*
                fn $name<'r>(&'r self, $($argument: $Type),*) -> $crate::app::engine_calls::BoxFuture<'r, $Return> {
                    Box::pin($function(self, $($argument),*))
                }
            )*
        }
    };
}
pub(super) use engine_calls;
