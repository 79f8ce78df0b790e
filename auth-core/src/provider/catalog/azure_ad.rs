//! Azure Active Directory, the former name of Microsoft Entra ID.

use super::{
    microsoft_entra_id::{MicrosoftEntraId, MicrosoftEntraIdProfile, PHOTO_SIZE, with_photo},
    prelude::*,
};
use crate::config::TextList;

vendor! {
    /// Microsoft Entra ID under its former name. Variables: `AUTH_AZURE_AD_ID`, `AUTH_AZURE_AD_SECRET`;
    /// `AUTH_AZURE_AD_ISSUER` for accounts of one tenant.
    ///
    /// It is for applications whose users have accounts of the provider `azure-ad`, and which have registered
    /// `…/auth/callback/azure-ad`. New applications use [`MicrosoftEntraId`], which is otherwise the same.
    AzureAD: MicrosoftEntraIdProfile = Definition {
        id: "azure-ad".into(),
        name: "Azure Active Directory".into(),
        ..MicrosoftEntraId::definition()
    };
    complete = with_photo;
}

impl OAuthProvider<AzureAD> {
    /// Admits only the tenants with these IDs; by default, every tenant that the issuer admits.
    pub fn tenants(self, tenants: impl TextList) -> Self {
        self.pin_tenants(tenants)
    }

    /// Sets the width and height of the picture in pixels: 48 (the default), 64, 96, 120, 240, 360, 432, 504 or
    /// 648.
    pub fn photo_size(self, pixels: u16) -> Self {
        self.option(PHOTO_SIZE, pixels.to_string())
    }
}
