//! token: jwt::<issue>
//! fix: make it a field of the state (`.state(…)`), under `#[derive(auth::FromRef)]`

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User, State(_db): State<Db>) -> Token {
    Token { id: user.id.clone() }
}

#[auth::jwt(access)]
async fn valid(token: &Jwt<Token>) -> bool {
    token.id != "0"
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

#[auth::event(session)]
async fn seen(session: &Session<Visible>) {
    let _ = session;
}

fn main() -> auth::Result<()> {
    let auth = Auth::builder()
        .state(())
        .jwt::<issue>()
        .jwt_access::<valid>()
        .session::<Visible>()
        .on::<seen>()
        .build()?;
    let _ = auth.layer();
    Ok(())
}
