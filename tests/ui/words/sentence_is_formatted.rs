//! token: format!("to go on at {site}")
//! fix: call `Into::into`

use auth::page::{SignInWords, Words};

fn ours() -> Words {
    Words {
        sign_in: SignInWords { continue_to: |site| format!("to go on at {site}"), ..Words::ENGLISH.sign_in },
        ..Words::ENGLISH
    }
}

fn main() {}
