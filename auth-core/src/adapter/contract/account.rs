//! Facts about passkeys, the removal of ways in, and deletions with a step of the application.

use std::{pin::Pin, time::Duration};

use super::{
    Outcome, ensure,
    fixture::Fixture,
    races::{GROUP, all},
};
use crate::{
    adapter::{Adapter, PasskeyDetails, PasskeyNote, Result, UserDeletion, WayIn, WayInRemoval, WaysIn},
    contract::{
        Account, BoxError, ProviderId, ProviderType, StoredId, VerificationToken,
        callback::delete_account::{BeforeDeletion, DeletionTransaction},
    },
};

/// Signs up a user with passkeys, and returns the credential IDs.
async fn with_passkeys(f: &Fixture, number: usize) -> Result<(StoredId, Vec<String>)> {
    // An adapter without facts about passkeys reports that here, before the user is created.
    f.adapter.passkey_details_of(&f.unknown_user()).await?;
    let user = f.stored_user().await?.id();
    let mut ids = Vec::new();
    for _ in 0..number {
        let link = f.passkey();
        ids.push(link.account.provider_account_id.clone());
        f.adapter.link_account(&user, link, None).await?;
    }
    Ok((user, ids))
}

fn passkey(id: &str) -> WayIn {
    WayIn::Passkey { credential_id: id.to_owned() }
}

fn account(account: &Account) -> WayIn {
    let provider_account_id = account.provider_account_id.clone();
    WayIn::Account { provider: account.provider.clone(), provider_account_id }
}

/// The ways in of an application with passkeys and the provider of the fixture, and without magic links.
fn ways() -> WaysIn {
    let mut ways = WaysIn::default();
    ways.providers.push(ProviderId::from("github"));
    ways.passkeys = true;
    ways
}

pub(super) async fn note(f: Fixture) -> Outcome {
    let (user, ids) = with_passkeys(&f, 2).await?;
    let [id, other] = &*ids else { return Ok(()) };
    ensure!(f.adapter.passkey_details_of(&user).await?.is_empty(), "a new passkey has no facts");
    let added = PasskeyNote::default().name(Some("Ada's phone \u{1f4f1}".to_owned())).created(f.now);
    ensure!(f.adapter.note_passkey(&user, id, added.clone()).await?, "the note must be stored");
    let later = f.now + Duration::from_millis(86_400_123);
    let used = PasskeyNote::default().last_used(later);
    ensure!(f.adapter.note_passkey(&user, id, used.clone()).await?, "the second note must be stored");
    let known = PasskeyDetails::new(id.clone()).with(&added).with(&used);
    let stored = f.adapter.passkey_details_of(&user).await?;
    ensure!(stored == [known.clone()], "a note must leave the other facts as they are");
    let bare = PasskeyNote::default().name(None);
    ensure!(f.adapter.note_passkey(&user, id, bare.clone()).await?, "a name can be removed");
    ensure!(f.adapter.note_passkey(&user, other, used).await?, "each passkey has facts of its own");
    let stored = f.adapter.passkey_details_of(&user).await?;
    ensure!(stored.len() == 2 && stored.contains(&known.with(&bare)), "the name must be removed");
    Ok(())
}

pub(super) async fn note_belongs_to_one_user(f: Fixture) -> Outcome {
    let (user, ids) = with_passkeys(&f, 1).await?;
    let (stranger, _) = with_passkeys(&f, 1).await?;
    let [id] = &*ids else { return Ok(()) };
    let note = PasskeyNote::default().name(Some("mine".to_owned()));
    for (owner, id) in [
        (&stranger, id.as_str()),
        (&f.unknown_user(), id.as_str()),
        (&user, "unknown"),
        (&user, &format!("{id} ")),
    ] {
        let stored = f.adapter.note_passkey(owner, id, note.clone()).await?;
        ensure!(!stored, "a note needs a passkey of the user");
    }
    for owner in [&user, &stranger] {
        ensure!(f.adapter.passkey_details_of(owner).await?.is_empty(), "a refused note must not be stored");
    }
    Ok(())
}

pub(super) async fn facts_go_with_the_passkey(f: Fixture) -> Outcome {
    let (user, ids) = with_passkeys(&f, 3).await?;
    let note = PasskeyNote::default().created(f.now);
    for id in &ids {
        f.adapter.note_passkey(&user, id, note.clone()).await?;
    }
    let [first, second, third] = &*ids else { return Ok(()) };
    f.adapter.unlink_account(&ProviderId::from("passkey"), first).await?;
    let removal = f.adapter.remove_way_in(&user, &passkey(second), &ways()).await?;
    ensure!(removal == WayInRemoval::Removed, "a passkey that is not the last way in can be removed");
    let left = f.adapter.passkey_details_of(&user).await?;
    ensure!(left == [PasskeyDetails::new(third.clone()).with(&note)], "facts must go with their passkey");
    ensure!(f.adapter.authenticator(second).await?.is_none(), "the passkey must be removed");
    let account = f.adapter.account(&ProviderId::from("passkey"), second).await?;
    ensure!(account.is_none(), "the account of the passkey must be removed");
    f.adapter.delete_user(&user).await?;
    ensure!(f.adapter.passkey_details_of(&user).await?.is_empty(), "facts must go with their user");
    Ok(())
}

pub(super) async fn remove_a_way_in(f: Fixture) -> Outcome {
    let (user, ids) = with_passkeys(&f, 1).await?;
    let [id] = &*ids else { return Ok(()) };
    let (linked, elsewhere) = (f.account(), Account { provider: "other".into(), ..f.account() });
    for account in [&linked, &elsewhere] {
        f.adapter.link_account(&user, account.clone().into(), None).await?;
    }
    let (stranger, foreign) = with_passkeys(&f, 2).await?;
    let of_stranger = f.account();
    f.adapter.link_account(&stranger, of_stranger.clone().into(), None).await?;

    let remove = async |way: WayIn, ways: WaysIn| f.adapter.remove_way_in(&user, &way, &ways).await;
    for way in [account(&of_stranger), passkey("unknown"), account(&f.account()), WayIn::Password] {
        ensure!(remove(way, ways()).await? == WayInRemoval::Unknown, "only ways in of the user are found");
    }
    for id in &foreign {
        ensure!(
            remove(passkey(id), ways()).await? == WayInRemoval::Unknown,
            "another user's passkey is unknown"
        );
        ensure!(f.adapter.authenticator(id).await?.is_some(), "another user's passkey must stay");
    }
    let by_account = account(&Account::new("passkey", ProviderType::WebAuthn, id));
    ensure!(remove(by_account, ways()).await? == WayInRemoval::Unknown, "a passkey is removed as one");
    ensure!(
        remove(passkey(id), WaysIn { providers: vec!["other-provider".into()], ..ways() }).await?
            == WayInRemoval::LastWayIn,
        "accounts of providers that the application does not have are no ways in"
    );
    ensure!(remove(passkey(id), ways()).await? == WayInRemoval::Removed, "an account is left");
    ensure!(remove(account(&linked), ways()).await? == WayInRemoval::LastWayIn, "no way in would be left");
    let (provider, id) = super::fixture::key(&linked);
    ensure!(f.adapter.account(provider, id).await?.is_some(), "the last way in must stay");
    ensure!(remove(account(&elsewhere), ways()).await? == WayInRemoval::Removed, "one way in is left");
    let email = WaysIn { email: true, ..ways() };
    ensure!(remove(account(&linked), email).await? == WayInRemoval::Removed, "a proven address is a way in");
    ensure!(f.adapter.account(provider, id).await?.is_none(), "the account must be removed");
    let unknown = f.adapter.remove_way_in(&f.unknown_user(), &account(&linked), &ways()).await?;
    ensure!(unknown == WayInRemoval::Unknown, "an unknown user has no ways in");
    Ok(())
}

pub(super) async fn a_phone_number_is_an_account(f: Fixture) -> Outcome {
    let (user, ids) = with_passkeys(&f, 1).await?;
    let digits: String = f.unique().bytes().map(|byte| char::from(b'0' + byte % 10)).take(14).collect();
    let number = Account::new("sms", ProviderType::Sms, format!("+4{digits}"));
    f.adapter.link_account(&user, number.clone().into(), None).await?;
    let (provider, id) = super::fixture::key(&number);
    let owner = f.adapter.user_by_account(provider, id).await?;
    ensure!(owner.is_some_and(|owner| owner.id() == user), "the owner is found by the number");
    let stored = f.adapter.accounts_of(&user).await?;
    ensure!(
        stored.iter().any(|row| row.kind == ProviderType::Sms && row.provider_account_id == id),
        "the number is stored as it is, with its kind"
    );
    let numbers = WaysIn { providers: vec![provider.clone()], ..WaysIn::default() };
    let [passkey_id] = &*ids else { return Ok(()) };
    let removal = f.adapter.remove_way_in(&user, &passkey(passkey_id), &numbers).await?;
    ensure!(removal == WayInRemoval::Removed, "the number is a way in");
    let removal = f.adapter.remove_way_in(&user, &account(&number), &numbers).await?;
    ensure!(removal == WayInRemoval::LastWayIn, "and now the last one");
    Ok(())
}

pub(super) async fn an_unproven_address_is_no_way_in(f: Fixture) -> Outcome {
    f.adapter.passkey_details_of(&f.unknown_user()).await?;
    let linked = f.account();
    let signed_up = f.adapter.sign_up(f.unproven_user(), Some(linked.clone().into()), None).await?;
    let email = WaysIn { email: true, ..ways() };
    let removal = f.adapter.remove_way_in(&signed_up.user.id(), &account(&linked), &email).await?;
    ensure!(removal == WayInRemoval::LastWayIn, "an address that is not proven is no way in");
    Ok(())
}

pub(super) async fn remove_the_last_ways_in(f: Fixture) -> Outcome {
    for _ in 0..4 {
        let (user, ids) = with_passkeys(&f, GROUP.min(8)).await?;
        let linked = f.account();
        f.adapter.link_account(&user, linked.clone().into(), None).await?;
        let removals: Vec<WayIn> = ids.iter().map(|id| passkey(id)).chain([account(&linked)]).collect();
        let results = f
            .race(removals.len(), |f, number| {
                let (user, way) = (user.clone(), removals.get(number).cloned());
                async move {
                    match way {
                        Some(way) => f.adapter.remove_way_in(&user, &way, &ways()).await,
                        None => Ok(WayInRemoval::Unknown),
                    }
                }
            })
            .await?;
        let refused = all(results)?.into_iter().filter(|result| *result == WayInRemoval::LastWayIn).count();
        ensure!(refused == 1, "of concurrent removals of all ways in, exactly one must be refused");
        let left = f.adapter.authenticators_of(&user).await?.len();
        let (provider, id) = super::fixture::key(&linked);
        let is_linked = f.adapter.account(provider, id).await?.is_some();
        ensure!(left + usize::from(is_linked) == 1, "exactly one way in must be left");
    }
    Ok(())
}

/// A step of the application that counts its runs.
struct Step {
    runs: usize,
    refuses: bool,
}

impl BeforeDeletion for Step {
    fn run<'c>(
        &'c mut self,
        _: DeletionTransaction<'c>,
    ) -> Pin<Box<dyn Future<Output = std::result::Result<(), BoxError>> + Send + 'c>> {
        self.runs += 1;
        let refuses = self.refuses;
        Box::pin(async move { if refuses { Err("an invoice is open".into()) } else { Ok(()) } })
    }
}

pub(super) async fn delete_with_a_step(f: Fixture) -> Outcome {
    let (user, account) = (f.stored_user().await?, f.account());
    f.adapter.link_account(&user.id(), account.clone().into(), Some(f.session())).await?;
    let mut refusing = Step { runs: 0, refuses: true };
    let refused = f.adapter.delete_user_with(&user.id(), &mut refusing).await?;
    ensure!(matches!(refused, UserDeletion::Refused(_)) && refusing.runs == 1, "the step can refuse");
    ensure!(f.adapter.user(&user.id()).await?.as_ref() == Some(&user), "a refusal must keep the user");
    ensure!(f.adapter.sessions_of(&user.id()).await?.len() == 1, "a refusal must keep the sessions");
    let mut step = Step { runs: 0, refuses: false };
    let deleted = f.adapter.delete_user_with(&user.id(), &mut step).await?;
    ensure!(matches!(deleted, UserDeletion::Deleted) && step.runs == 1, "the step must run once");
    ensure!(f.adapter.user(&user.id()).await?.is_none(), "the user must be removed");
    ensure!(f.adapter.sessions_of(&user.id()).await?.is_empty(), "the sessions must be removed");
    let (provider, id) = super::fixture::key(&account);
    ensure!(f.adapter.account(provider, id).await?.is_none(), "the accounts must be removed");
    let again = f.adapter.delete_user_with(&user.id(), &mut step).await?;
    ensure!(matches!(again, UserDeletion::Unknown) && step.runs == 1, "no step runs for an unknown user");
    Ok(())
}

pub(super) async fn delete_with_the_tokens_of_the_address(f: Fixture) -> Outcome {
    let user = f.stored_user().await?;
    let email = user.user.email.clone().unwrap_or_default();
    let token = VerificationToken { identifier: email, ..f.token() };
    let other = f.token();
    f.adapter.create_verification_token(token.clone()).await?;
    f.adapter.create_verification_token(other.clone()).await?;
    ensure!(f.adapter.delete_user(&user.id()).await?, "the user must be removed");
    let found = f.adapter.verification_token(&token.identifier, &token.token).await?;
    ensure!(found.is_none(), "the verification tokens of the address must be removed");
    let found = f.adapter.verification_token(&other.identifier, &other.token).await?;
    ensure!(found.is_some(), "the verification tokens of other addresses must stay");
    Ok(())
}
