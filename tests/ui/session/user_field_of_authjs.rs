//! token: id
//! fix: available fields are: `name`, `email`, `image`

use auth::prelude::*;

async fn page(session: Session) -> String {
    session.user.id.to_string()
}

fn main() {}
