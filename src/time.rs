//! Points in time, and clocks.
//!
//! [`UnixTime`] is the time in tokens, sessions and rows. The application reads the time from a [`Clock`]: the system's
//! unless a test sets another one.
//!
//! ```
//! use std::time::Duration;
//!
//! use auth::time::{Clock, ManualClock, UnixTime};
//!
//! let clock = ManualClock::at(UnixTime::from_secs(1_700_000_000));
//! clock.advance(Duration::from_secs(60));
//! assert_eq!(clock.now().to_iso(), "2023-11-14T22:14:20.000Z");
//! ```

#[doc(inline)]
pub use auth_core::contract::{Clock, ManualClock, SystemClock, UnixTime};
