//! token: Queue
//! fix: expected `Sms`

use auth::prelude::*;

struct Queue;

fn main() {
    let _ = Auth::builder().sms(Queue);
}
