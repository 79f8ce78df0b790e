//! token: Db
//! fix: put `#[derive(Clone)]` on it

use auth::prelude::*;

pub struct Db;

#[auth::sign_in]
async fn not_banned(user: &User) -> bool {
    user.id != "0"
}

fn main() -> auth::Result<()> {
    let _: Auth = Auth::builder().state(Db).sign_in::<not_banned>().build()?;
    Ok(())
}
