//! Combines several callbacks into one.

use std::marker::PhantomData;

/// Two callbacks, run one after the other: sign-in guards, access callbacks or event handlers.
pub struct Then<A, B>(PhantomData<fn() -> (A, B)>);
