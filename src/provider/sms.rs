//! Codes by telephone: messages, and how they are sent. [`PhoneNumber`](crate::PhoneNumber) is the type of their recipients.
//!
//! Messages are sent by a [`CodeChannel`], or printed on the terminal ([`ConsoleChannel`]).

#[doc(inline)]
pub use auth_core::provider::sms::{ChannelError, CodeChannel, CodeLength, CodeMessage, ConsoleChannel};
