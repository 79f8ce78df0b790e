//! Whose account it is: find, link, create or refuse. The decision of Auth.js for OAuth, with what makes it
//! safe.

use crate::{
    BoxError, ProviderId, User, UserId,
    model::{Account, AdapterUser},
    provider::oauth::ProfileUser,
};

/// The part of a database that this decision needs.
pub(crate) trait Accounts: Sync {
    /// The user to whom an account is linked.
    fn user_by_account(
        &self,
        provider: &ProviderId,
        account_id: &str,
    ) -> impl Future<Output = Result<Option<AdapterUser>, BoxError>> + Send;

    /// The user who has an e-mail address.
    fn user_by_email(
        &self,
        email: &str,
    ) -> impl Future<Output = Result<Option<AdapterUser>, BoxError>> + Send;

    /// Links an account to a user.
    fn link(&self, user: &UserId, account: &Account) -> impl Future<Output = Result<(), BoxError>> + Send;

    /// Creates a user with a linked account, both or neither.
    fn create(
        &self,
        user: &User,
        account: &Account,
    ) -> impl Future<Output = Result<AdapterUser, BoxError>> + Send;
}

/// What is known when somebody comes back from a provider.
pub(crate) struct Arrival<'a> {
    /// The user as the provider describes it, with a fresh id.
    pub(crate) user: &'a User,
    pub(crate) account: &'a Account,
    /// Who is signed in in this browser.
    pub(crate) signed_in: Option<&'a AdapterUser>,
    /// The address that may link the account to its owner; see [`VerifiedEmail::proven`].
    pub(crate) linking_email: Option<VerifiedEmail<'a>>,
}

/// An e-mail address that the provider has verified, and by which the configuration lets accounts be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerifiedEmail<'a>(&'a str);

impl<'a> VerifiedEmail<'a> {
    /// The address of a profile, if the provider says that it is verified and may link accounts by it.
    pub(crate) fn proven(profile: &'a ProfileUser, may_link: bool) -> Option<Self> {
        let verified = may_link && profile.email_verified == Some(true);
        profile.email.as_deref().filter(|_| verified).map(Self)
    }

    /// Whether a stored user has proven the same address here: then both are one person's.
    fn is_proven_by(self, user: &AdapterUser) -> bool {
        let stored = user.user.email.as_deref();
        user.email_verified.is_some() && stored.is_some_and(|stored| stored.eq_ignore_ascii_case(self.0))
    }
}

/// Whose account it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// That of a user who has had it before.
    Known(AdapterUser),
    /// It has just been linked to a user.
    Linked(AdapterUser),
    /// A user has been created with it.
    Created(AdapterUser),
}

/// Why there is no owner.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    /// It belongs to somebody else than who is signed in, or its e-mail address is somebody's who has not
    /// linked it.
    #[error("the account is not linked to the user it would sign in as")]
    NotLinked,
    /// The database failed.
    #[error("the account could not be looked up or linked")]
    Store(#[source] BoxError),
}

impl From<BoxError> for LinkError {
    fn from(error: BoxError) -> Self {
        Self::Store(error)
    }
}

/// Finds, links or creates the owner of an account.
///
/// | account known | signed in | e-mail known | then |
/// | --- | --- | --- | --- |
/// | yes | as its owner, or not at all | | its owner |
/// | yes | as somebody else | | refused |
/// | no | yes | | linked to who is signed in |
/// | no | no | yes, proven on both sides | linked to the owner of the address |
/// | no | no | yes | refused |
/// | no | no | no | a new user |
pub(crate) async fn resolve(accounts: &impl Accounts, arrival: &Arrival<'_>) -> Result<Owner, LinkError> {
    let Arrival { user, account, signed_in, linking_email } = *arrival;
    let known = accounts.user_by_account(&account.provider, &account.provider_account_id).await?;
    match (known, signed_in) {
        (Some(owner), None) => return Ok(Owner::Known(owner)),
        (Some(owner), Some(current)) if owner.user.id == current.user.id => return Ok(Owner::Known(owner)),
        (Some(_), Some(_)) => return Err(LinkError::NotLinked),
        (None, Some(current)) => {
            accounts.link(&current.user.id, account).await?;
            return Ok(Owner::Linked(current.clone()));
        }
        (None, None) => {}
    }
    let same_email = match &user.email {
        Some(email) => accounts.user_by_email(email).await?,
        None => None,
    };
    match same_email {
        None => Ok(Owner::Created(accounts.create(user, account).await?)),
        Some(owner) if linking_email.is_some_and(|email| email.is_proven_by(&owner)) => {
            accounts.link(&owner.user.id, account).await?;
            Ok(Owner::Linked(owner))
        }
        Some(_) => Err(LinkError::NotLinked),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::{UnixTime, http::testing::block_on, model::ProviderType};

    /// Users, and the accounts that are theirs.
    #[derive(Default)]
    struct Store {
        users: Mutex<Vec<AdapterUser>>,
        accounts: Mutex<Vec<(String, UserId)>>,
    }

    impl Store {
        fn add(&self, id: &str, email: &str, verified: bool) -> AdapterUser {
            let email_verified = verified.then_some(UnixTime::from_secs(1));
            let user = AdapterUser {
                user: User::new(id).with_email(email),
                email_verified,
                columns: Default::default(),
            };
            self.users.lock().unwrap().push(user.clone());
            user
        }

        fn find(&self, is: impl Fn(&AdapterUser) -> bool) -> Option<AdapterUser> {
            self.users.lock().unwrap().iter().find(|user| is(user)).cloned()
        }
    }

    impl Accounts for Store {
        async fn user_by_account(&self, _: &ProviderId, id: &str) -> Result<Option<AdapterUser>, BoxError> {
            let owner = self.accounts.lock().unwrap().iter().find(|(account, _)| account == id).cloned();
            Ok(owner.and_then(|(_, owner)| self.find(|user| user.user.id == owner)))
        }

        async fn user_by_email(&self, email: &str) -> Result<Option<AdapterUser>, BoxError> {
            Ok(self.find(|user| user.user.email.as_deref() == Some(email)))
        }

        async fn link(&self, user: &UserId, account: &Account) -> Result<(), BoxError> {
            self.accounts.lock().unwrap().push((account.provider_account_id.clone(), user.clone()));
            Ok(())
        }

        async fn create(&self, user: &User, account: &Account) -> Result<AdapterUser, BoxError> {
            let created = self.add("new", user.email.as_deref().unwrap_or_default(), false);
            self.link(&created.user.id, account).await?;
            Ok(created)
        }
    }

    const EMAIL: &str = "ada@example.com";

    fn arrive(
        store: &Store,
        account: &str,
        signed_in: Option<&AdapterUser>,
        linking: bool,
    ) -> Result<Owner, LinkError> {
        let account = Account::new("acme", ProviderType::OAuth, account);
        let user = User::new("fresh").with_email(EMAIL);
        let linking_email = linking.then_some(VerifiedEmail(EMAIL));
        let arrival = Arrival { user: &user, account: &account, signed_in, linking_email };
        block_on(resolve(store, &arrival))
    }

    fn is_refused(outcome: Result<Owner, LinkError>) -> bool {
        matches!(outcome, Err(LinkError::NotLinked))
    }

    #[test]
    fn a_known_account_is_its_owners_and_nobody_elses() {
        let store = Store::default();
        let (ada, bob) = (store.add("1", EMAIL, true), store.add("2", "bob@example.com", true));
        store.accounts.lock().unwrap().push(("a".to_owned(), "1".into()));
        assert_eq!(arrive(&store, "a", None, false).unwrap(), Owner::Known(ada.clone()));
        assert_eq!(arrive(&store, "a", Some(&ada), false).unwrap(), Owner::Known(ada));
        assert!(is_refused(arrive(&store, "a", Some(&bob), true)));
    }

    #[test]
    fn who_is_signed_in_links() {
        let store = Store::default();
        let bob = store.add("2", "bob@example.com", false);
        assert_eq!(arrive(&store, "a", Some(&bob), false).unwrap(), Owner::Linked(bob.clone()));
        assert_eq!(arrive(&store, "a", None, false).unwrap(), Owner::Known(bob));
    }

    #[test]
    fn an_address_links_if_it_is_proven_on_both_sides() {
        for (stored_verified, may_link, links) in
            [(true, true, true), (false, true, false), (true, false, false), (false, false, false)]
        {
            let store = Store::default();
            let ada = store.add("1", EMAIL, stored_verified);
            let outcome = arrive(&store, "a", None, may_link);
            if links {
                assert_eq!(outcome.unwrap(), Owner::Linked(ada));
            } else {
                assert!(is_refused(outcome));
                assert!(store.accounts.lock().unwrap().is_empty());
            }
        }
    }

    #[test]
    fn an_unknown_address_is_a_new_user() {
        let store = Store::default();
        assert!(matches!(arrive(&store, "a", None, true), Ok(Owner::Created(user)) if user.user.id == "new"));
        assert!(matches!(arrive(&store, "a", None, true), Ok(Owner::Known(_))));
    }

    #[test]
    fn an_address_is_proof_only_if_the_provider_says_so_and_may() {
        let profile = ProfileUser::new(1).email(EMAIL.to_owned());
        assert_eq!(VerifiedEmail::proven(&profile, true), None);
        assert_eq!(VerifiedEmail::proven(&profile.clone().email_verified(false), true), None);
        assert_eq!(VerifiedEmail::proven(&profile.clone().email_verified(true), false), None);
        let verified = profile.email_verified(true);
        assert_eq!(VerifiedEmail::proven(&verified, true), Some(VerifiedEmail(EMAIL)));
    }
}
