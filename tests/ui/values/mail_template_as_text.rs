//! token: "Hello"
//! fix: returns a `MailBody`

fn main() {
    let _ = auth::provider::Email::from_env().map(|email| email.template("Hello"));
}
