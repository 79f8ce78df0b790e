//! token: "1"
//! fix: StoredId

use auth::prelude::*;

async fn everywhere(auth: &Auth) -> Result<()> {
    auth.sign_out_everywhere("1").await?;
    Ok(())
}

fn main() {}
