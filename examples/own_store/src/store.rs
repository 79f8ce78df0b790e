//! The adapter: each method is one transaction of the database.

use std::{path::Path, sync::Arc};

use auth::{
    Account, Secret, StoredId,
    adapter::{
        Adapter, AdapterError, AdapterSession, AdapterUser, EmailProof, EmailProven, EmailSignIn,
        EmailSignedIn, Kind, Link, NewSession, NewUser, Result, SessionAndUser, SignedUp, UserPatch,
        VerificationToken,
    },
    provider::ProviderId,
    time::UnixTime,
};
use redb::{Database, ReadOnlyTable, ReadableDatabase, Table};

use crate::rows::{Key, ROWS, Rows, Value, unavailable};

type Reader = Rows<ReadOnlyTable<Key, Value>>;
type Writer<'a> = Rows<Table<'a, Key, Value>>;

/// Users, accounts and sessions in a file of redb.
#[derive(Clone)]
pub struct OwnStore(Arc<Database>);

impl OwnStore {
    /// Opens the file, or creates it.
    ///
    /// # Errors
    /// Returns an error if another process has opened it, or it is not a database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let database = Database::create(path).map_err(unavailable)?;
        let transaction = database.begin_write().map_err(unavailable)?;
        transaction.open_table(ROWS).map_err(unavailable)?;
        transaction.commit().map_err(unavailable)?;
        Ok(Self(Arc::new(database)))
    }

    /// Runs a transaction that reads. It sees the state of one moment.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let database = self.0.clone();
        let work = move || {
            let transaction = database.begin_read().map_err(unavailable)?;
            read(&Rows(transaction.open_table(ROWS).map_err(unavailable)?))
        };
        tokio::task::spawn_blocking(work).await.map_err(unavailable)?
    }

    /// Runs a transaction that writes. There is only one at a time, so nothing changes between its reads and its writes. If it
    /// fails, or if the process stops, nothing is written.
    async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let database = self.0.clone();
        let work = move || {
            let transaction = database.begin_write().map_err(unavailable)?;
            let result = write(&mut Rows(transaction.open_table(ROWS).map_err(unavailable)?))?;
            transaction.commit().map_err(unavailable)?;
            Ok(result)
        };
        tokio::task::spawn_blocking(work).await.map_err(unavailable)?
    }
}

impl Adapter for OwnStore {
    async fn sign_up(
        &self,
        user: NewUser,
        link: Option<Link>,
        session: Option<NewSession>,
    ) -> Result<SignedUp> {
        self.write(move |rows| {
            let mut user = rows.sign_up(user)?;
            if let Some(link) = link {
                rows.link(&mut user, link)?;
                rows.save(&user)?;
            }
            let session = rows.start(&user.id(), session)?;
            Ok(SignedUp::new(user.to_user(), session))
        })
        .await
    }

    async fn link_account(
        &self,
        user: &StoredId,
        link: Link,
        session: Option<NewSession>,
    ) -> Result<Option<AdapterSession>> {
        let id = user.clone();
        self.write(move |rows| {
            let mut user = rows.known_user(&id)?;
            rows.check_basis(&user, &link.basis)?;
            if let Some(session) = &session {
                rows.check_basis(&user, &session.basis)?;
            }
            rows.link(&mut user, link)?;
            rows.save(&user)?;
            rows.start(&id, session)
        })
        .await
    }

    async fn user(&self, id: &StoredId) -> Result<Option<AdapterUser>> {
        let id = id.clone();
        self.read(move |rows| Ok(rows.user(id.as_str())?.map(|row| row.to_user()))).await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<AdapterUser>> {
        let email = email.to_owned();
        self.read(move |rows| Ok(rows.user_by_email(&email)?.map(|row| row.to_user()))).await
    }

    async fn user_by_account(&self, provider: &ProviderId, id: &str) -> Result<Option<AdapterUser>> {
        let (provider, id) = (provider.clone(), id.to_owned());
        self.read(move |rows| Ok(rows.user_by_account(&provider, &id)?.map(|row| row.to_user()))).await
    }

    async fn update_user(&self, id: &StoredId, patch: UserPatch) -> Result<AdapterUser> {
        let id = id.clone();
        self.write(move |rows| {
            let mut row = rows.known_user(&id)?;
            let before = row.to_user();
            if !patch.is_for(&before) {
                return Err(AdapterError::NotFound(Kind::User));
            }
            let mut user = before.clone();
            patch.apply_to(&mut user);
            if user.user.email != before.user.email {
                rows.remove_email(before.user.email.as_deref())?;
                rows.set_email(&row, user.user.email.as_deref())?;
                row.doubt_accounts();
            }
            row.set_user(user.clone());
            rows.save(&row)?;
            Ok(user)
        })
        .await
    }

    async fn delete_user(&self, id: &StoredId) -> Result<bool> {
        let id = id.clone();
        self.write(move |rows| rows.delete(&id)).await
    }

    async fn account(&self, provider: &ProviderId, id: &str) -> Result<Option<Account>> {
        let (provider, id) = (provider.clone(), id.to_owned());
        self.read(move |rows| rows.account(&provider, &id)).await
    }

    async fn unlink_account(&self, provider: &ProviderId, id: &str) -> Result<bool> {
        let (provider, id) = (provider.clone(), id.to_owned());
        self.write(move |rows| rows.unlink(&provider, &id)).await
    }

    async fn create_session(&self, user: &StoredId, session: NewSession) -> Result<AdapterSession> {
        let id = user.clone();
        self.write(move |rows| {
            let user = rows.known_user(&id)?;
            rows.check_basis(&user, &session.basis)?;
            let started = rows.start(&id, Some(session))?;
            started.ok_or(AdapterError::NotFound(Kind::Session))
        })
        .await
    }

    async fn session_and_user(&self, token: &Secret) -> Result<Option<SessionAndUser>> {
        let token = token.clone();
        self.read(move |rows| {
            let Some(session) = rows.session(&token)? else { return Ok(None) };
            let user = rows.user(session.user_id.as_str())?;
            Ok(user.map(|user| SessionAndUser::new(session, user.to_user())))
        })
        .await
    }

    async fn touch_session(&self, token: &Secret, expires: UnixTime, due: UnixTime) -> Result<bool> {
        let token = token.clone();
        self.write(move |rows| match rows.session(&token)?.filter(|session| session.expires <= due) {
            Some(session) => rows.touch(&session, expires).map(|()| true),
            None => Ok(false),
        })
        .await
    }

    async fn delete_session(&self, token: &Secret) -> Result<Option<AdapterSession>> {
        let token = token.clone();
        self.write(move |rows| rows.end(&token)).await
    }

    async fn sessions_of(&self, user: &StoredId) -> Result<Vec<AdapterSession>> {
        let user = user.clone();
        self.read(move |rows| rows.sessions_of(&user)).await
    }

    async fn delete_sessions_of(&self, user: &StoredId) -> Result<u64> {
        let user = user.clone();
        self.write(move |rows| rows.end_all(&user)).await
    }

    async fn create_verification_token(&self, token: VerificationToken) -> Result<()> {
        self.write(move |rows| rows.add_token(&token)).await
    }

    async fn set_verification_token(&self, token: VerificationToken) -> Result<()> {
        self.write(move |rows| {
            rows.remove_tokens_of(&token.identifier)?;
            rows.add_token(&token)
        })
        .await
    }

    async fn verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        let (identifier, token) = (identifier.to_owned(), token.clone());
        self.read(move |rows| rows.token(&identifier, &token)).await
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &Secret,
    ) -> Result<Option<VerificationToken>> {
        let (identifier, token) = (identifier.to_owned(), token.clone());
        self.write(move |rows| {
            let found = rows.token(&identifier, &token)?;
            found.as_ref().map_or(Ok(false), |token| rows.remove_token(token))?;
            Ok(found)
        })
        .await
    }

    async fn sign_in_by_email(&self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        self.write(move |rows| {
            let EmailSignIn { identifier, token, now, user, session, .. } = sign_in;
            let Some(token) = rows.token(&identifier, &token)? else { return Ok(None) };
            if token.expires < now {
                rows.remove_token(&token)?;
                return Ok(None);
            }
            rows.remove_tokens_of(&identifier)?;
            let known = rows.user_by_email(&identifier)?;
            let is_new = known.is_none();
            let (user, removed) = match known {
                None => (rows.sign_up(user)?, None),
                Some(mut user) => {
                    let removed = rows.verify(&mut user, now, None)?;
                    rows.save(&user)?;
                    (user, removed)
                }
            };
            let session = rows.start(&user.id(), session)?;
            let signed_up = SignedUp::new(user.to_user(), session);
            Ok(Some(EmailSignedIn::new(token, signed_up, is_new).with_removed(removed)))
        })
        .await
    }

    async fn prove_email(&self, proof: EmailProof) -> Result<EmailProven> {
        self.write(move |rows| {
            let EmailProof { user: id, email, now, by, link, session, .. } = proof;
            let mut user = rows.known_user(&id)?;
            if user.to_user().user.email != Some(email) {
                return Err(AdapterError::NotFound(Kind::User));
            }
            let removed = rows.verify(&mut user, now, by)?;
            if let Some(link) = link {
                rows.link(&mut user, link)?;
            }
            rows.save(&user)?;
            let session = rows.start(&id, session)?;
            Ok(EmailProven::new(user.to_user(), session, removed))
        })
        .await
    }

    async fn delete_expired(&self, now: UnixTime) -> Result<u64> {
        self.write(move |rows| rows.delete_expired(now)).await
    }
}
