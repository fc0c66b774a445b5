//! A message for one browser alone: encrypted so that the push service between cannot read it (RFC 8291, in the form of RFC 8188).

use crate::platform::chance::Chance;
use crate::platform::error::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use ring::rand::SystemRandom;

/// Octets of a point on the curve, uncompressed.
const POINT: usize = 65;

/// Octets of the browser's secret.
const SECRET: usize = 16;

/// Size of a record: ours is the first and the last one.
const RECORD: u32 = 4096;

/// What stands behind the last record's text (RFC 8188, section 2).
const LAST: u8 = 2;

/// The most that fits beside the tag and that octet.
const MOST: usize = RECORD as usize - 17;

/// What a browser gave to be written to.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    public: Vec<u8>,
    secret: Vec<u8>,
}

impl Reader {
    /// Reads the two keys of a subscription; none where they are no such.
    pub(super) fn read(p256dh: &str, auth: &str) -> Option<Self> {
        let key = |text: &str, length: usize| {
            let octets = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
            (octets.len() == length).then_some(octets)
        };
        let (public, secret) = (key(p256dh, POINT)?, key(auth, SECRET)?);
        Some(Self { public, secret })
    }

    /// Encrypts a text.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] where it is too long, the browser's key is no point of the curve, or the system has no chance to give.
    pub(super) fn encrypt(&self, text: &[u8], chance: &Chance) -> Result<Vec<u8>, Error> {
        if text.len() > MOST {
            return Err(Error::internal("a push is too long"));
        }
        // A key for this message alone; only the system's chance makes one.
        let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(Error::internal)?;
        let own_public = own.compute_public_key().map_err(Error::internal)?;
        let sealed = agree_ephemeral(own, &UnparsedPublicKey::new(&ECDH_P256, &self.public), |shared| {
            self.seal(text, shared, own_public.as_ref(), chance.bytes())
        });
        sealed.and_then(|sealed| sealed).map_err(Error::internal)
    }

    /// The message, of the secret that both sides come to (RFC 8291, section 3.4).
    fn seal(&self, text: &[u8], shared: &[u8], own_public: &[u8], salt: [u8; 16]) -> Result<Vec<u8>, Unspecified> {
        let for_both = Salt::new(HKDF_SHA256, &self.secret).extract(shared);
        let input: [u8; 32] = expand(&for_both, &[b"WebPush: info\0", &self.public, own_public])?;
        let keys = Salt::new(HKDF_SHA256, &salt).extract(&input);
        let key: [u8; 16] = expand(&keys, &[b"Content-Encoding: aes128gcm\0"])?;
        let nonce: [u8; 12] = expand(&keys, &[b"Content-Encoding: nonce\0"])?;
        let mut record = [text, &[LAST]].concat();
        LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?).seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut record,
        )?;
        // No more than 65: a point.
        let length = u8::try_from(own_public.len()).map_err(|_| Unspecified)?;
        Ok([&salt[..], &RECORD.to_be_bytes(), &[length], own_public, record.as_slice()].concat())
    }
}

/// Whether a browser's two keys are such that something can be encrypted for it: the one a point of the curve, the other a secret of the
/// right length.
pub fn is_key(p256dh: &str, auth: &str, chance: &Chance) -> bool {
    Reader::read(p256dh, auth).is_some_and(|reader| reader.encrypt(b"", chance).is_ok())
}

/// A key of so many octets.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(from: &Prk, info: &[&[u8]]) -> Result<[u8; N], Unspecified> {
    let mut out = [0; N];
    from.expand(info, Length(N))?.fill(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// The browser of RFC 8291, appendix A.
    fn browser() -> Reader {
        let public = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        Reader::read(public, "BTBZMqHH6r4Tts7J_aSIgg").unwrap()
    }

    #[test]
    fn the_example_of_the_standard_comes_out_octet_by_octet() {
        let sealed = browser().seal(
            b"When I grow up, I want to be a watermelon",
            &octets("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"),
            &octets("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
            octets("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap(),
        );
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
                        yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(sealed.unwrap(), octets(expected));
    }

    #[test]
    fn no_two_messages_are_alike_and_none_is_longer_than_a_record() {
        let chance = Chance::seeded(1);
        let one = browser().encrypt(b"due", &chance).unwrap();
        assert_ne!(one, browser().encrypt(b"due", &chance).unwrap());
        assert_eq!(one.len(), 86 + 3 + 17);
        assert!(browser().encrypt(&[0; MOST], &chance).unwrap().len() == 86 + 4096);
        assert!(browser().encrypt(&[0; MOST + 1], &chance).is_err());
    }

    #[test]
    fn what_is_no_point_or_no_secret_is_told() {
        let chance = Chance::seeded(1);
        let point = URL_SAFE_NO_PAD.encode(&browser().public);
        let secret = URL_SAFE_NO_PAD.encode(&browser().secret);
        assert!(is_key(&point, &secret, &chance) && is_key(&format!("{point}="), &format!("{secret}=="), &chance));
        let mut off_the_curve = browser().public;
        off_the_curve[64] ^= 1;
        for (point, secret) in [
            (URL_SAFE_NO_PAD.encode(off_the_curve), secret.clone()),
            (URL_SAFE_NO_PAD.encode(vec![0; 65]), secret.clone()),
            (point.clone(), "AAAA".to_owned()),
            (point.replace('B', "+"), secret.clone()),
            (String::new(), secret),
        ] {
            assert!(!is_key(&point, &secret, &chance), "{point} {secret}");
        }
    }
}
