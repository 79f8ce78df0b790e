//! Points in time, and clocks.

#[doc(inline)]
pub use auth_core::contract::{Clock, ManualClock, SystemClock, UnixTime};
