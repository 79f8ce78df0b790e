//! Private keys for tests, which protect nothing, and tokens that another implementation has signed with
//! them.

pub(crate) const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIHiCoJizpObeTlHd7hlSYSRFta8dipjkoow86ftV3nmS
-----END PRIVATE KEY-----
";

pub(crate) const P256: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFbIRjHogJfN2SBAz
BIRY9ziRz1GX5Uo6a6NAaoU0i1ihRANCAATYhWvIvCj5//MiNmzWlJYAsLfdwAQm
c4zaeLAyzVXlmPJJj6KUeGQbWfC0cusM1qpbWXn258903w5ZGHg4hlcf
-----END PRIVATE KEY-----
";

pub(crate) const P384: &str = "-----BEGIN PRIVATE KEY-----
MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDXVyS+fD135v+4J+pp
79fTDWVq12j073FYEHXAbJoeIaxkcMfsnfiwJ7W3EUCcVZihZANiAARXcPjfopxl
iTUGeSc92BMO9n/8TyhFpX49RjM5O/xY/u8vTDQveOMEK5g1FKM231WE8nk3E0zG
UhBpOOZJLi0zURSYifoh4uZa7qIv3SsZiI2aFdB7HqnBZxhrda4o8fs=
-----END PRIVATE KEY-----
";

pub(crate) const RSA_2048: &str = "-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCkb52qc+x0lMXX
Z9n8dZZ3yHpdDl2tagTGcTB9+w7oDStYP5i5FlHvJ6h/jx2I61OH5ra7q6e2R/0n
AQjTzaqNWQ8o3hjh0A9C1KjbONmICGnNMwWRi5q3DU0jOrS3Y0MBsZfloFj5qAd6
iwAZnN1gZkyqF8BXMk97VcK9eMmVv/tFk7C/gikHJdlJRJApLyfxBtFOwZ6IEDnp
dbs0YRCds3x7qs8FpbEO5DK+vMbGZpGEKWm/idd2HSL6T518zlj8yEAJvihKr8FV
mQaFr0UfpMwQFFTQ5FUHuudYFU1KkFkm06o8xz6qIz1ECTDRGtLkNZySAu5jnLW5
uk0l0He3AgMBAAECggEABOZ9kbOk1R0eKmF3hQ13xwKZ77rwAM9E0wdB2JBZM4I5
ftwIdnMQokqV3h2zmgZPuAaxulcbx1PxFlVH9YfsmPrV7zhAQ3H3V8vaWj8yIsmM
VRiiSmH3Ny5ikD55O7VUPiRpjAj6N23rj2cS69KduYCoSlyTX+O6mqabGTt68RyL
SUg8ApXKOclwwtFQEYxB2xxbNjrYx194I1I7eJG4+tOO05CYZjSJ6Wua9Z0d5lYg
d6kmR4LS+jAzwr7W4zdDID6lbZPf9ZUZw4G/bGdMEvRjASFG2BOwdLO+YbyPUEnI
judIyGJzU0EqKIPk7kNzts+7HVTfdHkyrfb4RZSAgQKBgQDcrpYfe54rdXe/N5jB
ke0gcfB2FM+/hNQF8q+Mgp6iBNXnTi57AZC5q4w7FQ2dbEhVB32DyLKgGEpeF38c
l2T04ZS97z0IrCLxsZ7bQR9MFuENV8ol3TOBXNGcTJwt/d9CDd296udfMWJLvnSU
thufgyjHV/rYoodENj8/cLW/OwKBgQC+wJz2DSCHV3TLJRz1OV1n+zJ4G8onbNUV
icIBqA+L2enhJFVt+AovcQV2UIrolbXhwgRkIUT+bym5COwushAOrKfKCynsL7aP
vFWAzAAcdi3INAYG/1ATTT6YV8aU4IqZqff91wsUIgogNZUVmdQEu+W2Sxcvyv6x
3ja0rbKZtQKBgBPRBaAMHLbwVHFyT6BKN03rjVk9Iy6igduK4GKwtAf+gSrFJX1c
NZ/GnNANYuyY9aHVC1tTIV8o7zylxX9OxP0MaKvpmMR3mKe1eHtdzK6re0gUcw2V
YHOkXxo28utaWbr3vcq5Fk/BAn+kuZlFBRP81iOYbekYJydj66gJufhTAoGAKQTo
e+zUuuXuoqSndoBQesTE1Jk9Pn8jz07hXlPSjANfTN/wUwaMwijuwMOPK3bONu7u
3M1etcwXz8eAaoY198HfDw6ZhEW6X2xjgp/bwkMTk0LErQqIIK5ysHXnqSokA+lN
/9MXecvcG5MKLSv4MNBrFGlPYiKn5H3hi7byeiUCgYAFFwuvS82Wrpy6MTCThGbC
1dqK0135zoZqqsEcI+GXI6W6tbnKy8puUO1esQgUvq9+pwSmZRxJboHvZYfQn32K
3qDtpHfXJTPV/INNFhkfZxfd98X25FjHovS+rxvWYyXo2Z4R1EdrJqSzEu35k7dv
uY5GAlqWI0jTfPHn946DaA==
-----END PRIVATE KEY-----
";

pub(crate) const RSA_1024: &str = "-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBANyvUeNyBeIMvxs3
usFlVJcOoguwRQCkO+4UuVqSyd3INGOIdtAl6wbvN36zWTGYV8tmzcsBkBxq621i
51E6YC+3k7xKMmwweygRgT1mqOtJUI0rEo4EwLj2jWPBzNhqIxxv5CUhl56Xe1sd
wfLyolZZO5Z5bh6nFFCeAL1iVNePAgMBAAECgYEAkzaIw9beQcsK+NcWR8iWwyXJ
x05Q2Xq1V76PXvIooz/YYsU3rOZ+f+O3+1ccms7rUg5EHbXvMmXIovGlKTRt0GnG
SdlGuTiWU+zX0FWm/TS4D9GADpuSbSFr0aABlRf3Zwe5UMS2dGFARg+7bS06ti1H
BgsXKrSCk4atdGRQDtECQQD0Ate8lBOqH6yt/N7Edpb4BfFi/c8iviCwN1c6JYeh
mr9fXG7NDZbEcZMwlU+jF2a+vwJmuZ5gRWrZfjtfHcmLAkEA54cUsI/kGAnTsp4X
v1msupHYkQDA7D1nzVQBSbdsjcMILG+5bv/1THJbNZPPbH53fb1htplv6umxbAM1
y8VCjQJAbph7P7W90/XXRmS+cz1s362R4tQ29gBGwJfUqT4pY03IP2idr8Lg+tif
Zf3GwpzwrLPWWsj2x5uu+jUEo+/UUQJAHli4P4Q8s2HmW40ZM71/RF0Fc8wTfWN3
DZSrLoxaMCKWGazzMzddYY3Dorwi/ed9pf+CpTprTvEejjfFf1X1qQJATLQHSqBR
l/HR2i1qY2PSV1f3kWBDVyG1JSouQKtplND6d/TeWXqQ4TajDnxOaEyMiFJOCAWq
qjwTfrTYetyfRg==
-----END PRIVATE KEY-----
";

/// The public half of [`ED25519`].
pub(crate) const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGKXPBxnCAthcXW4T21PYGjkgwYDw610CALIgYM/2E44=
-----END PUBLIC KEY-----
";

pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// `{"sub":"1"}`, signed by another implementation.
pub(crate) const EDDSA_TOKEN: &str = concat!(
    "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCIsImtpZCI6IkpOYzdGYS0yc2Y1STdwNnREOWYxd3lDaGtPM25lOEhMZDFyTE9nWWV3",
    "N1EifQ.eyJzdWIiOiIxIn0.5-raveJ73knIx6hKrt_eVe2eqj75GtmpKNcHolam17CPJK7j_nS8IIbP5eLy6lh9f-0m1FHRHfTyh",
    "ABFz5fYAA",
);

/// `{"sub":"1"}`, signed by another implementation.
pub(crate) const ES256_TOKEN: &str = concat!(
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Ik5lcDhPVDRFR2VrVTFDcVJ3UDB1RGZNLWMxdE5IdTN4ck5Hb3VLMVNF",
    "ZU0ifQ.eyJzdWIiOiIxIn0.Ll0uDbjfbnIEq7gtYQ9lNfswVPGQ9sDNy3irsrucDof3IGVg7vnHNuvo1KZEig2WZk57UUVXgYZug",
    "5tNf-wXSQ",
);

/// `{"sub":"1"}`, signed by another implementation.
pub(crate) const RS256_TOKEN: &str = concat!(
    "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Il95eVY1UkZVQzRobVBUQ3gtRVJWQ2RyQjRoQnRsczBXOUNINzNiNE5w",
    "ZW8ifQ.eyJzdWIiOiIxIn0.FVityb1fHkVVDKIIdo2IxLFvjff15ZqM9-Oo2gwviw-4js7hsgbelceZV7ijg1kigJFnsXYON7DBe",
    "XZ85jHSwy6jmSYyPQBk3zCoA6mTbUB35FxIfyerYYceVhz_0T3fUOOAxH9Nl1hl6Je6SA9y1LwFJ8Czz36dBXjeR1LwBxYfleZvf",
    "0lHdO_inL_GnHEpTT3obHFnzU-ACmr06Tg9RYlpyTBTMlVX5NKcBR2iL-j9tKrgPYBg6Of6oOQg5Vv1092LuH62IAMWTNGxutDfy",
    "1G6nu9FlxjUfb2kZ7x0VOqPRGaDOoD2LJocvMLMDizpUnq5NjMTGs9GeRQhvQNL9Q",
);

/// `{"sub":"1"}`, signed by another implementation.
pub(crate) const HS256_TOKEN: &str = concat!(
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IlhPQkVmd0taelpnemlXZnE3eVp6aEVLTlFmaWhCTWlvQ3pSYk5tcVVI",
    "MFkifQ.eyJzdWIiOiIxIn0.0vIdycQfOPF4ubymad_fXxQRwR0EzoUydSFcAcg-Jwk",
);
