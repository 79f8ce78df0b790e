//! Passwords that the database keeps, in a form of the application.

use auth::callback::PasswordCheck;

use super::*;

#[auth::credentials]
struct Badge {
    badge: String,
    password: Password,
}

#[derive(Clone)]
struct Badges {
    adapter: AnyAdapter,
    owner: StoredId,
}

/// Signs in by a badge. The badge `late` proves the owner's address while the password is being checked.
#[auth::authorize]
async fn by_badge(
    form: Badge,
    passwords: PasswordCheck<'_>,
    State(badges): State<Badges>,
) -> Result<Option<KnownUser>> {
    let owner = Some(&badges.owner).filter(|_| form.badge != "unknown");
    let user = passwords.by_id(owner, &form.password).await?;
    if form.badge == "late" {
        badges.adapter.prove_email(EmailProof::new(badges.owner.clone(), "ada@example.com", NOW)).await?;
    }
    Ok(user)
}

#[tokio::test]
async fn an_application_checks_passwords_in_a_form_of_its_own() {
    let (_, adapter, ada) = site().await;
    let auth = Auth::builder()
        .environment(|_| None)
        .state(Badges { adapter: adapter.clone(), owner: ada.clone() })
        .secret(SECRET)
        .url(ORIGIN)
        .clock(ManualClock::at(NOW))
        .adapter(adapter.clone())
        .passwords(cheap().own_form())
        .credentials::<by_badge>()
        .build()
        .unwrap();
    let enter = async |badge: &str, password: &str| {
        let fields = [("badge", badge), ("password", password)];
        match auth.sign_in(&HeaderMap::new(), "credentials", &fields).await {
            Ok(_) => "in",
            Err(AuthError::CredentialsSignin(_)) => "refused",
            Err(_) => "failed",
        }
    };
    assert_eq!(enter("1", PASSWORD).await, "in");
    assert_eq!(enter("1", "wrong").await, "refused");
    assert_eq!(enter("unknown", PASSWORD).await, "refused");
    // The password was right, and whoever planted it has lost it before there is a session.
    assert_eq!(enter("late", PASSWORD).await, "refused");
    assert!(!auth.has_password(&ada).await.unwrap());
}
