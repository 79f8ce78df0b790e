//! token: id
//! token: session.id
//! token: &session.id
//! fix: stored_id

use auth::prelude::*;

#[auth::session(from = User)]
struct Visible {
    id: UserId,
}

async fn everywhere(auth: &Auth<Visible>, session: &Session<Visible>) -> Result<()> {
    auth.sign_out_everywhere(&session.id).await?;
    Ok(())
}

fn main() {}
