//! Combines several callbacks into one.

use std::{marker::PhantomData, pin::Pin};

/// Two callbacks, run one after the other: sign-in guards, access callbacks or event handlers.
pub struct Then<A, B>(PhantomData<fn() -> (A, B)>);

/// Boxes the future of the callbacks before the last one. If each future held the one before it, the types of a long chain
/// would be too deep for the compiler.
pub(crate) fn unnested<'c, T>(
    future: impl Future<Output = T> + Send + 'c,
) -> Pin<Box<dyn Future<Output = T> + Send + 'c>> {
    Box::pin(future)
}
