//! token: "smtp://localhost"
//! fix: from_env

use auth::prelude::*;

use auth::provider::Email;

fn main() -> Result<()> {
    let _ = Auth::builder().email(Email::new("smtp://localhost", "no-reply@acme.example")?);
    Ok(())
}
