//! Magic links in memory.

use super::tables::{Tables, key};
use crate::{
    adapter::{EmailSignIn, EmailSignedIn, Result, SignedUp},
    contract::AdapterUser,
};

impl Tables {
    pub(super) fn sign_in_by_email(&mut self, sign_in: EmailSignIn) -> Result<Option<EmailSignedIn>> {
        let EmailSignIn { identifier, token, now, user, session } = sign_in;
        self.check_session(session.as_ref())?;
        let key = key(&identifier, token.expose());
        let Some(token) = self.verification_tokens.get(&key).cloned() else { return Ok(None) };
        if token.expires < now {
            self.verification_tokens.remove(&key);
            return Ok(None);
        }
        let known = self.user_by_email(&identifier).map(AdapterUser::id);
        let is_new_user = known.is_none();
        let (signed_up, removed) = match known {
            None => (self.sign_up(user, None, session)?, None),
            Some(id) => {
                let (user, removed) = self.verify(&id, now, None)?;
                let session = session.map(|session| self.insert_session(&id, session));
                (SignedUp::new(user, session), removed)
            }
        };
        self.verification_tokens.retain(|_, token| token.identifier != identifier);
        Ok(Some(EmailSignedIn::new(token, signed_up, is_new_user).with_removed(removed)))
    }
}
