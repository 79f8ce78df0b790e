//! `#[auth::session]`: what the browser sees.

use auth::{
    __private::callback::session::{SessionCall, SessionCallback},
    prelude::*,
    time::UnixTime,
};
use serde_json::{json, to_value};

use crate::ready;

#[auth::jwt]
struct Token {
    id: UserId,
    level: u8,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.level > 9
    }
}

fn expires(token: &Jwt<Token>) -> Option<i64> {
    token.exp.map(UnixTime::as_secs)
}

#[auth::session(from = Token)]
#[derive(Debug, PartialEq)]
struct Visible {
    id: UserId,
    #[auth(rename = "isAdmin", with = Token::is_admin)]
    admin: bool,
    #[auth(root)]
    level: u8,
    #[auth(root, with = expires, rename = "until")]
    end: Option<i64>,
}

#[auth::session]
async fn show(token: &Jwt<Token>, State(end): State<i64>) -> Result<Visible> {
    Ok(Visible { id: token.id.clone(), admin: false, level: token.level, end: Some(end) })
}

fn token() -> Jwt<Token> {
    Jwt::for_user(&User::new("1").with_name("Ada"), Token { id: UserId::from("1"), level: 10 })
}

#[test]
fn fields_come_from_the_token_by_name_or_by_function() {
    let call = SessionCall { state: &(), facts: Default::default(), update: None };
    let visible = ready(<Visible as SessionCallback<(), Token>>::call(call, &token())).unwrap();
    assert_eq!(visible, Visible { id: UserId::from("1"), admin: true, level: 10, end: None });
}

#[test]
fn fields_stand_in_user_or_at_the_root() {
    let data = Visible { id: UserId::from("1"), admin: true, level: 10, end: Some(3) };
    let session = Session::from_token(&token(), UnixTime::from_secs(0), data);
    assert_eq!(
        to_value(&session).unwrap(),
        json!({
            "user": {"name": "Ada", "id": "1", "isAdmin": true},
            "level": 10,
            "until": 3,
            "expires": "1970-01-01T00:00:00.000Z",
        })
    );
    assert!(session.admin);
}

#[test]
fn a_function_shows_the_session_too() {
    let call = SessionCall { state: &5, facts: Default::default(), update: None };
    let visible = ready(<show as SessionCallback<i64, Token>>::call(call, &token())).unwrap().unwrap();
    assert_eq!(visible.end, Some(5));
    assert_eq!(ready(show(&token(), State(6))).unwrap().end, Some(6));
}
