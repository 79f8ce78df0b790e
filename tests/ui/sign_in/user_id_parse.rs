//! token: parse
//! fix: as_str

use auth::prelude::*;

#[auth::sign_in]
async fn ok(user: &User) -> Result<bool> {
    let id: i64 = user.id.parse()?;
    Ok(id > 1)
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
