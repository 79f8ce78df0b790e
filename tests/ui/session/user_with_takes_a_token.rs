//! token: Token::is_admin
//! fix: expected `&Token`, found `&User<AppUser>`

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::jwt]
pub struct Token {
    pub role: String,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.role == "admin"
    }
}

#[auth::session(from = AppUser)]
pub struct Visible {
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

fn main() {
    let _ = Auth::builder().state(()).users::<AppUser>().database_sessions(auth::adapter::MemoryAdapter::new()).session::<Visible>().build();
}
