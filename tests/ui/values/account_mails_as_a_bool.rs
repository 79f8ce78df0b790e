//! token: true
//! fix: `AccountMails::new()`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().account_mails(true);
}
