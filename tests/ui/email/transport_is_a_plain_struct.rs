//! token: Queue
//! fix: MailTransport

use auth::prelude::*;

use auth::provider::Email;

struct Queue;

fn main() -> Result<()> {
    let _ = Email::new(Queue, "no-reply@acme.example")?;
    Ok(())
}
