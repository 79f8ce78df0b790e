//! token: Queue
//! fix: CodeChannel

use auth::prelude::*;

use auth::provider::Sms;

struct Queue;

fn main() {
    let _ = Auth::builder().sms(Sms::new(Queue));
}
