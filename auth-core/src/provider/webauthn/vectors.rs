//! Test vectors of the specification (WebAuthn level 3, section 16): relying party `example.org`.

use sha2::{Digest, Sha256};

use super::response::decode;

/// Decodes an even number of hexadecimal digits.
pub(super) fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

/// A response to a registration. All strings except the challenge are hexadecimal.
pub(super) struct RegistrationVector {
    /// The challenge in base64url.
    pub(super) challenge: &'static str,
    pub(super) credential_id: &'static str,
    pub(super) client_data_json: &'static str,
    pub(super) attestation_object: &'static str,
}

/// A response to a sign-in. All strings except the challenge are hexadecimal.
pub(super) struct AuthenticationVector {
    /// The challenge in base64url.
    pub(super) challenge: &'static str,
    /// The COSE key.
    public_key: &'static str,
    pub(super) authenticator_data: &'static str,
    pub(super) client_data_json: &'static str,
    pub(super) signature: &'static str,
}

impl AuthenticationVector {
    /// Returns the key, the signed message and the signature.
    pub(super) fn signed(&self) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let hash = Sha256::digest(hex(self.client_data_json));
        let message = [&hex(self.authenticator_data)[..], &hash].concat();
        assert!(hex(self.client_data_json).windows(43).any(|part| part == self.challenge.as_bytes()));
        assert_eq!(decode(self.challenge).map(|bytes| bytes.len()), Some(32));
        (hex(self.public_key), message, hex(self.signature))
    }
}

/// The registration of section 16.2: ES256 without attestation. The authenticator has not verified its user.
pub(super) const UNVERIFIED: RegistrationVector = RegistrationVector {
    challenge: "AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA",
    credential_id: "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
    client_data_json: "\
        7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d507434557878\
        475453746e63647134313759447742466938767049612d7077386f4f755657345441222c226f726967696e223a226874\
        7470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c226578747261446174\
        61223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e\
        616c206669656c647320696e20746865206675747572652c207375636820617320746869733a20426b5165446a646354\
        427258426941774a544c453551227d",
    attestation_object: "\
        a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735a\
        e7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70\
        189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20d\
        b90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b\
        9220",
};

/// The registration of section 16.3: ES256 with self attestation.
pub(super) const SELF_ATTESTED: RegistrationVector = RegistrationVector {
    challenge: "eGnCt3LUtY66k3jPjynibPk1qnffDaifqZwL3Ap29-U",
    credential_id: "455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58c",
    client_data_json: "\
        7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2265476e4374334c5574\
        5936366b336a506a796e6962506b31716e666644616966715a774c33417032392d55222c226f726967696e223a226874\
        7470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c226578747261446174\
        61223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e\
        616c206669656c647320696e20746865206675747572652c207375636820617320746869733a205539685458764b4532\
        55526b4d6e625f307859485667227d",
    attestation_object: "\
        a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a20754ab925005dbf3780\
        97c92120031581c73228d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3af18bd9d121fa3d3a26d17fe3f2202721\
        78f473b6006d68617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4\
        b55d00000000df850e09db6afbdfab51697791506cfc0020455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a86\
        5ecdca129cbef58ca5010203262001215820eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf1938\
        43c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2",
};

/// The sign-in of section 16.6: ES256 with a long credential ID.
pub(super) const ES256: AuthenticationVector = AuthenticationVector {
    challenge: "7x3rpW3OSPZ0pEfM9juVmSWM6HZI5cOW8u8ModpGDjs",
    public_key: "\
        a50102032620012158203b8176b7504489cc593046d7988abb7905a742de6ac2cdc748a873c663e90cb12258201436d5\
        edc9a75f23999eef9d5950a5c2455514ee1014084720f841a06b828a11",
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50d00000000",
    client_data_json: "\
        7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a22377833727057334f53505a30\
        7045664d396a75566d53574d36485a4935634f573875384d6f647047446a73222c226f726967696e223a226874747073\
        3a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73657d",
    signature: "\
        304502203ecef83fb12a0cae7841055f9f87103a99fd14b424194bbf06c4623d3ee6e3fd022100d2ace346db262b1374\
        a6b70faa51f518a42ddca13a4125ce6f5052a75bac9fb6",
};

/// The sign-in of section 16.11: Ed25519. The authenticator has not verified its user.
pub(super) const EDDSA: AuthenticationVector = AuthenticationVector {
    challenge: "iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I",
    public_key: "\
        a401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832",
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000",
    client_data_json: "\
        7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a2269566c583442786a4f6d6d44\
        534b4c596f7870557439736e364d48454f7943413135726947514a6e763949222c226f726967696e223a226874747073\
        3a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73657d",
    signature: "\
        f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fecb097\
        d6607525713223a0dc0d453993dae00b",
};
