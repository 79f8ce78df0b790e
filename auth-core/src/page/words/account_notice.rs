//! The words of the notices of the account page.

use super::{Text, macros::words};

words! {
    /// The words of the notices of the account page.
    AccountNoticeWords {
        /// After a change of the profile.
        saved: Text,
        /// After the end of a session.
        session_revoked: Text,
        /// After the end of all other sessions.
        others_revoked: Text,
        /// After a passkey got a name.
        passkey_renamed: Text,
        /// After the removal of a passkey.
        passkey_removed: Text,
        /// After the removal of an account.
        account_unlinked: Text,
        /// After the removal of a phone number.
        number_removed: Text,
        /// After the end of an API key.
        key_revoked: Text,
        /// If other sessions could not be ended.
        others_remain: Text,
        /// If there is no such row any more.
        unknown: Text,
        /// If no way in would be left.
        last_way_in: Text,
        /// If a user revokes the session in use.
        this_session: Text,
        /// If other sessions cannot be ended.
        not_revocable: Text,
        /// If a name is not valid.
        invalid_name: Text,
        /// If a picture is not valid.
        invalid_image: Text,
        /// If a phone number is not valid.
        invalid_number: Text,
        /// If a code could not be sent to a phone number.
        code_not_sent: Text,
        /// If the confirmation of a deletion does not match.
        not_confirmed: Text,
        /// If the application has refused the deletion.
        deletion_refused: Text,
        /// After a change in another place.
        changed: Text,
    }
}

impl AccountNoticeWords {
    pub(super) const ENGLISH: Self = Self {
        saved: "Your profile is saved.",
        session_revoked: "The device is signed out.",
        others_revoked: "You are signed out everywhere else.",
        passkey_renamed: "The passkey is renamed.",
        passkey_removed: "The passkey is removed, and your other devices are signed out.",
        account_unlinked: "The account is unlinked, and your other devices are signed out.",
        number_removed: "The phone number is removed, and your other devices are signed out.",
        key_revoked: "The API key does not work any more.",
        others_remain: "This was done, but you may still be signed in on other devices. Sign out everywhere else.",
        unknown: "This does not exist any more. Nothing was changed.",
        last_way_in: "This is your last way to sign in. Add another one before you remove it.",
        this_session: "This is the session that you are using. Sign out to end it.",
        not_revocable: "Other sessions cannot be ended here.",
        invalid_name: "The name is too long, or has more than one line.",
        invalid_image: "The picture has to be the address of an image, beginning with https://.",
        invalid_number: "Enter the phone number with + and the country code.",
        code_not_sent: "The code could not be sent. Try again later.",
        not_confirmed: "What you typed does not match, so your account was not deleted.",
        deletion_refused: "Your account could not be deleted. Please contact the people who run this site.",
        changed: "Your account has changed in the meantime. Please try again.",
    };

    pub(super) const GERMAN: Self = Self {
        saved: "Ihr Profil ist gespeichert.",
        session_revoked: "Das Gerät ist abgemeldet.",
        others_revoked: "Sie sind überall sonst abgemeldet.",
        passkey_renamed: "Der Passkey ist umbenannt.",
        passkey_removed: "Der Passkey ist entfernt, und Ihre anderen Geräte sind abgemeldet.",
        account_unlinked: "Das Konto ist getrennt, und Ihre anderen Geräte sind abgemeldet.",
        number_removed: "Die Telefonnummer ist entfernt, und Ihre anderen Geräte sind abgemeldet.",
        key_revoked: "Der API-Schlüssel funktioniert nicht mehr.",
        others_remain: "Das ist geschehen, aber Sie sind vielleicht noch auf anderen Geräten angemeldet. Melden Sie sich überall sonst ab.",
        unknown: "Das gibt es nicht mehr. Es wurde nichts geändert.",
        last_way_in: "Das ist Ihre letzte Möglichkeit, sich anzumelden. Fügen Sie eine andere hinzu, bevor Sie sie entfernen.",
        this_session: "Das ist die Sitzung, die Sie verwenden. Melden Sie sich ab, um sie zu beenden.",
        not_revocable: "Andere Sitzungen lassen sich hier nicht beenden.",
        invalid_name: "Der Name ist zu lang oder hat mehr als eine Zeile.",
        invalid_image: "Das Bild muss die Adresse eines Bildes sein und mit https:// beginnen.",
        invalid_number: "Geben Sie die Telefonnummer mit + und der Landesvorwahl ein.",
        code_not_sent: "Der Code konnte nicht gesendet werden. Versuchen Sie es später erneut.",
        not_confirmed: "Ihre Eingabe stimmt nicht überein. Ihr Konto wurde nicht gelöscht.",
        deletion_refused: "Ihr Konto konnte nicht gelöscht werden. Bitte wenden Sie sich an die Betreiber dieser Website.",
        changed: "Ihr Konto hat sich in der Zwischenzeit geändert. Bitte versuchen Sie es erneut.",
    };

    pub(super) const FRENCH: Self = Self {
        saved: "Votre profil est enregistré.",
        session_revoked: "L’appareil est déconnecté.",
        others_revoked: "Vous êtes déconnecté partout ailleurs.",
        passkey_renamed: "La clé d’accès est renommée.",
        passkey_removed: "La clé d’accès est supprimée, et vos autres appareils sont déconnectés.",
        account_unlinked: "Le compte est dissocié, et vos autres appareils sont déconnectés.",
        number_removed: "Le numéro de téléphone est supprimé, et vos autres appareils sont déconnectés.",
        key_revoked: "La clé d’API ne fonctionne plus.",
        others_remain: "C’est fait, mais vous êtes peut-être encore connecté sur d’autres appareils. Déconnectez-vous partout ailleurs.",
        unknown: "Cet élément n’existe plus. Rien n’a été modifié.",
        last_way_in: "C’est votre dernier moyen de connexion. Ajoutez-en un autre avant de le supprimer.",
        this_session: "C’est la session que vous utilisez. Déconnectez-vous pour y mettre fin.",
        not_revocable: "Les autres sessions ne peuvent pas être fermées ici.",
        invalid_name: "Le nom est trop long ou comporte plusieurs lignes.",
        invalid_image: "La photo doit être l’adresse d’une image, et commencer par « https ».",
        invalid_number: "Saisissez le numéro de téléphone avec + et l’indicatif du pays.",
        code_not_sent: "Le code n’a pas pu être envoyé. Réessayez plus tard.",
        not_confirmed: "Votre saisie ne correspond pas. Votre compte n’a pas été supprimé.",
        deletion_refused: "Votre compte n’a pas pu être supprimé. Veuillez contacter les responsables de ce site.",
        changed: "Votre compte a changé entre-temps. Veuillez réessayer.",
    };

    pub(super) const SPANISH: Self = Self {
        saved: "Su perfil se ha guardado.",
        session_revoked: "Se ha cerrado la sesión del dispositivo.",
        others_revoked: "Se ha cerrado la sesión en los demás dispositivos.",
        passkey_renamed: "Se ha cambiado el nombre de la llave.",
        passkey_removed: "La llave se ha quitado, y se ha cerrado la sesión en sus otros dispositivos.",
        account_unlinked: "La cuenta se ha desvinculado, y se ha cerrado la sesión en sus otros dispositivos.",
        number_removed: "El número de teléfono se ha quitado, y se ha cerrado la sesión en sus otros dispositivos.",
        key_revoked: "La clave de API ya no funciona.",
        others_remain: "Hecho, pero es posible que siga con la sesión abierta en otros dispositivos. Ciérrela en los demás dispositivos.",
        unknown: "Esto ya no existe. No se ha cambiado nada.",
        last_way_in: "Es su última forma de iniciar sesión. Añada otra antes de quitarla.",
        this_session: "Es la sesión que está usando. Ciérrela para terminarla.",
        not_revocable: "Las otras sesiones no se pueden cerrar aquí.",
        invalid_name: "El nombre es demasiado largo o tiene más de una línea.",
        invalid_image: "La imagen debe ser la dirección de una imagen y empezar por https://.",
        invalid_number: "Introduzca el número de teléfono con + y el prefijo del país.",
        code_not_sent: "No se ha podido enviar el código. Inténtelo de nuevo más tarde.",
        not_confirmed: "Lo que ha escrito no coincide. Su cuenta no se ha eliminado.",
        deletion_refused: "No se ha podido eliminar su cuenta. Póngase en contacto con los responsables de este sitio.",
        changed: "Su cuenta ha cambiado entretanto. Inténtelo de nuevo.",
    };
}
