//! The first proof of an e-mail address, which removes what was added before it.

use super::{
    Outcome, api_keys, ensure, ensure_fails,
    fixture::{Fixture, key, while_unproven},
    second_factor,
};
use crate::{
    adapter::{Adapter, AdapterError, Basis, Conflict, EmailProof, Kind, Link, NewTotp, Result, UserPatch},
    contract::{Account, AdapterUser, Removed, Secret, StoredId, VerificationToken},
};

/// A user whose e-mail address is not proven, with every way in.
struct Unproven {
    user: AdapterUser,
    id: StoredId,
    email: String,
    /// An account that was linked with a proof of the address.
    proving: Account,
    /// An account that was linked without one.
    claiming: Account,
    passkey: Option<Link>,
    sessions: [Secret; 2],
    /// The authenticator application, unless the store has no second factors.
    totp: Option<NewTotp>,
    /// The number of API keys; 0 if the store has none.
    api_keys: u64,
}

async fn unproven(f: &Fixture) -> Result<Unproven> {
    let (proving, claiming) = (f.account(), f.account());
    let (one, two) = (f.session(), f.session());
    let sessions = [one.session_token.clone(), two.session_token.clone()];
    let link = Link::from(claiming.clone());
    let user = f.adapter.sign_up(f.unproven_user(), Some(link), Some(one)).await?.user;
    let (id, email) = (user.id(), user.user.email.clone().unwrap_or_default());
    f.adapter.link_account(&id, Link::from(proving.clone()).proving_email(true), Some(two)).await?;
    let passkey = f.passkey();
    // A store may have no passkeys.
    let passkey = match f.adapter.authenticator("unknown").await {
        Err(AdapterError::Unsupported(_)) => None,
        _ => {
            f.adapter.link_account(&id, passkey.clone(), None).await?;
            Some(passkey)
        }
    };
    let totp = second_factor::new_totp(f);
    let totp = kept(f.adapter.enrol_totp(&id, totp.clone()).await)?.map(|()| totp);
    let keys = [api_keys::new_key(f, &id), api_keys::new_key(f, &id)];
    let mut stored = 0;
    for key in keys {
        stored += u64::from(kept(f.adapter.create_api_key(key, Basis::default()).await)?.is_some());
    }
    Ok(Unproven { user, id, email, proving, claiming, passkey, sessions, totp, api_keys: stored })
}

/// Returns `None` for rows of a kind that the store does not keep.
fn kept<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(AdapterError::Unsupported(_)) => Ok(None),
        result => result.map(Some),
    }
}

/// Checks that the second factor and the API keys of a user were removed, and that the result says so.
async fn check_credentials(f: &Fixture, before: &Unproven, removed: Option<&Removed>) -> Outcome {
    let what = "the first proof must return what it has removed";
    ensure!(removed.is_some_and(|removed| removed.second_factor == before.totp.is_some()), what);
    ensure!(removed.is_some_and(|removed| removed.api_keys == before.api_keys), what);
    if let Some(totp) = &before.totp {
        ensure!(
            f.adapter.second_factor(&before.id).await?.is_none()
                && second_factor::usable(f, &before.id, &totp.recovery_codes).await? == 0,
            "the first proof must remove the second factor"
        );
    }
    let keys = kept(f.adapter.api_keys_of(&before.id).await)?;
    ensure!(keys.is_none_or(|keys| keys.is_empty()), "the first proof must remove all API keys");
    Ok(())
}

/// Checks that only the accounts in `kept` and the new session are left.
async fn check_rest(f: &Fixture, before: &Unproven, kept: &[&Account], session: &Secret) -> Outcome {
    for account in [&before.proving, &before.claiming] {
        let (provider, id) = key(account);
        let is_linked = f.adapter.user_by_account(provider, id).await?.is_some();
        let is_kept = kept.iter().any(|kept| key(kept) == key(account));
        ensure!(
            is_linked == is_kept,
            "the first proof must remove the accounts that were linked without proof, and no others"
        );
    }
    if let Some(Link { account, authenticator: Some(passkey), .. }) = &before.passkey {
        let (provider, id) = key(account);
        ensure!(
            f.adapter.authenticator(&passkey.credential_id).await?.is_none(),
            "the first proof must remove all passkeys"
        );
        ensure!(
            f.adapter.account(provider, id).await?.is_none(),
            "the first proof must remove the accounts of passkeys"
        );
    }
    for old in &before.sessions {
        ensure!(
            f.adapter.session_and_user(old).await?.is_none(),
            "the first proof must end all earlier sessions"
        );
    }
    ensure!(f.adapter.session_and_user(session).await?.is_some(), "the new session must stay");
    let stored = f.adapter.user(&before.id).await?;
    ensure!(
        stored.is_some_and(|stored| stored.email_verified == Some(f.now) && stored.user == before.user.user),
        "the user must stay the same user, with a verified e-mail address"
    );
    Ok(())
}

pub(super) async fn by_magic_link(f: Fixture) -> Outcome {
    let before = unproven(&f).await?;
    let token = VerificationToken::new(before.email.clone(), f.secret(), f.session().expires);
    f.adapter.create_verification_token(token.clone()).await?;
    let sign_in = f.email_sign_in(&token);
    let session = sign_in.session.clone().map_or_else(|| f.secret(), |session| session.session_token);
    let removed = f.adapter.sign_in_by_email(sign_in).await?.and_then(|signed_in| signed_in.removed);
    let accounts = 1 + usize::from(before.passkey.is_some());
    ensure!(
        removed.as_ref().is_some_and(|removed| removed.accounts.len() == accounts && removed.sessions == 2),
        "the first proof must return what it has removed"
    );
    check_credentials(&f, &before, removed.as_ref()).await?;
    check_rest(&f, &before, &[&before.proving], &session).await?;

    // What is added after the proof stays.
    kept(f.adapter.enrol_totp(&before.id, second_factor::new_totp(&f)).await)?;
    kept(f.adapter.create_api_key(api_keys::new_key(&f, &before.id), Basis::default()).await)?;
    let (provider, id) = key(&before.claiming);
    f.adapter.link_account(&before.id, before.claiming.clone().into(), None).await?;
    let again = f.token();
    let again = VerificationToken { identifier: before.email.clone(), ..again };
    f.adapter.create_verification_token(again.clone()).await?;
    let second = f.adapter.sign_in_by_email(f.email_sign_in(&again)).await?;
    ensure!(second.is_some_and(|second| second.removed.is_none()), "only the first proof removes anything");
    ensure!(f.adapter.account(provider, id).await?.is_some(), "a later proof must not remove accounts");
    ensure!(f.adapter.session_and_user(&session).await?.is_some(), "a later proof must not end sessions");
    if let Some(stored) = kept(f.adapter.second_factor(&before.id).await)? {
        ensure!(stored.is_some(), "a later proof must not remove the second factor");
    }
    if let Some(keys) = kept(f.adapter.api_keys_of(&before.id).await)? {
        ensure!(keys.len() == 1, "a later proof must not remove API keys");
    }
    Ok(())
}

pub(super) async fn by_account(f: Fixture) -> Outcome {
    let before = unproven(&f).await?;
    let (provider, account) = key(&before.claiming);
    let session = f.session();
    let proof = EmailProof::new(before.id.clone(), before.email.clone(), f.now)
        .by(provider.clone(), account)
        .with_session(Some(session.clone()));
    let proven = f.adapter.prove_email(proof).await?;
    ensure!(
        proven.removed.as_ref().is_some_and(|removed| removed.sessions == 2),
        "the first proof must return what it has removed"
    );
    check_credentials(&f, &before, proven.removed.as_ref()).await?;
    ensure!(proven.user.email_verified == Some(f.now), "the e-mail address must be verified");
    check_rest(&f, &before, &[&before.proving, &before.claiming], &session.session_token).await?;

    // The account counts as one that proves the address.
    f.adapter.update_user(&before.id, UserPatch::default().email_verified(None)).await?;
    f.adapter.prove_email(EmailProof::new(before.id.clone(), before.email.clone(), f.now)).await?;
    ensure!(
        f.adapter.account(provider, account).await?.is_some(),
        "an account that has proven the address must stay at a later first proof"
    );
    Ok(())
}

pub(super) async fn by_new_account(f: Fixture) -> Outcome {
    let before = unproven(&f).await?;
    let (new, session) = (f.account(), f.session());
    let proof = EmailProof::new(before.id.clone(), before.email.clone(), f.now)
        .with_link(Some(Link::from(new.clone()).proving_email(true)))
        .with_session(Some(session.clone()));
    f.adapter.prove_email(proof).await?;
    let (provider, id) = key(&new);
    let owner = f.adapter.user_by_account(provider, id).await?;
    ensure!(owner.is_some_and(|owner| owner.id() == before.id), "the new account must be linked");
    check_rest(&f, &before, &[&before.proving], &session.session_token).await
}

pub(super) async fn refused(f: Fixture) -> Outcome {
    let before = unproven(&f).await?;
    let unknown = EmailProof::new(f.unknown_user(), before.email.clone(), f.now);
    let other = EmailProof::new(before.id.clone(), f.email(), f.now);
    for proof in [unknown, other] {
        ensure_fails!(
            f.adapter.prove_email(proof).await,
            AdapterError::NotFound(Kind::User),
            "a user without the e-mail address must not be proven"
        );
    }
    let proof = EmailProof::new(before.id.clone(), before.email.clone(), f.now);
    let taken = proof.with_link(Some(before.proving.clone().into()));
    ensure_fails!(
        f.adapter.prove_email(taken).await,
        AdapterError::Conflict(Conflict::Account),
        "an account can be linked only once"
    );
    let stored = f.adapter.user(&before.id).await?;
    ensure!(stored.as_ref() == Some(&before.user), "a failed proof must leave the user unchanged");
    let (provider, id) = key(&before.claiming);
    ensure!(f.adapter.account(provider, id).await?.is_some(), "a failed proof must remove nothing");
    if before.totp.is_some() {
        ensure!(
            f.adapter.second_factor(&before.id).await?.is_some(),
            "a failed proof must not remove the second factor"
        );
    }
    if let Some(keys) = kept(f.adapter.api_keys_of(&before.id).await)? {
        ensure!(keys.len() as u64 == before.api_keys, "a failed proof must remove no API keys");
    }
    Ok(())
}

pub(super) async fn another_address(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let link = Link::from(f.account()).proving_email(true);
    f.adapter.link_account(&user.id(), link, None).await?;
    let same = UserPatch::default().email(user.user.email.clone());
    let same = f.adapter.update_user(&user.id(), same).await?;
    ensure!(same.email_verified.is_some(), "the same e-mail address must stay verified");
    let changed = f.adapter.update_user(&user.id(), UserPatch::default().email(Some(f.email()))).await?;
    ensure!(changed.email_verified.is_none(), "another e-mail address must not be verified");
    let stored = f.adapter.user(&user.id()).await?;
    let address = changed.user.email.clone().unwrap_or_default();
    ensure!(stored == Some(changed), "the change must be stored");
    let proven = f.adapter.prove_email(EmailProof::new(user.id(), address, f.now)).await?;
    let accounts = proven.removed.map(|removed| removed.accounts.len());
    ensure!(
        accounts == Some(1),
        "an account that has proven the former address must go with the first proof"
    );
    let verified = UserPatch::default().email(Some(f.email())).email_verified(Some(f.now));
    let verified = f.adapter.update_user(&user.id(), verified).await?;
    ensure!(verified.email_verified == Some(f.now), "the patch can say that the address is verified");
    Ok(())
}

pub(super) async fn too_late_for_a_way_in(f: Fixture) -> Outcome {
    let user = f.adapter.sign_up(f.unproven_user(), None, None).await?.user;
    let (id, email) = (user.id(), user.user.email.clone().unwrap_or_default());
    let link = || Link::from(f.account()).on(while_unproven());
    let session = || f.session().on(while_unproven());
    f.adapter.link_account(&id, link(), Some(session())).await?;
    f.adapter.create_session(&id, session()).await?;
    let present = f.session();
    let proof = EmailProof::new(id.clone(), email, f.now).with_session(Some(present.clone()));
    f.adapter.prove_email(proof).await?;

    let (late, bare) = (link(), Link::from(f.account()));
    let refused = late.account.clone();
    ensure_fails!(
        f.adapter.link_account(&id, late, Some(f.session())).await,
        AdapterError::Conflict(Conflict::Proof),
        "an account that was to be linked before the proof must not be linked after it"
    );
    let replacing = session().replacing(Some(present.session_token.clone()));
    ensure_fails!(
        f.adapter.create_session(&id, replacing).await,
        AdapterError::Conflict(Conflict::Proof),
        "a session that was to be started before the proof must not be started after it"
    );
    let sessions = f.adapter.sessions_of(&id).await?;
    ensure!(
        matches!(sessions.as_slice(), [left] if left.session_token == present.session_token),
        "a sign-in that comes too late must neither start a session nor end one"
    );
    let (provider, account) = key(&refused);
    ensure!(f.adapter.account(provider, account).await?.is_none(), "a refused account must not be stored");
    ensure_fails!(
        f.adapter.link_account(&id, bare, Some(session())).await,
        AdapterError::Conflict(Conflict::Proof),
        "an account must not be linked with a session that was to be started before the proof"
    );
    ensure!(f.adapter.sessions_of(&id).await?.len() == 1, "a refused session must not be started");
    f.adapter.link_account(&id, f.account().into(), Some(f.session())).await?;
    f.adapter.create_session(&id, f.session()).await?;
    Ok(())
}
