//! The export of what is stored about a user.

use auth::{
    Auth,
    adapter::{ColumnType, UserColumn},
};

use super::*;

#[auth::user]
#[derive(Clone)]
struct Member {
    #[auth(personal)]
    city: Option<String>,
    #[auth(personal, rename = "bornIn")]
    born_in: Option<i64>,
    /// What the application thinks of the user.
    score: Option<i64>,
}

#[auth::jwt]
struct Claims {
    #[auth(personal)]
    nickname: String,
    internal: String,
}

#[auth::jwt]
async fn claims(user: &User<Member>) -> Claims {
    Claims { nickname: format!("little {}", user.id), internal: "not for you".to_owned() }
}

#[auth::session(from = Claims)]
#[derive(Debug)]
struct Shown {
    nickname: String,
}

#[tokio::test]
async fn an_export_has_personal_data_and_no_secret() {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let adapter = adapter.user_columns([
        UserColumn::new("city", ColumnType::Text).unwrap(),
        UserColumn::new("bornIn", ColumnType::Integer).unwrap(),
        UserColumn::new("score", ColumnType::Integer).unwrap(),
    ]);
    adapter.migrate().await.unwrap();
    let columns = json!({ "city": "London", "bornIn": 1815, "score": 7 }).as_object().unwrap().clone();
    let new =
        NewUser::new(User::new("ada").with_email("ada@example.com")).with_columns(columns).verified_at(NOW);
    let id = adapter.sign_up(new, None, None).await.unwrap().user.id();
    let mut account = Account::new("github", ProviderType::OAuth, "4711");
    account.tokens.access_token = Some("secret-access".into());
    account.tokens.refresh_token = Some("secret-refresh".into());
    account.tokens.id_token = Some("secret-id".into());
    account.tokens.scope = Some("read:user".into());
    adapter.link_account(&id, account.into(), None).await.unwrap();

    let auth: Auth<Shown> = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .users::<Member>()
        .account_page()
        .api_keys::<Key>()
        .adapter(adapter.clone())
        .passkey(Passkey::new())
        .jwt::<claims>()
        .session::<Shown>()
        .build()
        .unwrap();
    let key =
        auth.create_key_for(&id, Key { project: 7 }, "k", auth::api_key::Expires::days(1)).await.unwrap();
    let headers = http::HeaderMap::new();
    let known = KnownUser::stored(&id).proven_by(AuthMethod::Password);
    let SignInResult::SignedIn(cookies) = auth.sign_in_as(&headers, known).await.unwrap() else { panic!() };
    let cookies: Vec<_> =
        cookies.iter().map(|set| set.to_str().unwrap().split(';').next().unwrap().to_owned()).collect();
    let request = Request::get("/auth/account/export").header(http::header::COOKIE, cookies.join("; "));
    let reply = auth.handle(request.body(http_body_util::Empty::<axum::body::Bytes>::new()).unwrap()).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["content-disposition"], "attachment; filename=\"account.json\"");
    let body = http_body_util::BodyExt::collect(reply.into_body()).await.unwrap().to_bytes();
    let text = String::from_utf8(body.to_vec()).unwrap();
    let export: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(export["user"]["email"], "ada@example.com");
    assert_eq!(export["user"]["columns"], json!({ "city": "London", "bornIn": 1815 }));
    assert_eq!(export["claims"], json!({ "nickname": "little ada" }));
    let linked = json!({ "provider": "github", "type": "oauth", "accountId": "4711", "scope": "read:user" });
    assert_eq!(export["accounts"], json!([linked]));
    assert_eq!(export["keys"][0]["name"], "k");
    for secret in ["secret-", "not for you", "score", key.text.expose(), "hash", "PublicKey"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
    let export = auth.export_of(&id).await.unwrap().unwrap();
    assert_eq!(export["user"]["columns"]["city"], "London");
    assert_eq!(export["claims"], Value::Null);
    assert!(auth.export_of(&StoredId::from_store("nobody")).await.unwrap().is_none());
}

#[tokio::test]
async fn an_export_has_sessions_without_tokens_and_passkeys_without_keys() {
    for database in databases().await {
        let (mut site, id) = ada(&database, Kept::Rows).await;
        add_passkey(&mut site).await;
        let export = site.part("export").await;
        assert_eq!(export["sessions"].as_array().unwrap().len(), 1);
        assert_eq!(export["passkeys"][0]["created"], "2027-01-15T08:00:00.000Z");
        let text = export.to_string();
        let token = site.cookies[SESSION].clone();
        let stored = database.authenticators_of(&id).await.unwrap().remove(0);
        assert!(!text.contains(&token) && !text.contains(&stored.credential_public_key), "{text}");
    }
}
