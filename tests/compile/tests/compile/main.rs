//! What the attributes expand to works, whatever stands around it.

#![cfg(test)]

mod callbacks;
mod claims;
mod forms;
mod hygiene;
#[allow(
    unreachable_pub,
    unused_imports,
    reason = "the programs are written as an application would have them"
)]
mod legal;
mod permissions;
mod session;
mod state;
mod typescript;
mod users;

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

/// The result of a future that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits"),
    }
}
