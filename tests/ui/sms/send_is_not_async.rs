//! token: Result<(), ChannelError>
//! token: send
//! fix: is not a future

use auth::prelude::*;

use auth::provider::sms::{ChannelError, CodeChannel, CodeMessage};

struct Queue;

impl CodeChannel for Queue {
    fn send(&self, message: CodeMessage<'_>) -> Result<(), ChannelError> {
        let _ = message;
        Ok(())
    }
}

fn main() {}
