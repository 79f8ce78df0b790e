//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
struct Db;

impl Db {
    async fn role(&self, user: &UserId) -> Result<Option<String>> {
        let _ = user;
        Ok(None)
    }

    async fn is_banned(&self, user: &UserId) -> Result<bool> {
        let _ = user;
        Ok(false)
    }

    async fn find(&self, email: &str) -> Result<Option<UserId>> {
        let _ = email;
        Ok(None)
    }
}

#[auth::second_factor]
async fn needed(user: &User, State(db): State<Db>) -> Result<SecondFactor> {
    if db.is_banned(&user.id).await? { Ok(SecondFactor::Required) } else { Ok(SecondFactor::IfEnrolled) }
}

fn main() {
    let _ = Auth::builder().state(Db).second_factor::<needed>();
}
