//! Users and their accounts.

use super::{
    Outcome, ensure, ensure_fails,
    fixture::{Fixture, key},
};
use crate::{
    adapter::{Adapter, AdapterError, Conflict, Kind, NewUser, UserPatch},
    contract::{Account, ProviderType, StoredId, User},
};

pub(super) async fn sign_up(f: Fixture) -> Outcome {
    let (new, account, session) = (f.new_user(), f.account(), f.session());
    let signed_up =
        f.adapter.sign_up(new.clone(), Some(account.clone().into()), Some(session.clone())).await?;

    let User { name, email, image, .. } = &new.user;
    let user = &signed_up.user.user;
    ensure!(
        (&user.name, &user.email, &user.image) == (name, email, image),
        "the user must be stored as given"
    );
    ensure!(
        signed_up.user.email_verified == new.email_verified,
        "the time of the verification must be stored as given"
    );
    let found = f.adapter.session_and_user(&session.session_token).await?;
    ensure!(
        found.is_some_and(|found| found.user == signed_up.user),
        "the session must belong to the new user"
    );
    let (provider, id) = key(&account);
    let stored = f.adapter.account(provider, id).await?;
    ensure!(
        stored.is_some_and(|stored| is_same(&stored, &account, &signed_up.user.id())),
        "the account must be stored as given"
    );

    let bare = NewUser::new(User::new(f.unique()));
    let bare = f.adapter.sign_up(bare, None, None).await?;
    ensure!(
        bare.session.is_none() && bare.user.user.email.is_none(),
        "a user without session and e-mail address must be stored as given"
    );
    let other = f.adapter.sign_up(NewUser::new(User::new(f.unique())), None, None).await?;
    ensure!(other.user.user.id != bare.user.user.id, "several users without e-mail address must be stored");
    Ok(())
}

pub(super) async fn find_by_id(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    ensure!(f.adapter.user(&user.id()).await?.as_ref() == Some(&user), "the user must be found by the ID");
    for unknown in [f.unique().as_str(), "", "0", "2147483648", "'; --"] {
        ensure!(
            f.adapter.user(&StoredId::from_store(unknown)).await?.is_none(),
            "an unknown ID must find nothing"
        );
    }
    Ok(())
}

pub(super) async fn find_by_email(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let email = user.user.email.clone().unwrap_or_default();
    let found = f.adapter.user_by_email(&email).await?;
    ensure!(found.as_ref() == Some(&user), "the user must be found by the e-mail address");
    ensure!(
        f.adapter.user_by_email(&f.email()).await?.is_none(),
        "an unknown e-mail address must find nothing"
    );
    ensure!(
        f.adapter.user_by_email(&email.to_uppercase()).await?.is_none(),
        "e-mail addresses must compare exactly"
    );
    ensure!(f.adapter.user_by_email("").await?.is_none(), "an empty e-mail address must find nothing");
    Ok(())
}

pub(super) async fn find_by_other_spelling(f: Fixture) -> Outcome {
    for (canonical, stored) in f.spellings() {
        let mut new = f.new_user();
        new.user.email = Some(stored.clone());
        let user = f.adapter.sign_up(new, None, None).await?.user;
        ensure!(
            user.user.email.as_ref() == Some(&stored),
            "the e-mail address must be stored as it is given"
        );
        ensure!(
            f.adapter.user_by_email(&canonical).await?.as_ref() == Some(&user),
            "a user stored under another spelling must be found by the canonical e-mail address"
        );
        ensure!(
            f.adapter.user_by_email(&stored).await?.as_ref() == Some(&user),
            "the e-mail address must be found exactly as it is stored"
        );
        let mut same = f.new_user();
        same.user.email = Some(canonical.clone());
        let result = f.adapter.sign_up(same, None, None).await;
        ensure_fails!(
            result,
            AdapterError::Conflict(Conflict::Email),
            "two spellings of one e-mail address must not become two users"
        );
        let other = f.stored_user().await?.id();
        let result = f.adapter.update_user(&other, UserPatch::default().email(Some(canonical.clone()))).await;
        ensure_fails!(
            result,
            AdapterError::Conflict(Conflict::Email),
            "no other user may take the e-mail address in another spelling"
        );
        let own = UserPatch::default().email(Some(canonical.clone()));
        let updated = f.adapter.update_user(&user.id(), own).await?;
        ensure!(
            updated.user.email == Some(canonical),
            "the user must be able to change the spelling of the own e-mail address"
        );
    }
    Ok(())
}

pub(super) async fn find_by_account(f: Fixture) -> Outcome {
    let account = f.account();
    let user = f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?.user;
    let (provider, id) = key(&account);
    ensure!(
        f.adapter.user_by_account(provider, id).await? == Some(user),
        "the user must be found by the account"
    );
    let other = f.adapter.user_by_account(provider, &id.to_uppercase()).await?;
    ensure!(other.is_none(), "account IDs must compare exactly");
    ensure!(
        f.adapter.user_by_account(provider, &f.unique()).await?.is_none(),
        "an unknown account must find nothing"
    );
    ensure!(
        f.adapter.user_by_account(&"gitlab".into(), id).await?.is_none(),
        "the same account ID at another provider must find nothing"
    );
    Ok(())
}

pub(super) async fn conflicts(f: Fixture) -> Outcome {
    let (new, account, session) = (f.new_user(), f.account(), f.session());
    f.adapter.sign_up(new.clone(), Some(account.clone().into()), Some(session.clone())).await?;

    let mut same_email = f.new_user();
    same_email.user.email = new.user.email;
    let result = f.adapter.sign_up(same_email, Some(f.account().into()), None).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Email),
        "an e-mail address can belong to only one user"
    );
    let result = f.adapter.sign_up(f.new_user(), Some(account.into()), None).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Account),
        "an account can belong to only one user"
    );
    let result = f.adapter.sign_up(f.new_user(), None, Some(session)).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Session),
        "a session token can be stored only once"
    );
    Ok(())
}

pub(super) async fn conflicts_leave_nothing(f: Fixture) -> Outcome {
    let (account, session) = (f.account(), f.session());
    f.adapter.sign_up(f.new_user(), Some(account.clone().into()), Some(session.clone())).await?;

    let late = f.new_user();
    let email = late.user.email.clone().unwrap_or_default();
    let fresh_session = f.session();
    let token = fresh_session.session_token.clone();
    let result = f.adapter.sign_up(late.clone(), Some(account.into()), Some(fresh_session)).await;
    ensure!(result.is_err(), "a sign-up with a taken account must fail");
    ensure!(
        f.adapter.user_by_email(&email).await?.is_none(),
        "a sign-up that failed at the account must leave no user"
    );
    ensure!(
        f.adapter.session_and_user(&token).await?.is_none(),
        "a sign-up that failed at the account must leave no session"
    );

    let fresh = f.account();
    let result = f.adapter.sign_up(late, Some(fresh.clone().into()), Some(session)).await;
    ensure!(result.is_err(), "a sign-up with a taken session token must fail");
    ensure!(
        f.adapter.user_by_email(&email).await?.is_none(),
        "a sign-up that failed at the session must leave no user"
    );
    let (provider, id) = key(&fresh);
    ensure!(
        f.adapter.account(provider, id).await?.is_none(),
        "a sign-up that failed at the session must leave no account"
    );
    Ok(())
}

pub(super) async fn update(f: Fixture) -> Outcome {
    let mut user = f.stored_user().await?;
    let patch = UserPatch::default().name(Some("Ada King".to_owned()));
    user.user.name = Some("Ada King".to_owned());
    let id = user.id();
    ensure!(f.adapter.update_user(&id, patch).await? == user, "the changed user must be returned");
    ensure!(f.adapter.user(&id).await?.as_ref() == Some(&user), "the change must be stored");

    let patch = UserPatch::default().image(None).email_verified(Some(f.now)).email(Some(f.email()));
    patch.clone().apply_to(&mut user);
    ensure!(
        f.adapter.update_user(&id, patch).await? == user,
        "a patch must change several fields and remove values"
    );
    ensure!(
        f.adapter.update_user(&id, UserPatch::default()).await? == user,
        "an empty patch must change nothing"
    );
    let same = UserPatch::default().email(user.user.email.clone());
    ensure!(
        f.adapter.update_user(&id, same).await? == user,
        "the user's own e-mail address must not be a conflict"
    );

    let other = f.stored_user().await?;
    let result = f.adapter.update_user(&id, UserPatch::default().email(other.user.email)).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Email),
        "an e-mail address can belong to only one user"
    );
    let result = f.adapter.update_user(&f.unknown_user(), UserPatch::default().name(None)).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "an unknown user cannot be changed");
    Ok(())
}

pub(super) async fn update_if_the_address_is(f: Fixture) -> Outcome {
    let id = f.stored_user().await?.id();
    let user = f.adapter.update_user(&id, UserPatch::default().email_verified(None)).await?;
    let (id, before, after) = (user.id(), user.user.email.clone(), Some(f.email()));
    for other in [None, Some(f.email())] {
        let patch = UserPatch::default().name(None).email(after.clone()).if_email(other);
        let result = f.adapter.update_user(&id, patch).await;
        ensure_fails!(
            result,
            AdapterError::NotFound(Kind::User),
            "a patch for another e-mail address must not apply"
        );
    }
    ensure!(f.adapter.user(&id).await?.as_ref() == Some(&user), "it must change nothing");
    let patch = UserPatch::default()
        .email(after.clone())
        .email_verified(Some(f.now))
        .if_email(before)
        .while_unproven(true);
    let changed = f.adapter.update_user(&id, patch.clone()).await?;
    ensure!(changed.user.email == after, "a patch for the present e-mail address must apply");
    ensure!(changed.email_verified == Some(f.now), "the new e-mail address must be verified");
    let result = f.adapter.update_user(&id, patch).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "it must apply once");
    let late = UserPatch::default().name(None).if_email(after.clone()).while_unproven(true);
    let result = f.adapter.update_user(&id, late).await;
    ensure_fails!(
        result,
        AdapterError::NotFound(Kind::User),
        "a patch for an unproven e-mail address must not apply to a proven one"
    );
    let without =
        f.adapter.update_user(&id, UserPatch::default().email(None).if_email(after.clone())).await?;
    ensure!(without.user.email.is_none(), "the e-mail address must be removed");
    let patch = UserPatch::default().email(after.clone()).if_email(None);
    ensure!(f.adapter.update_user(&id, patch).await?.user.email == after, "no address is one to expect, too");
    Ok(())
}

pub(super) async fn link(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let id = &user.id();
    let (account, session) = (f.account(), f.session());
    let started = f.adapter.link_account(id, account.clone().into(), Some(session.clone())).await?;
    ensure!(started.is_some_and(|started| started.user_id == *id), "the session must be started");
    let (provider, account_id) = key(&account);
    let found = f.adapter.user_by_account(provider, account_id).await?;
    ensure!(found.as_ref() == Some(&user), "the account must belong to the user");
    let bare = Account::new("gitlab", ProviderType::Oidc, f.unique());
    f.adapter.link_account(id, bare.clone().into(), None).await?;
    let (provider, account_id) = key(&bare);
    let stored = f.adapter.account(provider, account_id).await?;
    ensure!(
        stored.is_some_and(|stored| is_same(&stored, &bare, id)),
        "an account without tokens must be stored as given"
    );

    let other = f.stored_user().await?.id();
    let fresh = f.session();
    let token = fresh.session_token.clone();
    let result = f.adapter.link_account(&other, account.into(), Some(fresh)).await;
    ensure_fails!(
        result,
        AdapterError::Conflict(Conflict::Account),
        "an account can belong to only one user"
    );
    ensure!(f.adapter.session_and_user(&token).await?.is_none(), "a failed link must leave no session");
    let result = f.adapter.link_account(&f.unknown_user(), f.account().into(), None).await;
    ensure_fails!(result, AdapterError::NotFound(Kind::User), "an account needs a stored user");
    Ok(())
}

pub(super) async fn unlink(f: Fixture) -> Outcome {
    let account = f.account();
    let user = f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?.user;
    let (provider, id) = key(&account);
    ensure!(f.adapter.unlink_account(provider, id).await?, "a stored account must be removed");
    ensure!(f.adapter.account(provider, id).await?.is_none(), "a removed account must not be found");
    ensure!(f.adapter.user(&user.id()).await?.is_some(), "the user must stay");
    ensure!(!f.adapter.unlink_account(provider, id).await?, "an account can be removed only once");
    Ok(())
}

pub(super) async fn account_needs_both(f: Fixture) -> Outcome {
    let account = f.account();
    f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?;
    let (provider, id) = key(&account);
    ensure!(f.adapter.account(provider, id).await?.is_some(), "the account must be found");
    ensure!(f.adapter.account(provider, &f.unique()).await?.is_none(), "the account ID must match");
    ensure!(f.adapter.account(&"gitlab".into(), id).await?.is_none(), "the provider must match");
    Ok(())
}

pub(super) async fn delete(f: Fixture) -> Outcome {
    let (account, session) = (f.account(), f.session());
    let signed_up =
        f.adapter.sign_up(f.new_user(), Some(account.clone().into()), Some(session.clone())).await?;
    let id = signed_up.user.id();
    ensure!(f.adapter.delete_user(&id).await?, "a stored user must be removed");
    ensure!(f.adapter.user(&id).await?.is_none(), "a removed user must not be found");
    let (provider, account_id) = key(&account);
    ensure!(
        f.adapter.account(provider, account_id).await?.is_none(),
        "accounts must be removed with their user"
    );
    ensure!(
        f.adapter.delete_session(&session.session_token).await?.is_none(),
        "sessions must be removed with their user"
    );
    ensure!(!f.adapter.delete_user(&id).await?, "a user can be removed only once");
    Ok(())
}

fn is_same(stored: &Account, given: &Account, user: &StoredId) -> bool {
    let (a, b) = (&stored.tokens, &given.tokens);
    stored.user_id.as_ref() == Some(&**user)
        && key(stored) == key(given)
        && stored.kind == given.kind
        && (&a.access_token, &a.refresh_token, &a.id_token)
            == (&b.access_token, &b.refresh_token, &b.id_token)
        && (&a.token_type, &a.expires_at, &a.scope, &a.session_state)
            == (&b.token_type, &b.expires_at, &b.scope, &b.session_state)
}
