//! A key does no more than its owner may do now.

use auth::{AuthBuilder, callback::Callbacks};

use super::*;
use crate::database::databases;

#[tokio::test]
async fn a_key_has_its_scopes_as_far_as_they_are_granted_to_its_owner_now() {
    for database in databases().await {
        for (programs, name) in
            [(Programs::with_rows(&database, false), "ada"), (Programs::with_tokens(&database, false), "bob")]
        {
            let user = programs.user(name, Set::all()).await;
            let (all, read, none) = (
                programs.key(&user, Set::all()).await,
                programs.key(&user, [Permission::Read]).await,
                programs.key(&user, Set::NONE).await,
            );
            let may = async |key: &NewKey| {
                let mut granted = Vec::new();
                for path in ["/read", "/refund"] {
                    granted.push(programs.call(path, key.text.expose()).await.status == StatusCode::OK);
                }
                granted
            };
            assert_eq!(may(&all).await, [true, true]);
            assert_eq!(may(&read).await, [true, false]);
            assert_eq!(may(&none).await, [false, false]);
            // The owner loses the right, and so do all keys; the owner gets it again.
            programs.grant(&user, [Permission::Refund]);
            assert_eq!(may(&all).await, [false, false], "both are needed for a refund");
            programs.grant(&user, [Permission::Read]);
            assert_eq!((may(&all).await, may(&read).await), (vec![true, false], vec![true, false]));
            programs.grant(&user, Set::NONE);
            assert_eq!((may(&all).await, may(&read).await), (vec![false, false], vec![false, false]));
            assert_eq!(programs.call("/caller", all.text.expose()).await.status, StatusCode::OK);
            programs.grant(&user, Set::all());
            assert_eq!(may(&all).await, [true, true]);
        }
    }
}

#[tokio::test]
async fn a_missing_permission_is_named_to_a_program_and_not_to_a_browser() {
    for database in databases().await {
        let programs = Programs::with_rows(&database, true);
        let ada = programs.user("ada", [Permission::Read]).await;
        let key = programs.key(&ada, Set::all()).await;
        let reply = programs.call("/refund", key.text.expose()).await;
        assert_eq!(
            (reply.status, reply.body.as_str()),
            (StatusCode::FORBIDDEN, r#"{"error":"AccessDenied"}"#)
        );
        assert_eq!(reply.challenge(), "Bearer error=\"insufficient_scope\", scope=\"read refund\"");
        let bearer = programs.sign_in(&ada).await.bearer().unwrap().expose().to_owned();
        let reply = programs.call("/refund", &bearer).await;
        assert_eq!(reply.challenge(), "Bearer error=\"insufficient_scope\", scope=\"read refund\"");
        let reply = programs.browse("/refund", &programs.cookie(&ada).await).await;
        assert_eq!((reply.status, reply.challenge()), (StatusCode::FORBIDDEN, ""));
    }
}

#[auth::jwt]
struct Claims {
    is_staff: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Option<Claims> {
    let is_staff = user.email.as_deref().is_some_and(|email| email.starts_with("ada"));
    (user.name.as_deref() != Some("nobody")).then_some(Claims { is_staff })
}

#[auth::jwt(access)]
async fn not_banned(token: &Jwt<Claims>) -> bool {
    token.name.as_deref() != Some("banned")
}

fn by_claims(database: &AnyAdapter, by_jwt: bool) -> Programs {
    let keys =
        |builder: AuthBuilder<(), Callbacks>| if by_jwt { builder.key_owners_by_jwt() } else { builder };
    Programs::built(database, |clock| {
        let builder = keys(start(clock)).adapter(database.clone());
        builder.jwt::<issue>().jwt_access::<not_banned>().build().unwrap()
    })
}

#[tokio::test]
async fn claims_that_only_a_sign_in_makes_grant_nothing() {
    for database in databases().await {
        let programs = by_claims(&database, false);
        let ada = programs.user("ada", Set::all()).await;
        let key = programs.key(&ada, Set::all()).await;
        assert_eq!(programs.call("/caller", key.text.expose()).await.status, StatusCode::OK);
        assert_eq!(programs.call("/read", key.text.expose()).await.status, StatusCode::FORBIDDEN);

        // Unless the application says that its callback makes them of a stored user.
        let by_jwt = by_claims(&database, true);
        by_jwt.grant(&ada, [Permission::Read]);
        assert_eq!(by_jwt.call("/read", key.text.expose()).await.status, StatusCode::OK);
        assert_eq!(by_jwt.call("/refund", key.text.expose()).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_key_is_dead_while_its_owner_would_get_no_session() {
    for database in databases().await {
        let programs = by_claims(&database, true);
        for name in ["banned", "nobody"] {
            let user = programs.user(name, Set::all()).await;
            let key = programs.key(&user, Set::all()).await;
            for path in ["/caller", "/read", "/maybe"] {
                assert_eq!(
                    programs.call(path, key.text.expose()).await.status,
                    StatusCode::UNAUTHORIZED,
                    "{name}"
                );
            }
        }
    }
}

/// Returns a whole token that claims proofs.
#[auth::jwt]
async fn forging(user: &User) -> Result<Jwt<Claims>> {
    let proofs = serde_json::json!({ "pwd": 1_800_000_000, "otp": 1_800_000_000, "mfa": 1_800_000_000 });
    let token = serde_json::json!({ "sub": user.id.as_str(), "is_staff": true, "auth_proofs": proofs });
    Ok(serde_json::from_value(token)?)
}

#[auth::permissions(module = proven)]
#[derive(Clone, Copy)]
enum Strong {
    Shred,
}

/// Grants by what the user has proven. A key proves nothing.
#[auth::grants]
fn strong(session: &Session) -> Set<Strong> {
    let proofs = session.assurance().proofs().count();
    if proofs == 0 { Set::NONE } else { Set::all() }
}

#[auth::api_key(prefix = "strong")]
struct StrongKey {
    scopes: Set<Strong>,
}

#[tokio::test]
async fn the_owner_of_a_key_has_proven_nothing() {
    for database in databases().await {
        let mut programs = Programs::built(&database, |clock| {
            let builder = start(clock).adapter(database.clone()).key_owners_by_jwt();
            builder.api_keys::<StrongKey>().jwt::<forging>().build().unwrap()
        });
        let ada = programs.user("ada", Set::all()).await;
        programs.router = Router::new()
            .route("/shred", get(async |_: Can<Caller<(), StrongKey>, proven::Shred>| "shredded"))
            .with_state(programs.auth.clone());
        let key = StrongKey { scopes: Set::all() };
        let key = programs.auth.create_key_for(&ada, key, "nightly", Expires::days(90)).await.unwrap();
        let reply = programs.call("/shred", key.text.expose()).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.body);
    }
}
