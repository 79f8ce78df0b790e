//! token: await
//! fix: remove the `.await`

use auth::prelude::*;

async fn start() -> Result<Auth> {
    Ok(Auth::builder().build().await?)
}

fn main() {}
