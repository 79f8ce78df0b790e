//! token: 6
//! fix: CodeLength

use auth::prelude::*;

use auth::provider::{
    Email,
    email::{ConsoleTransport, MailContent},
};

fn main() -> Result<()> {
    let _ = Email::new(ConsoleTransport, "no-reply@acme.example")?.content(MailContent::LinkAndCode(6));
    Ok(())
}
