//! token: new
//! fix: argument #1 is missing

use auth::prelude::*;

use auth::provider::Sms;

fn main() {
    let _ = Auth::builder().sms(Sms::new());
}
