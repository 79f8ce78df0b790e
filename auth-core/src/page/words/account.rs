//! The words of the account page.

use super::{Text, WithTwoValues, WithValue, macros::words};

words! {
    /// The words of the account page.
    AccountWords {
        /// Title and heading of the page.
        title: Text,
        /// The label of a user without a name and an address.
        unnamed: Text,
        /// The remark about an e-mail address that was not proven.
        not_verified: Text,
        /// The button that ends a session.
        sign_out: Text,
        /// The button that stores a change.
        save: Text,
        /// The heading of name and picture.
        profile: Text,
        /// The label of the field for a name.
        name: Text,
        /// The label of the field for the picture.
        picture: Text,
        /// The hint below that field.
        picture_hint: Text,
        /// The heading of the sessions.
        sessions: Text,
        /// The sentence if sessions cannot be listed.
        elsewhere: Text,
        /// The button that ends all other sessions.
        sign_out_elsewhere: Text,
        /// The name of a device of which nothing is known.
        device: Text,
        /// The browser and the system of a session.
        browser_on: WithTwoValues,
        /// The mark of the session of this browser.
        this_device: Text,
        /// The date of the sign-in of a session.
        signed_in: WithValue,
        /// The date of the last use of a session.
        last_seen: WithValue,
        /// The accessible name of the button that ends a session.
        sign_out_device: WithValue,
        /// The heading of the API keys.
        keys: Text,
        /// The date on which a key was made.
        made: WithValue,
        /// The date on which a key stops working.
        expires: WithValue,
        /// The date on which a key has stopped working.
        expired: WithValue,
        /// The button that revokes a key.
        revoke: Text,
        /// Its accessible name.
        revoke_key: WithValue,
        /// The heading of the export and of the deletion.
        data: Text,
        /// The name of the export.
        export: Text,
        /// The description of the export.
        export_facts: Text,
        /// The link to the export.
        download: Text,
        /// Its accessible name.
        download_data: Text,
        /// The text that opens the form that deletes the account.
        delete: Text,
        /// The description of the deletion.
        delete_facts: Text,
        /// The label of the field in which the user types the e-mail address.
        type_address: WithValue,
        /// The label of that field for a user without an e-mail address, who types a word.
        type_word: WithValue,
        /// The button that deletes the account.
        delete_account: Text,
        /// Title and heading of the page after the deletion.
        deleted_title: Text,
        /// The sentence of that page.
        deleted: Text,
    }
}

impl AccountWords {
    pub(super) const ENGLISH: Self = Self {
        title: "Your account",
        unnamed: "You",
        not_verified: "not verified",
        sign_out: "Sign out",
        save: "Save",
        profile: "Profile",
        name: "Name",
        picture: "Picture",
        picture_hint: "The address of an image on the web.",
        sessions: "Where you are signed in",
        elsewhere: "You may be signed in on other devices, too.",
        sign_out_elsewhere: "Sign out everywhere else",
        device: "Unknown device",
        browser_on: |browser, system| browser + " on " + system,
        this_device: "This device",
        signed_in: |value| "signed in " + value,
        last_seen: |value| "last seen " + value,
        sign_out_device: |value| "Sign out " + value,
        keys: "API keys",
        made: |value| "made " + value,
        expires: |value| "expires " + value,
        expired: |value| "expired " + value,
        revoke: "Revoke",
        revoke_key: |value| "Revoke the key " + value,
        data: "Your data",
        export: "Export",
        export_facts: "What this site has stored about you, as a file",
        download: "Download",
        download_data: "Download your data",
        delete: "Delete the account",
        delete_facts: "Your account, with all sessions, passkeys and linked accounts, is deleted at once. This cannot be undone.",
        type_address: |value| "To confirm, type your email address: " + value,
        type_word: |value| "To confirm, type the word " + value,
        delete_account: "Delete my account",
        deleted_title: "Your account is deleted",
        deleted: "You are signed out everywhere, and what this site had stored for signing you in is gone.",
    };

    pub(super) const GERMAN: Self = Self {
        title: "Ihr Konto",
        unnamed: "Sie",
        not_verified: "nicht bestätigt",
        sign_out: "Abmelden",
        save: "Speichern",
        profile: "Profil",
        name: "Name",
        picture: "Bild",
        picture_hint: "Die Adresse eines Bildes im Web.",
        sessions: "Wo Sie angemeldet sind",
        elsewhere: "Vielleicht sind Sie auch auf anderen Geräten angemeldet.",
        sign_out_elsewhere: "Überall sonst abmelden",
        device: "Unbekanntes Gerät",
        browser_on: |browser, system| browser + " auf " + system,
        this_device: "Dieses Gerät",
        signed_in: |value| "angemeldet am " + value,
        last_seen: |value| "zuletzt gesehen am " + value,
        sign_out_device: |value| "Abmelden: " + value,
        keys: "API-Schlüssel",
        made: |value| "erstellt am " + value,
        expires: |value| "läuft ab am " + value,
        expired: |value| "abgelaufen am " + value,
        revoke: "Widerrufen",
        revoke_key: |value| "Widerrufen: Schlüssel " + value,
        data: "Ihre Daten",
        export: "Export",
        export_facts: "Was diese Website über Sie gespeichert hat, als Datei",
        download: "Herunterladen",
        download_data: "Herunterladen: Ihre Daten",
        delete: "Konto löschen",
        delete_facts: "Ihr Konto wird mit allen Sitzungen, Passkeys und verknüpften Konten sofort gelöscht. Das lässt sich nicht rückgängig machen.",
        type_address: |value| "Geben Sie zur Bestätigung Ihre E-Mail-Adresse ein: " + value,
        type_word: |value| "Geben Sie zur Bestätigung das Wort " + value + " ein",
        delete_account: "Mein Konto löschen",
        deleted_title: "Ihr Konto ist gelöscht",
        deleted: "Sie sind überall abgemeldet, und was diese Website für Ihre Anmeldung gespeichert hatte, ist gelöscht.",
    };

    pub(super) const FRENCH: Self = Self {
        title: "Votre compte",
        unnamed: "Vous",
        not_verified: "non vérifiée",
        sign_out: "Se déconnecter",
        save: "Enregistrer",
        profile: "Profil",
        name: "Nom",
        picture: "Photo",
        picture_hint: "L’adresse d’une image sur le Web.",
        sessions: "Où vous êtes connecté",
        elsewhere: "Vous êtes peut-être aussi connecté sur d’autres appareils.",
        sign_out_elsewhere: "Se déconnecter partout ailleurs",
        device: "Appareil inconnu",
        browser_on: |browser, system| browser + " sur " + system,
        this_device: "Cet appareil",
        signed_in: |value| "connecté le " + value,
        last_seen: |value| "vu pour la dernière fois le " + value,
        sign_out_device: |value| "Se déconnecter\u{a0}: " + value,
        keys: "Clés d’API",
        made: |value| "créée le " + value,
        expires: |value| "expire le " + value,
        expired: |value| "expirée le " + value,
        revoke: "Révoquer",
        revoke_key: |value| "Révoquer la clé " + value,
        data: "Vos données",
        export: "Export",
        export_facts: "Ce que ce site a enregistré à votre sujet, dans un fichier",
        download: "Télécharger",
        download_data: "Télécharger vos données",
        delete: "Supprimer le compte",
        delete_facts: "Votre compte est supprimé immédiatement, avec toutes les sessions, clés d’accès et comptes associés. C’est irréversible.",
        type_address: |value| "Pour confirmer, saisissez votre adresse e-mail\u{a0}: " + value,
        type_word: |value| "Pour confirmer, saisissez le mot " + value,
        delete_account: "Supprimer mon compte",
        deleted_title: "Votre compte est supprimé",
        deleted: "Vous êtes déconnecté partout, et ce que ce site avait enregistré pour votre connexion est effacé.",
    };

    pub(super) const SPANISH: Self = Self {
        title: "Su cuenta",
        unnamed: "Usted",
        not_verified: "sin verificar",
        sign_out: "Cerrar sesión",
        save: "Guardar",
        profile: "Perfil",
        name: "Nombre",
        picture: "Imagen",
        picture_hint: "La dirección de una imagen en la web.",
        sessions: "Dónde tiene la sesión abierta",
        elsewhere: "Es posible que tenga la sesión abierta en otros dispositivos.",
        sign_out_elsewhere: "Cerrar sesión en los demás dispositivos",
        device: "Dispositivo desconocido",
        browser_on: |browser, system| browser + " en " + system,
        this_device: "Este dispositivo",
        signed_in: |value| "inicio de sesión el " + value,
        last_seen: |value| "visto por última vez el " + value,
        sign_out_device: |value| "Cerrar sesión: " + value,
        keys: "Claves de API",
        made: |value| "creada el " + value,
        expires: |value| "caduca el " + value,
        expired: |value| "caducada el " + value,
        revoke: "Revocar",
        revoke_key: |value| "Revocar la clave " + value,
        data: "Sus datos",
        export: "Exportación",
        export_facts: "Lo que este sitio ha guardado sobre usted, en un archivo",
        download: "Descargar",
        download_data: "Descargar sus datos",
        delete: "Eliminar la cuenta",
        delete_facts: "Su cuenta se elimina de inmediato, con todas las sesiones, llaves de acceso y cuentas vinculadas. No se puede deshacer.",
        type_address: |value| "Para confirmar, escriba su dirección de correo: " + value,
        type_word: |value| "Para confirmar, escriba la palabra " + value,
        delete_account: "Eliminar mi cuenta",
        deleted_title: "Su cuenta se ha eliminado",
        deleted: "Se ha cerrado la sesión en todas partes, y lo que este sitio había guardado para su inicio de sesión ya no existe.",
    };
}
