//! token: account_mails
//! fix: AccountMails

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().account_mails();
}
