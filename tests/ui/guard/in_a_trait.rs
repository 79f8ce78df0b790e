use auth::prelude::*;

trait Guards {
    #[auth::guard]
    async fn admins(session: &Session) -> bool;
}

fn main() {}
