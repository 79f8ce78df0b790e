//! The deletion of an account.

use auth::{AuthError, api_key::Expires, callback::DeletionTransaction};

use super::*;

#[tokio::test]
async fn an_account_is_deleted_with_everything() {
    for database in databases().await {
        for kept in [Kept::Rows, Kept::RevocableTokens] {
            let name = if kept == Kept::Rows { "ada" } else { "eve" };
            let id = user(&database, name).await;
            let email = format!("{name}@example.com");
            let mut site = site(&database, kept);
            let other = enter(&mut site, &id).await;
            enter(&mut site, &id).await;
            add_passkey(&mut site).await;
            link(&database, &id, "github", name).await;
            let key = site.auth.create_key_for(&id, Key { project: 1 }, "k", Expires::days(1)).await.unwrap();
            site.world.happened();

            for typed in ["", name, "DELETE", "someone@example.com"] {
                let page = site.change("delete", &[("confirm", typed)]).await;
                assert_eq!(page.status, 400, "{typed}");
                assert!(page.body.contains("<details class=\"deletion\" open>"), "{}", page.body);
                let reply = site.change_json("delete", json!({ "confirm": typed })).await;
                assert_eq!((reply.status.as_u16(), reply.json()), (400, json!({ "error": "not-confirmed" })));
            }
            assert!(site.world.happened().is_empty(), "nothing was asked about an unconfirmed deletion");

            let page = site.change("delete", &[("confirm", &format!(" {} ", email.to_uppercase()))]).await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains("<h1>Your account is deleted</h1>"), "{}", page.body);
            assert!(site.session_cookies().is_empty(), "the session cookie is deleted");
            assert_eq!(site.world.happened(), [format!("asked about {id}"), format!("deleted {id}")]);
            assert!(database.user(&id).await.unwrap().is_none());
            assert!(database.accounts_of(&id).await.unwrap().is_empty());
            assert!(database.authenticators_of(&id).await.unwrap().is_empty());
            assert!(database.api_key(key.id.as_str()).await.unwrap().is_none());
            site.cookies = other;
            assert!(!site.is_in().await, "{kept:?}");
            assert!(!site.auth.delete_account(&id).await.unwrap(), "the account is gone already");
        }
    }
}

#[tokio::test]
async fn a_refusal_of_the_application_keeps_the_account() {
    for database in databases().await {
        let (mut site, id) = ada(&database, Kept::Rows).await;
        assert_eq!(site.change("profile", &[("name", "Debtor")]).await.location(), notice("saved"));
        site.world.happened();
        let page = site.change("delete", &[("confirm", "ada@example.com")]).await;
        assert_eq!(page.status, 409);
        assert!(page.body.contains("Your account could not be deleted."), "{}", page.body);
        assert!(!page.body.contains("invoice"), "the cause is for the log alone");
        let reply = site.change_json("delete", json!({ "confirm": "ada@example.com" })).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (409, json!({ "error": "deletion-refused" })));
        assert_eq!(site.world.happened(), [format!("asked about {id}"), format!("asked about {id}")]);
        assert!(site.is_in().await);
        let refused = site.auth.delete_account(&id).await;
        assert!(matches!(refused, Err(AuthError::Callback { callback: "delete_account", .. })));
        assert!(database.user(&id).await.unwrap().is_some());
    }
}

/// Deletes the notes of a user, and fails for a user who has a note that must stay.
#[auth::delete_account]
async fn forget_notes(user: &User, mut transaction: DeletionTransaction<'_>) -> Result<()> {
    assert!(transaction.connection::<String>().is_none());
    let connection = transaction.connection::<sqlx::SqliteConnection>().ok_or("not SQLite")?;
    let query = sqlx::query("DELETE FROM notes WHERE user_id = ?1").bind(user.id.as_str());
    let deleted = query.execute(&mut *connection).await?.rows_affected();
    if deleted > 1 { Err("too many notes".into()) } else { Ok(()) }
}

#[tokio::test]
async fn the_rows_of_the_application_go_in_the_same_transaction() {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    adapter.migrate().await.unwrap();
    let pool = adapter.pool().clone();
    sqlx::query("CREATE TABLE notes (user_id text NOT NULL, note text NOT NULL)")
        .execute(&pool)
        .await
        .unwrap();
    let database = AnyAdapter::new(adapter);
    let (one, many) = (user(&database, "one").await, user(&database, "many").await);
    for owner in [&one, &many, &many] {
        let insert = sqlx::query("INSERT INTO notes VALUES (?1, 'a note')").bind(owner.as_str());
        insert.execute(&pool).await.unwrap();
    }
    let notes = async |owner: &StoredId| {
        let count = sqlx::query_scalar("SELECT count(*) FROM notes WHERE user_id = ?1").bind(owner.as_str());
        let count: i64 = count.fetch_one(&pool).await.unwrap();
        count
    };
    let site = Site::built(|start| {
        let start = start.account_page().delete_account::<forget_notes>().credentials::<login>();
        start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
    });
    assert!(site.auth.delete_account(&many).await.is_err());
    assert_eq!((notes(&many).await, database.user(&many).await.unwrap().is_some()), (2, true));
    assert!(site.auth.delete_account(&one).await.unwrap());
    assert_eq!((notes(&one).await, database.user(&one).await.unwrap().is_some()), (0, false));
}

#[tokio::test]
async fn a_user_without_an_address_types_a_word() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let id = database.sign_up(NewUser::new(User::new("anon")), None, None).await.unwrap().user.id();
    let mut site = site(&database, Kept::Rows);
    enter(&mut site, &id).await;
    assert!(site.visit(PAGE).await.body.contains("type the word <strong>DELETE</strong>"));
    assert_eq!(site.change("delete", &[("confirm", "delete")]).await.status, 400);
    assert_eq!(site.change("delete", &[("confirm", "DELETE")]).await.status, 200);
    assert!(database.user(&id).await.unwrap().is_none());
}
