//! token: "+44"
//! fix: list of one

use auth::prelude::*;

use auth::provider::{
    Sms,
    sms::{ChannelError, CodeChannel, CodeMessage},
};

struct Queue;

impl CodeChannel for Queue {
    async fn send(&self, _: CodeMessage<'_>) -> Result<(), ChannelError> {
        Ok(())
    }
}

fn main() {
    let _ = Auth::builder().sms(Sms::new(Queue).prefixes("+44"));
}
