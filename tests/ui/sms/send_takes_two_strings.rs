//! token: &str
//! token: send
//! token: &self, to: &str, text: &str
//! fix: CodeMessage

use auth::prelude::*;

use auth::provider::sms::{ChannelError, CodeChannel};

struct Queue;

impl CodeChannel for Queue {
    async fn send(&self, to: &str, text: &str) -> Result<(), ChannelError> {
        let _ = (to, text);
        Ok(())
    }
}

fn main() {}
