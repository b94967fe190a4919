//! Refuses three-key DES whose initialization vector is shorter than a block, on which the library
//! for encrypted keys panics.

/// The object identifier of DES-EDE3-CBC (RFC 8018 appendix B.2.2), in DER.
const DES_EDE3_CBC: [u8; 10] = [6, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7];
/// What a vector of one block begins with: the tag of an OCTET STRING, and its length.
const BLOCK: [u8; 2] = [4, 8];

/// Whether it stands anywhere in some DER without a vector of one block behind it.
pub(super) fn has_short_iv(der: &[u8]) -> bool {
    der.windows(DES_EDE3_CBC.len())
        .enumerate()
        .filter(|(_, window)| *window == DES_EDE3_CBC)
        .any(|(start, identifier)| {
            let vector = der.get(start.saturating_add(identifier.len())..);
            !vector.is_some_and(|vector| vector.starts_with(&BLOCK))
        })
}
