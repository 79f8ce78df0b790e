//! Users that the application authenticates: which user of the database they are.

use auth::{
    KnownUser, StoredId,
    adapter::{Adapter, ColumnType, Link, NewTotp, NewUser, SqliteAdapter, UserColumn, UserData},
    prelude::*,
    provider::ProviderType,
};

use crate::{site::*, world::*};

const BOSS: &str = "boss@company.example";

#[auth::user]
#[derive(Clone)]
struct Member {
    role: Option<String>,
}

#[auth::sign_in]
async fn seen(user: &User<Member>, email: Option<VerifiedEmail<'_>>, State(world): State<World>) -> bool {
    world.note(format!("{:?} {:?}", user.role, email.map(|email| email.as_str())));
    true
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
    let column = UserColumn::new("role", ColumnType::Text).unwrap();
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap().user_columns([column]);
    adapter.migrate().await.unwrap();
    adapter
}

/// A stored user with a role.
async fn boss(database: &SqliteAdapter, verified: bool) -> StoredId {
    let columns = Member { role: Some("boss".to_owned()) }.write().unwrap();
    let mut user = NewUser::new(User::new("777").with_email(BOSS)).with_columns(columns);
    if verified {
        user = user.verified_at(NOW);
    }
    database.sign_up(user, None, None).await.unwrap().user.id()
}

fn with_rows(database: &SqliteAdapter) -> Site {
    Site::built(|start| {
        let start = start.users::<Member>().credentials::<login>().sign_in::<seen>();
        start.database_sessions(database.clone()).session::<role_of>().build().unwrap()
    })
}

fn with_tokens(database: &SqliteAdapter) -> Site {
    Site::built(|start| {
        let start = start.users::<Member>().adapter(database.clone()).credentials::<login>();
        start.sign_in::<seen>().jwt::<token_of>().session::<Visible>().build().unwrap()
    })
}

/// Signs in; the role in the session, if there is one.
async fn enter(site: &mut Site, user: impl Into<KnownUser>) -> Result<Option<String>, String> {
    match site.auth.sign_in_as(&site.headers(), user.into()).await {
        Ok(auth::SignInResult::SignedIn(cookies)) => site.take(cookies.iter()),
        Ok(auth::SignInResult::Redirect(url) | auth::SignInResult::SecondFactor { url, .. }) => {
            return Err(url);
        }
        Err(error) => return Err(error.code().to_owned()),
    }
    Ok(site.session().await["user"]["role"].as_str().map(str::to_owned))
}

/// The ID is that of the boss, and so is the address that the user has entered.
fn claimed() -> User {
    User::new("777").with_email(BOSS)
}

#[tokio::test]
async fn an_address_that_is_only_entered_inherits_nothing() {
    for verified in [true, false] {
        let database = database().await;
        let id = boss(&database, verified).await;
        let mut site = with_tokens(&database);
        assert_eq!(enter(&mut site, claimed()).await, Ok(None));
        assert_eq!(site.world.happened(), ["None None"]);
        let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
        assert_eq!((session.stored_id(), session.verified_email()), (None, None));

        let mut site = with_rows(&database);
        assert_eq!(enter(&mut site, claimed()).await, Err("OAuthAccountNotLinked".to_owned()));
        assert_eq!(site.world.happened(), ["None None"]);
        assert!(database.sessions_of(&id).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_verified_address_is_that_of_the_stored_user() {
    let known = || KnownUser::from(User::new("1")).with_verified_email(" Boss@Company.Example ");
    let database = database().await;
    let id = boss(&database, true).await;
    let mut site = with_tokens(&database);
    assert_eq!(enter(&mut site, known()).await, Ok(Some("boss".to_owned())));
    assert_eq!(site.world.happened(), [format!("Some(\"boss\") Some({BOSS:?})")]);
    let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
    assert_eq!(session.stored_id(), None, "the ID in the token is the application's");

    let mut site = with_rows(&database);
    assert_eq!(enter(&mut site, known()).await, Ok(Some("boss".to_owned())));
    let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
    assert_eq!(session.stored_id(), Some(&id));
    // From now on by the account, whatever the address.
    assert_eq!(enter(&mut site, User::new("1")).await, Ok(Some("boss".to_owned())));
    assert_eq!(database.sessions_of(&id).await.unwrap().len(), 1);
}

/// The application's own proof is the first one: what was added to the stored user before goes.
#[tokio::test]
async fn a_verified_address_takes_an_unproven_user_over_without_what_was_added() {
    let database = database().await;
    let id = boss(&database, false).await;
    let account = Account::new("acme", ProviderType::OAuth, "eve");
    database.link_account(&id, Link::from(account), None).await.unwrap();
    let known = KnownUser::from(User::new("1")).with_verified_email(BOSS);
    let mut site = with_rows(&database);
    assert_eq!(enter(&mut site, known.clone()).await, Ok(Some("boss".to_owned())));
    assert!(database.user_by_account(&"acme".into(), "eve").await.unwrap().is_none());
    assert!(database.user(&id).await.unwrap().unwrap().email_verified.is_some());
    assert_eq!(enter(&mut site, known).await, Ok(Some("boss".to_owned())), "and stays linked");
}

/// Only a sign-in that writes the first proof, and so removes the second factor, goes without it.
#[tokio::test]
async fn a_proof_that_is_not_stored_replaces_no_second_factor() {
    let database = database().await;
    let id = boss(&database, false).await;
    let account = Account::new("credentials", ProviderType::Credentials, "1");
    database.link_account(&id, Link::from(account), None).await.unwrap();
    let totp = NewTotp::new(Secret::new("sealed"), 1, NOW, Vec::new());
    database.enrol_totp(&id, totp).await.unwrap();
    let site = Site::built(|start| {
        let start = start.users::<Member>().adapter(database.clone()).credentials::<login>();
        start.totp("Acme").jwt::<token_of>().session::<Visible>().build().unwrap()
    });
    for known in [KnownUser::from(User::new("1")), KnownUser::from(User::new("1")).with_verified_email(BOSS)]
    {
        let half = site.auth.sign_in_as(&site.headers(), known).await.unwrap();
        assert!(matches!(half, auth::SignInResult::SecondFactor { .. }), "{half:?}");
    }
    assert!(database.second_factor(&id).await.unwrap().is_some());
}

thread_local! {
    /// The database from which a guard removes the account of the sign-in.
    static REMOVES_FROM: std::cell::RefCell<Option<SqliteAdapter>> = const { std::cell::RefCell::new(None) };
}

#[auth::sign_in]
async fn removes_the_account(account: &Account) -> Result<bool> {
    if let Some(database) = REMOVES_FROM.take() {
        database.unlink_account(&account.provider, &account.provider_account_id).await?;
    }
    Ok(true)
}

/// The owner of the account is looked up before the guards. The session is started only if the account is still the owner's.
#[tokio::test]
async fn an_account_that_is_removed_meanwhile_starts_no_session() {
    let database = database().await;
    let id = boss(&database, true).await;
    let account = || Link::from(Account::new("credentials", ProviderType::Credentials, "1"));
    database.link_account(&id, account(), None).await.unwrap();
    let mut site = Site::built(|start| {
        let start = start.users::<Member>().credentials::<login>().sign_in::<removes_the_account>();
        start.database_sessions(database.clone()).session::<role_of>().build().unwrap()
    });
    REMOVES_FROM.set(Some(database.clone()));
    let refused = enter(&mut site, User::new("1").with_email(BOSS)).await;
    assert_eq!(refused, Err("OAuthAccountNotLinked".to_owned()));
    assert!(database.sessions_of(&id).await.unwrap().is_empty());
    database.link_account(&id, account(), None).await.unwrap();
    assert_eq!(enter(&mut site, User::new("1").with_email(BOSS)).await, Ok(Some("boss".to_owned())));
}

#[tokio::test]
async fn an_empty_address_is_no_proof() {
    for address in ["", "  ", "@", "boss"] {
        let database = database().await;
        let stored = NewUser::new(User::new("7").with_email(address.trim())).verified_at(NOW);
        let stored = database.sign_up(stored, None, None).await.unwrap().user;
        let known = KnownUser::from(User::new("1")).with_verified_email(address);
        _ = enter(&mut with_rows(&database), known.clone()).await;
        assert!(database.sessions_of(&stored.id()).await.unwrap().is_empty(), "{address:?}");
        let mut site = with_tokens(&database);
        _ = enter(&mut site, known).await;
        assert_eq!(site.world.happened(), ["None None"], "{address:?}");
    }
}

#[tokio::test]
async fn a_blank_id_is_refused() {
    for id in ["", " \n"] {
        let database = database().await;
        let error = with_tokens(&database).auth.sign_in_as(&http::HeaderMap::new(), User::new(id)).await;
        assert!(error.unwrap_err().to_string().contains("`id` of the user"));
        assert!(enter(&mut with_rows(&database), User::new(id)).await.is_err());
    }
}

#[tokio::test]
async fn a_user_of_the_database_is_named_by_its_id() {
    let database = database().await;
    let id = boss(&database, true).await;
    for mut site in [with_tokens(&database), with_rows(&database)] {
        assert_eq!(enter(&mut site, KnownUser::stored(&id)).await, Ok(Some("boss".to_owned())));
        assert_eq!(site.world.happened(), [format!("Some(\"boss\") Some({BOSS:?})")]);
        let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
        assert_eq!(session.stored_id(), Some(&id));
        assert_eq!(session.verified_email().map(|email| email.as_str()), Some(BOSS));
        let unknown = KnownUser::stored(&StoredId::from_store("no such user"));
        assert_eq!(enter(&mut site, unknown).await, Err("Configuration".to_owned()));
    }
}

#[auth::jwt(update)]
async fn become_somebody(token: &mut Jwt<Token>, Update(id): Update<String>) {
    token.sub = Some(id);
    token.email = Some("other@company.example".to_owned());
}

/// The update callback writes another user into the token: it is one of the application, and its address is not proven.
#[tokio::test]
async fn a_token_that_a_callback_gives_another_subject_is_not_of_the_database() {
    let database = database().await;
    let id = boss(&database, true).await;
    let mut site = Site::built(|start| {
        let start = start.users::<Member>().adapter(database.clone()).credentials::<login>();
        start.jwt::<token_of>().jwt_update::<become_somebody>().session::<Visible>().build().unwrap()
    });
    enter(&mut site, KnownUser::stored(&id)).await.unwrap();
    site.update("778".into()).await;
    let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
    assert_eq!((session.stored_id(), session.verified_email()), (None, None));
}
