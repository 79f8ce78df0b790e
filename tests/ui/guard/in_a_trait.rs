//! token: admins
//! fix: belongs outside of `impl` blocks and traits

use auth::Session;

trait Guards {
    #[auth::guard]
    async fn admins(session: &Session) -> bool;
}

fn main() {
    let _: Option<Session> = None;
}
