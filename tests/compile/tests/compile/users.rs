//! `#[auth::user]`: the application's own columns, and sessions out of stored users.

use auth::{
    __private::{
        UserData, WithUsers,
        callback::{
            database::Stored,
            session::{SessionCall, SessionCallback},
        },
    },
    adapter::ExtraColumns,
    prelude::*,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ready;

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    #[default]
    Member,
    Admin,
}

#[auth::user]
#[derive(Clone, Debug, PartialEq)]
struct AppUser {
    #[auth(default)]
    role: Role,
    #[auth(rename = "nickName")]
    nick: Option<String>,
    #[auth(default)]
    visits: u32,
}

impl AppUser {
    fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}

fn columns(json: Value) -> ExtraColumns {
    serde_json::from_value(json).unwrap()
}

fn ada() -> User<AppUser> {
    let columns = AppUser { role: Role::Admin, nick: Some("countess".to_owned()), visits: 3 };
    User::new("1").with_name("Ada").with_email("ada@example.com").with_columns(columns)
}

#[test]
fn columns_are_read_and_written_by_their_names() {
    assert_eq!(AppUser::COLUMNS, ["role", "nickName", "visits"]);
    let stored = columns(json!({ "role": "admin", "nickName": "countess", "visits": 3, "other": true }));
    let read = AppUser::read(&stored).unwrap();
    assert_eq!(read, ada().columns);
    assert_eq!(
        read.write().unwrap(),
        columns(json!({ "role": "admin", "nickName": "countess", "visits": 3 }))
    );
}

#[test]
fn what_is_not_there_is_what_a_new_user_has() {
    let new = AppUser { role: Role::Member, nick: None, visits: 0 };
    assert_eq!(AppUser::of_new_user(), new);
    assert_eq!(AppUser::read(&columns(json!({ "role": null }))).unwrap(), new);
}

#[test]
fn a_value_of_another_type_is_named_by_its_column() {
    for (json, column) in [
        (json!({ "role": "owner" }), "role"),
        (json!({ "nickName": 7 }), "nickName"),
        (json!({ "visits": -1 }), "visits"),
    ] {
        assert_eq!(AppUser::read(&columns(json)).unwrap_err().column, column);
    }
}

/// Standard fields and columns, each by its name.
#[auth::session(from = AppUser)]
#[derive(Debug, PartialEq)]
struct Visible {
    id: UserId,
    role: Role,
    #[auth(with = AppUser::is_admin)]
    admin: bool,
    #[auth(root, with = address, rename = "address")]
    at: String,
}

fn address(user: &User<AppUser>) -> String {
    user.email.clone().unwrap_or_default()
}

/// Of users whose columns nobody has typed.
#[auth::session(from = User)]
struct Plain {
    id: UserId,
}

#[auth::session]
async fn shown(user: &User<AppUser>) -> Visible {
    Visible { id: user.id.clone(), role: user.role, admin: false, at: "here".to_owned() }
}

#[auth::session]
async fn plainly(user: &User, State(suffix): State<String>) -> Plain {
    Plain { id: UserId::new(format!("{}{suffix}", user.id)) }
}

fn record<U: UserData>(user: User<U>) -> Jwt<Stored<U>> {
    Jwt::for_user(&User::new(user.id.clone()), Stored::new(user))
}

fn show<S: auth::__private::AppState, C: SessionCallback<S, Stored<U>>, U: UserData>(
    state: &S,
    user: User<U>,
) -> C::Outcome {
    let call = SessionCall { state, facts: Default::default(), update: None };
    ready(C::call(call, &record(user))).unwrap()
}

#[test]
fn a_session_struct_takes_its_fields_from_the_stored_user() {
    let expected =
        Visible { id: UserId::from("1"), role: Role::Admin, admin: true, at: "ada@example.com".to_owned() };
    assert_eq!(show::<(), Visible, AppUser>(&(), ada()), expected);
    assert_eq!(show::<(), Plain, ()>(&(), User::new("1")).id, "1");
}

#[test]
fn a_session_function_takes_the_stored_user_with_columns_or_without() {
    assert_eq!(show::<(), shown, AppUser>(&(), ada()).at, "here");
    let state = "!".to_owned();
    assert_eq!(show::<String, plainly, AppUser>(&state, ada()).id, "1!");
    assert_eq!(show::<String, plainly, ()>(&state, User::new("2")).id, "2!");
    assert_eq!(ready(shown(&ada())).role, Role::Admin);
}

/// Callbacks of the application's users, and of any user.
#[auth::sign_in]
async fn known(user: &User<AppUser>, plain: &User) -> bool {
    user.visits > 0 && user.id == plain.id
}

#[test]
fn callbacks_take_the_user_with_columns() {
    use auth::__private::callback::sign_in::SignInCallback;

    fn is_guard<C: SignInCallback<WithUsers<(), AppUser>>>() {}

    is_guard::<known>();
    let ada = ada();
    assert!(ready(known(&ada, &User::new("1"))));
}
