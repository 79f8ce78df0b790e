//! The owner for whom a sign-in may continue.

use crate::{
    adapter::{Adapter, AdapterError, Kind},
    contract::{AdapterUser, StoredId},
};

/// The owner for whom a second factor is proven, or not needed. A request in the meantime may have changed the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "totp"), allow(dead_code, reason = "for second factors"))]
pub(crate) enum Cleared {
    /// Any owner: there are no second factors.
    Anyone,
    /// A new user, or one without a second factor.
    WithoutSecondFactor,
    /// This user.
    User(StoredId),
}

impl Cleared {
    /// Returns `true` if the sign-in may continue for this owner.
    pub(super) async fn includes(
        &self,
        adapter: &impl Adapter,
        owner: &AdapterUser,
    ) -> Result<bool, AdapterError> {
        Ok(match self {
            Self::Anyone => true,
            Self::WithoutSecondFactor => {
                !adapter.keeps(Kind::SecondFactor) || adapter.second_factor(&owner.id()).await?.is_none()
            }
            Self::User(cleared) => *cleared == owner.id(),
        })
    }
}
