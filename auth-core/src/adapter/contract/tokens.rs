//! The accounts of a user, and the tokens of providers in them.

use super::{
    Outcome, ensure,
    fixture::{Fixture, access_token, key, same_tokens},
};
use crate::{
    adapter::Adapter,
    contract::{Account, ProviderType, Secret, TokenSet},
};

/// An account of somebody, with the access token in it.
async fn somebodys_account(f: &Fixture) -> Result<(Account, Secret), super::Breach> {
    let account = f.account();
    f.adapter.sign_up(f.new_user(), Some(account.clone().into()), None).await?;
    let expected = access_token(&account.tokens);
    Ok((account, expected))
}

pub(super) async fn of_a_user(f: Fixture) -> Outcome {
    let first = f.account();
    let user = f.adapter.sign_up(f.new_user(), Some(first.clone().into()), None).await?.user.user.id;
    somebodys_account(&f).await?;
    let second = Account::new("gitlab", ProviderType::Oidc, f.unique());
    f.adapter.link_account(&user, second.clone().into(), None).await?;
    let mut found = f.adapter.accounts_of(&user).await?;
    found.sort_by(|one, other| one.provider.as_str().cmp(other.provider.as_str()));
    let [github, gitlab] = found.as_slice() else {
        ensure!(false, "a user has those accounts that are linked to them");
        return Ok(());
    };
    ensure!(key(github) == key(&first) && key(gitlab) == key(&second), "they are found by their user");
    ensure!(github.user_id.as_ref() == Some(&user), "and say whose they are");
    ensure!(same_tokens(&github.tokens, &first.tokens), "with their tokens");
    ensure!(same_tokens(&gitlab.tokens, &TokenSet::default()), "or without");
    Ok(())
}

pub(super) async fn of_nobody(f: Fixture) -> Outcome {
    ensure!(f.adapter.accounts_of(&f.unique().into()).await?.is_empty(), "an unknown user has no accounts");
    let user = f.somebody().await?.user.id;
    ensure!(f.adapter.accounts_of(&user).await?.is_empty(), "a user may have none");
    Ok(())
}

pub(super) async fn replace(f: Fixture) -> Outcome {
    let (account, known) = somebodys_account(&f).await?;
    let (provider, id) = key(&account);
    let full = f.account().tokens;
    ensure!(
        f.adapter.update_account_tokens(provider, id, &known, &full).await?,
        "who knows the access token replaces the tokens"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(stored.is_some_and(|stored| same_tokens(&stored.tokens, &full)), "all of them");

    let only = TokenSet { access_token: Some(f.secret()), ..TokenSet::default() };
    let expected = access_token(&full);
    ensure!(
        f.adapter.update_account_tokens(provider, id, &expected, &only).await?,
        "the new access token is expected then"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(stored.is_some_and(|stored| same_tokens(&stored.tokens, &only)), "what is absent is removed");
    Ok(())
}

pub(super) async fn expect_the_access_token(f: Fixture) -> Outcome {
    let (account, known) = somebodys_account(&f).await?;
    let (provider, id) = key(&account);
    let tokens = f.account().tokens;
    for expected in [f.secret(), Secret::new(known.expose().to_uppercase()), Secret::new("")] {
        ensure!(
            !f.adapter.update_account_tokens(provider, id, &expected, &tokens).await?,
            "another access token replaces nothing"
        );
    }
    ensure!(
        !f.adapter.update_account_tokens(&"gitlab".into(), id, &known, &tokens).await?
            && !f.adapter.update_account_tokens(provider, &f.unique(), &known, &tokens).await?,
        "nor does it in another account"
    );
    let stored = f.adapter.account(provider, id).await?;
    ensure!(stored.is_some_and(|stored| same_tokens(&stored.tokens, &account.tokens)), "they stay");
    Ok(())
}
