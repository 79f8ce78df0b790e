//! The words of the mails that tell a user about a change of the ways to sign in.

use super::{Text, WithValue, macros::words};

words! {
    /// The words of the mails that tell a user about a change of the ways to sign in. Each subject has the host of the site.
    AccountMailWords {
        /// The subject after a passkey was added.
        passkey_added_subject: WithValue,
        /// The sentences of that mail.
        passkey_added: Text,
        /// The subject after a passkey was removed.
        passkey_removed_subject: WithValue,
        /// The sentences of that mail.
        passkey_removed: Text,
        /// The subject after an account at a provider was linked.
        linked_subject: WithValue,
        /// The sentences of that mail, with the name of the provider.
        linked: WithValue,
        /// The subject after an account at a provider was unlinked.
        unlinked_subject: WithValue,
        /// The sentences of that mail, with the name of the provider.
        unlinked: WithValue,
        /// The subject after a phone number was added.
        number_added_subject: WithValue,
        /// The sentences of that mail.
        number_added: Text,
        /// The subject after a phone number was replaced by another one.
        number_changed_subject: WithValue,
        /// The sentences of that mail.
        number_changed: Text,
        /// The subject after a phone number was removed.
        number_removed_subject: WithValue,
        /// The sentences of that mail.
        number_removed: Text,
        /// The subject after a second factor was turned on, or replaced by another one.
        second_factor_on_subject: WithValue,
        /// The sentences of that mail.
        second_factor_on: Text,
        /// The subject after a second factor was turned off.
        second_factor_off_subject: WithValue,
        /// The sentences of that mail.
        second_factor_off: Text,
        /// The subject after the recovery codes were replaced.
        new_codes_subject: WithValue,
        /// The sentences of that mail.
        new_codes: Text,
        /// The subject after a recovery code was used.
        code_used_subject: WithValue,
        /// The sentences of that mail.
        code_used: Text,
        /// The subject after too many wrong codes.
        wrong_codes_subject: WithValue,
        /// The sentences of that mail.
        wrong_codes: Text,
        /// The subject after the account was deleted.
        deleted_subject: WithValue,
        /// The sentences of that mail.
        deleted: Text,
    }
}

impl AccountMailWords {
    pub(super) const ENGLISH: Self = Self {
        passkey_added_subject: |site| "A passkey was added to your account at " + site,
        passkey_added: "From now on, it signs in to your account.",
        passkey_removed_subject: |site| "A passkey was removed from your account at " + site,
        passkey_removed: "It does not sign in any more. All other devices were signed out.",
        linked_subject: |site| "A way to sign in was added to your account at " + site,
        linked: |provider| "From now on, an account at " + provider + " signs in to your account.",
        unlinked_subject: |site| "A way to sign in was removed from your account at " + site,
        unlinked: |provider| {
            "The account at "
                + provider
                + " does not sign in to your account any more. All other devices were signed out."
        },
        number_added_subject: |site| "A phone number was added to your account at " + site,
        number_added: "From now on, codes that are sent to it sign in to your account.",
        number_changed_subject: |site| "The phone number of your account was changed at " + site,
        number_changed: "From now on, codes are sent to the new number. The old one does not sign in any more, and all other devices were signed out.",
        number_removed_subject: |site| "A phone number was removed from your account at " + site,
        number_removed: "No codes are sent to it any more. All other devices were signed out.",
        second_factor_on_subject: |site| "Two-step verification was set up at " + site,
        second_factor_on: "From now on, you sign in with a code of your authenticator app as well. Keep your recovery codes in a safe place.",
        second_factor_off_subject: |site| "Two-step verification was turned off at " + site,
        second_factor_off: "From now on, you sign in without a code of your authenticator app.",
        new_codes_subject: |site| "You have new recovery codes at " + site,
        new_codes: "The recovery codes that you had before do not work any more.",
        code_used_subject: |site| "A recovery code was used at " + site,
        code_used: "It was entered in place of a code of your authenticator app.",
        wrong_codes_subject: |site| "Someone has entered wrong codes for your account at " + site,
        wrong_codes: "The first step of the sign-in was right. The codes of the second step were wrong, so we refuse further ones for some minutes.",
        deleted_subject: |site| "Your account was deleted at " + site,
        deleted: "Your account and everything that belonged to it were removed.",
    };

    pub(super) const GERMAN: Self = Self {
        passkey_added_subject: |site| "Ihrem Konto bei " + site + " wurde ein Passkey hinzugefügt",
        passkey_added: "Ab jetzt meldet er in Ihrem Konto an.",
        passkey_removed_subject: |site| "Von Ihrem Konto bei " + site + " wurde ein Passkey entfernt",
        passkey_removed: "Er meldet nicht mehr an. Alle anderen Geräte wurden abgemeldet.",
        linked_subject: |site| "Ihrem Konto bei " + site + " wurde ein Anmeldeweg hinzugefügt",
        linked: |provider| "Ab jetzt meldet ein Konto bei " + provider + " in Ihrem Konto an.",
        unlinked_subject: |site| "Von Ihrem Konto bei " + site + " wurde ein Anmeldeweg entfernt",
        unlinked: |provider| {
            "Das Konto bei "
                + provider
                + " meldet nicht mehr in Ihrem Konto an. Alle anderen Geräte wurden abgemeldet."
        },
        number_added_subject: |site| "Ihrem Konto bei " + site + " wurde eine Telefonnummer hinzugefügt",
        number_added: "Ab jetzt melden Codes, die dorthin gesendet werden, in Ihrem Konto an.",
        number_changed_subject: |site| "Die Telefonnummer Ihres Kontos bei " + site + " wurde geändert",
        number_changed: "Ab jetzt werden Codes an die neue Nummer gesendet. Die alte meldet nicht mehr an, und alle anderen Geräte wurden abgemeldet.",
        number_removed_subject: |site| "Von Ihrem Konto bei " + site + " wurde eine Telefonnummer entfernt",
        number_removed: "Dorthin werden keine Codes mehr gesendet. Alle anderen Geräte wurden abgemeldet.",
        second_factor_on_subject: |site| {
            "Die Bestätigung in zwei Schritten wurde bei " + site + " eingerichtet"
        },
        second_factor_on: "Ab jetzt melden Sie sich zusätzlich mit einem Code Ihrer Authenticator-App an. Bewahren Sie Ihre Wiederherstellungscodes sicher auf.",
        second_factor_off_subject: |site| {
            "Die Bestätigung in zwei Schritten wurde bei " + site + " ausgeschaltet"
        },
        second_factor_off: "Ab jetzt melden Sie sich ohne einen Code Ihrer Authenticator-App an.",
        new_codes_subject: |site| "Sie haben neue Wiederherstellungscodes bei " + site,
        new_codes: "Die Wiederherstellungscodes, die Sie vorher hatten, gelten nicht mehr.",
        code_used_subject: |site| "Bei " + site + " wurde ein Wiederherstellungscode verwendet",
        code_used: "Er wurde anstelle eines Codes Ihrer Authenticator-App eingegeben.",
        wrong_codes_subject: |site| "Für Ihr Konto bei " + site + " wurden falsche Codes eingegeben",
        wrong_codes: "Der erste Schritt der Anmeldung war richtig. Die Codes des zweiten Schritts waren falsch, daher lehnen wir weitere für einige Minuten ab.",
        deleted_subject: |site| "Ihr Konto bei " + site + " wurde gelöscht",
        deleted: "Ihr Konto und alles, was dazu gehörte, wurde entfernt.",
    };

    pub(super) const FRENCH: Self = Self {
        passkey_added_subject: |site| "Une clé d’accès a été ajoutée à votre compte sur " + site,
        passkey_added: "Désormais, elle permet de se connecter à votre compte.",
        passkey_removed_subject: |site| "Une clé d’accès a été supprimée de votre compte sur " + site,
        passkey_removed: "Elle ne permet plus de se connecter. Tous les autres appareils ont été déconnectés.",
        linked_subject: |site| "Un moyen de connexion a été ajouté à votre compte sur " + site,
        linked: |provider| {
            "Désormais, un compte chez " + provider + " permet de se connecter à votre compte."
        },
        unlinked_subject: |site| "Un moyen de connexion a été supprimé de votre compte sur " + site,
        unlinked: |provider| {
            "Le compte chez "
                + provider
                + " ne permet plus de se connecter à votre compte. Tous les autres appareils ont été déconnectés."
        },
        number_added_subject: |site| "Un numéro de téléphone a été ajouté à votre compte sur " + site,
        number_added: "Désormais, les codes qui y sont envoyés permettent de se connecter à votre compte.",
        number_changed_subject: |site| "Le numéro de téléphone de votre compte a été modifié sur " + site,
        number_changed: "Désormais, les codes sont envoyés au nouveau numéro. L’ancien ne permet plus de se connecter, et tous les autres appareils ont été déconnectés.",
        number_removed_subject: |site| "Un numéro de téléphone a été supprimé de votre compte sur " + site,
        number_removed: "Plus aucun code n’y est envoyé. Tous les autres appareils ont été déconnectés.",
        second_factor_on_subject: |site| "La validation en deux étapes a été configurée sur " + site,
        second_factor_on: "Désormais, vous vous connectez aussi avec un code de votre application d’authentification. Gardez vos codes de secours en lieu sûr.",
        second_factor_off_subject: |site| "La validation en deux étapes a été désactivée sur " + site,
        second_factor_off: "Désormais, vous vous connectez sans code de votre application d’authentification.",
        new_codes_subject: |site| "Vous avez de nouveaux codes de secours sur " + site,
        new_codes: "Les codes de secours que vous aviez auparavant ne sont plus valables.",
        code_used_subject: |site| "Un code de secours a été utilisé sur " + site,
        code_used: "Il a été saisi à la place d’un code de votre application d’authentification.",
        wrong_codes_subject: |site| "Des codes incorrects ont été saisis pour votre compte sur " + site,
        wrong_codes: "La première étape de la connexion était correcte. Les codes de la seconde étape étaient incorrects, nous en refusons donc d’autres pendant quelques minutes.",
        deleted_subject: |site| "Votre compte a été supprimé sur " + site,
        deleted: "Votre compte et tout ce qui lui appartenait ont été supprimés.",
    };

    pub(super) const SPANISH: Self = Self {
        passkey_added_subject: |site| "Se ha añadido una llave de acceso a su cuenta en " + site,
        passkey_added: "A partir de ahora permite iniciar sesión en su cuenta.",
        passkey_removed_subject: |site| "Se ha quitado una llave de acceso de su cuenta en " + site,
        passkey_removed: "Ya no permite iniciar sesión. Se ha cerrado la sesión en todos los demás dispositivos.",
        linked_subject: |site| "Se ha añadido una forma de iniciar sesión a su cuenta en " + site,
        linked: |provider| {
            "A partir de ahora, una cuenta de " + provider + " permite iniciar sesión en su cuenta."
        },
        unlinked_subject: |site| "Se ha quitado una forma de iniciar sesión de su cuenta en " + site,
        unlinked: |provider| {
            "La cuenta de "
                + provider
                + " ya no permite iniciar sesión en su cuenta. Se ha cerrado la sesión en todos los demás dispositivos."
        },
        number_added_subject: |site| "Se ha añadido un número de teléfono a su cuenta en " + site,
        number_added: "A partir de ahora, los códigos que se envían a ese número permiten iniciar sesión en su cuenta.",
        number_changed_subject: |site| "El número de teléfono de su cuenta ha cambiado en " + site,
        number_changed: "A partir de ahora, los códigos se envían al nuevo número. El anterior ya no permite iniciar sesión, y se ha cerrado la sesión en todos los demás dispositivos.",
        number_removed_subject: |site| "Se ha quitado un número de teléfono de su cuenta en " + site,
        number_removed: "Ya no se envían códigos a ese número. Se ha cerrado la sesión en todos los demás dispositivos.",
        second_factor_on_subject: |site| "Se ha configurado la verificación en dos pasos en " + site,
        second_factor_on: "A partir de ahora, también inicia sesión con un código de su aplicación de autenticación. Guarde sus códigos de recuperación en un lugar seguro.",
        second_factor_off_subject: |site| "Se ha desactivado la verificación en dos pasos en " + site,
        second_factor_off: "A partir de ahora, inicia sesión sin un código de su aplicación de autenticación.",
        new_codes_subject: |site| "Tiene nuevos códigos de recuperación en " + site,
        new_codes: "Los códigos de recuperación que tenía antes ya no son válidos.",
        code_used_subject: |site| "Se ha usado un código de recuperación en " + site,
        code_used: "Se ha introducido en lugar de un código de su aplicación de autenticación.",
        wrong_codes_subject: |site| "Se han introducido códigos incorrectos para su cuenta en " + site,
        wrong_codes: "El primer paso del inicio de sesión era correcto. Los códigos del segundo paso eran incorrectos, por lo que rechazamos otros durante unos minutos.",
        deleted_subject: |site| "Su cuenta se ha eliminado en " + site,
        deleted: "Se han eliminado su cuenta y todo lo que le pertenecía.",
    };
}
