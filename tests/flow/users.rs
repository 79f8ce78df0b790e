//! Users with columns of the application's own, from the database to the callbacks and back.

use auth::{
    adapter::{Adapter, ColumnType, SqliteAdapter, UserColumn, UserData, UserPatch},
    prelude::*,
};
use serde_json::json;

use crate::{site::*, world::*};

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(default)]
    banned: bool,
    #[auth(rename = "job")]
    role: Option<String>,
}

#[auth::sign_in]
async fn not_banned(user: &User<Member>, State(world): State<World>) -> bool {
    world.note(format!("guard of {:?}", user.role));
    !user.banned
}

#[auth::event(sign_in)]
async fn seen(user: &User<Member>, event: SignInEvent<'_>, State(world): State<World>) {
    world.note(format!("{} {:?}", event.user.id == user.id, user.role));
}

#[auth::session]
async fn role_of(user: &User<Member>) -> Visible {
    Visible { role: user.role.clone(), length: 0 }
}

#[auth::jwt]
async fn token_of(user: &User<Member>) -> Token {
    Token { role: user.role.clone(), note: String::new(), rest: Default::default() }
}

async fn database() -> SqliteAdapter {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let columns = [("banned", ColumnType::Boolean), ("job", ColumnType::Text)]
        .map(|(name, kind)| UserColumn::new(name, kind));
    let adapter = adapter.user_columns(columns.map(Result::unwrap));
    adapter.migrate().await.unwrap();
    adapter
}

/// Changes what is stored of somebody.
async fn write(database: &SqliteAdapter, member: Member) {
    let stored = database.user_by_email("ada@example.com").await.unwrap().unwrap();
    let patch = UserPatch::default().columns(member.write().unwrap());
    database.update_user(&stored.id(), patch).await.unwrap();
}

#[tokio::test]
async fn sessions_in_the_database_show_the_columns() {
    let database = database().await;
    let adapter = database.clone();
    let mut site = Site::built(|start| {
        let start = start.users::<Member>().credentials::<login>().sign_in::<not_banned>();
        start.database_sessions(adapter).session::<role_of>().on::<seen>().build().unwrap()
    });
    site.sign_in("ada").await;
    assert_eq!(site.world.happened(), ["authorize ada", "guard of None", "true None"]);
    assert_eq!(site.session().await["user"]["role"], json!(null));

    write(&database, Member { banned: false, role: Some("owner".to_owned()) }).await;
    assert_eq!(site.session().await["user"]["role"], "owner");

    write(&database, Member { banned: true, role: Some("owner".to_owned()) }).await;
    let refused = site.sign_in("ada").await;
    assert!(refused.body.contains("AccessDenied") || refused.location().contains("AccessDenied"));
    assert!(site.world.happened().contains(&"guard of Some(\"owner\")".to_owned()));
}

#[tokio::test]
async fn tokens_are_made_of_the_columns() {
    let database = database().await;
    let adapter = database.clone();
    let mut site = Site::built(|start| {
        let start = start.users::<Member>().adapter(adapter).credentials::<login>();
        start.jwt::<token_of>().session::<Visible>().build().unwrap()
    });
    site.sign_in("ada").await;
    assert_eq!(site.session().await["user"]["role"], json!(null));
}
