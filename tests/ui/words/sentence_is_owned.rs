//! token: String::from("Welcome")
//! fix: expected `&str`

use auth::page::{SignInWords, Words};

fn ours() -> Words {
    Words {
        sign_in: SignInWords { heading: String::from("Welcome"), ..Words::ENGLISH.sign_in },
        ..Words::ENGLISH
    }
}

fn main() {}
