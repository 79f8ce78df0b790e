//! Several callbacks as one.

use std::marker::PhantomData;

/// Two callbacks one after the other: several sign-in guards of which the first refusal wins, or several
/// event handlers.
pub struct Then<A, B>(PhantomData<fn() -> (A, B)>);
